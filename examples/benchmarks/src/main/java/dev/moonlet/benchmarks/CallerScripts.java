package dev.moonlet.benchmarks;

import dev.moonlet.examples.ratelimit.TokenBucket.Decision;
import dev.moonlet.loader.ScriptLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The scripts as clients have them that take strings: the same text, the same arguments. */
final class CallerScripts {

    static final String COUNTER = linked("src/main/lua", "counter");
    static final String BUCKET = linked("../apps/src/main/lua", "token_bucket");
    static final String CAPACITY = Long.toString(Caller.CAPACITY);
    static final String REFILL = Double.toString(Caller.REFILL_PER_SECOND);

    private CallerScripts() {}

    private static String linked(String root, String name) {
        return ScriptLoader.of(Path.of(root)).load(name).text();
    }

    static Decision decision(List<?> reply) {
        return new Decision((Long) reply.get(0) == 1, (Long) reply.get(1), Duration.ofMillis((Long) reply.get(2)));
    }
}
