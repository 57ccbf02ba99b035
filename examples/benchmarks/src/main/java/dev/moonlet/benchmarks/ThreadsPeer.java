package dev.moonlet.benchmarks;

import dev.moonlet.Batching;
import dev.moonlet.ScriptExecutor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.concurrent.CompletionStage;

/** Who calls in many threads. */
public enum ThreadsPeer {
    /** The commands of Lettuce. */
    LETTUCE {
        @Override
        Counter on(StatefulRedisConnection<String, String> connection) {
            String digest = connection.sync().scriptLoad(CallerScripts.COUNTER);
            return new Counter() {
                @Override
                public long count(String key) {
                    return connection.sync().<Long>evalsha(digest, ScriptOutputType.INTEGER, key);
                }

                @Override
                public CompletionStage<Long> countAsync(String key) {
                    return connection.async().evalsha(digest, ScriptOutputType.INTEGER, key);
                }
            };
        }
    },
    /** An executor. */
    MOONLET {
        @Override
        Counter on(StatefulRedisConnection<String, String> connection) {
            return new CounterLua(ScriptExecutor.on(connection).build());
        }
    },
    /** An executor that batches what is queued. */
    BATCHING {
        @Override
        Counter on(StatefulRedisConnection<String, String> connection) {
            return new CounterLua(
                    ScriptExecutor.on(connection).batching(Batching.upTo(64)).build());
        }
    };

    /** A counter on a connection. */
    abstract Counter on(StatefulRedisConnection<String, String> connection);
}
