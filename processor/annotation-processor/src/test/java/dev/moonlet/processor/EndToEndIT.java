package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndToEndIT {

    @Test
    void scriptWithAnIncludeRunsAsATypedMethod(@TempDir Path directory) throws Exception {
        JavaProject project = new JavaProject(directory)
                .write("src/main/java/app/Counter.java", """
                        package app;
                        import dev.moonlet.LuaScript;
                        @LuaScript("counter")
                        public interface Counter {
                            Count add(String key, long amount, double factor, boolean twice);
                            record Count(boolean positive, long value, double scaled, String name) {}
                        }
                        """)
                .write("src/main/lua/lib/double.lua", "local function double(n)\n  return 2 * n\nend\n")
                .write("src/main/lua/counter.lua", """
                        -- Adds to a counter.
                        ---@include "lib/double"
                        ---@key key
                        ---@arg amount integer how much
                        ---@arg factor number
                        ---@arg twice boolean
                        ---@return { positive: boolean, value: integer, scaled: number, name: string }
                        if twice then amount = double(amount) end
                        local value = redis.call('INCRBY', key, amount)
                        return { positive = value > 0, value = value, scaled = value * factor, name = 'n' .. value }
                        """);
        assertThat(project.compile()).isEmpty();
        try (RedisProcess redis = RedisProcess.start();
                URLClassLoader classes = project.load()) {
            RedisClient client = RedisClient.create("redis://127.0.0.1:" + redis.port());
            try (StatefulRedisConnection<String, String> connection = client.connect()) {
                Object counter = classes.loadClass("app.CounterLua")
                        .getConstructor(ScriptExecutor.class)
                        .newInstance(ScriptExecutor.of(connection));
                Object count = classes.loadClass("app.Counter")
                        .getMethod("add", String.class, long.class, double.class, boolean.class)
                        .invoke(counter, "c", 5L, 0.25, true);
                assertThat(count).hasToString("Count[positive=true, value=10, scaled=2.5, name=n10]");
            } finally {
                client.shutdown();
            }
        }
    }
}
