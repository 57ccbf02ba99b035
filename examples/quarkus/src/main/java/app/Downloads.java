package app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.concurrent.CompletionStage;

/** Ten downloads of a user at once, then one in two seconds. */
@Path("downloads/{user}")
public class Downloads {
    private final TokenBucket bucket;
    private final Visits visits;

    Downloads(TokenBucket bucket, Visits visits) {
        this.bucket = bucket;
        this.visits = visits;
    }

    /** Runs on a worker thread, which may wait. */
    @GET
    public boolean allow(String user) {
        visits.count("/downloads");
        return bucket.acquire("downloads:" + user, 10, 0.5, 1).allowed();
    }

    /** Runs on an event loop, which must not wait. */
    @POST
    public CompletionStage<Boolean> allowAsync(String user) {
        return bucket.acquireAsync("downloads:" + user, 10, 0.5, 1).thenApply(TokenBucket.Decision::allowed);
    }
}
