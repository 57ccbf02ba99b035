package app;

import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;

/** Ten downloads of a user at once, then one in two seconds. */
@Singleton
public class Downloads {
    private final TokenBucket bucket;
    private final Visits visits;

    Downloads(TokenBucket bucket, Visits visits) {
        this.bucket = bucket;
        this.visits = visits;
    }

    public boolean allow(String user) {
        visits.count("/downloads");
        return bucket.acquire("downloads:" + user, 10, 0.5, 1).allowed();
    }

    public CompletionStage<Boolean> allowAsync(String user) {
        return bucket.acquireAsync("downloads:" + user, 10, 0.5, 1).thenApply(TokenBucket.Decision::allowed);
    }
}
