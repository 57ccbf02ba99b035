package dev.moonlet.recipes.limiter;

import dev.moonlet.recipes.internal.Given;
import dev.moonlet.recipes.internal.ObjectName;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A limiter by one script, whose keys are those of the quotas, in the same order. */
record ScriptedLimiter(
        String algorithm, long mostPermits, Script<Decision> script, Script<CompletionStage<Decision>> asyncScript)
        implements RateLimiter {

    /** The script removes as many entries at once as there are permits. */
    static final long MOST_OF_WINDOW = 10_000;

    /** A method of a script. */
    @FunctionalInterface
    interface Script<R> {
        R run(List<String> states, List<Limit> limits, long permits);
    }

    ScriptedLimiter(String algorithm, Script<Decision> script, Script<CompletionStage<Decision>> asyncScript) {
        this(algorithm, Quota.MOST_PERMITS, script, asyncScript);
    }

    @Override
    public Decision acquire(String subject, long permits, Quota... quotas) {
        return script.run(states(subject, permits, quotas), limits(quotas), permits);
    }

    @Override
    public CompletionStage<Decision> acquireAsync(String subject, long permits, Quota... quotas) {
        return asyncScript.run(states(subject, permits, quotas), limits(quotas), permits);
    }

    private List<String> states(String subject, long permits, Quota... quotas) {
        ObjectName object = new ObjectName("limit", subject);
        if (quotas.length == 0) {
            throw new IllegalArgumentException("no quota for \"" + subject + "\": give at least one");
        }
        Set<String> names = Stream.of(quotas).map(Quota::name).collect(Collectors.toSet());
        if (names.size() < quotas.length) {
            throw new IllegalArgumentException(
                    "two quotas of \"" + subject + "\" have the same name: each has to have another");
        }
        for (Quota quota : quotas) {
            Given.count("the permits of the quota \"" + quota.name() + "\"", quota.permits(), mostPermits);
            Given.count("the permits to take from the quota \"" + quota.name() + "\"", permits, quota.permits());
        }
        return Stream.of(quotas)
                .map(quota -> object.key(algorithm + ":" + quota.name()))
                .toList();
    }

    private static List<Limit> limits(Quota... quotas) {
        return Stream.of(quotas)
                .map(quota -> new Limit(quota.permits(), quota.period()))
                .toList();
    }
}
