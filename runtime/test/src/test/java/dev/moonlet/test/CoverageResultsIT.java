package dev.moonlet.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.loader.ScriptLoadException;
import dev.moonlet.loader.ScriptLoader;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A script that counts has the results and the errors of the script. {@code error({})} is left out: it ends servers of Redis 7 and
 * 8 and of Valkey, which expect a text in the table.
 */
@Timeout(60)
class CoverageResultsIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]+");

    @TempDir
    private static Path directory;

    private static RedisClient client;
    private static StatefulRedisConnection<String, String> connection;

    private final ScriptLoader loader = ScriptLoader.of(directory);

    /** A connection that fails at once when the server has ended. */
    @BeforeAll
    static void connect() {
        client = RedisClient.create(redis.server().uri());
        client.setOptions(ClientOptions.builder().autoReconnect(false).build());
        connection = client.connect();
        connection.setTimeout(Duration.ofSeconds(10));
    }

    @AfterAll
    static void disconnect() {
        client.shutdown();
    }

    private void compare(String script) {
        ScriptExecutor plain = ScriptExecutor.of(connection);
        String expected = outcome(() -> loader.run(plain, script, Map.of()));
        String counted = outcome(() -> loader.run(ScriptCoverage.in(directory).around(plain), script, Map.of()));
        assertThat(counted).as(script).isEqualTo(expected);
    }

    private static String outcome(Supplier<Object> call) {
        connection.sync().flushall();
        connection.sync().set("str", "x");
        try {
            Object result = call.get();
            return result instanceof byte[] bytes ? Arrays.toString(bytes) : result + " " + type(result);
        } catch (ScriptErrorException e) {
            String message = ADDRESS.matcher(e.getMessage()).replaceAll("at an address");
            return message + " " + e.code() + " " + e.frames();
        } catch (ScriptLoadException e) {
            return "not compiled";
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    private static String type(Object result) {
        return result == null ? "" : result.getClass().getName();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return nil",
                "return",
                "return true",
                "return false",
                "return 1.9",
                "return 2^53",
                "return -5",
                "return ''",
                "return '\\0\\255'",
                "return {1, 'a', {2, {3}}, false, nil, 4}",
                "return {ok = 'FINE'}",
                "return redis.status_reply('FINE')",
                "return redis.error_reply('MYCODE of mine')",
                "return {err = 'WRONG of mine'}",
                "return redis.pcall('INCR', 'str')",
                "return redis.call('SET', 'a', 'b')",
                "return redis.call('INCR', 'str')",
                "return 1, 2, 3",
                "return {a = 1}",
                "return {}",
                "error('text')",
                "error('text', 0)",
                "error('text', 2)",
                "error({err = 'CODE of a table'})",
                "error()",
                "return ({pcall(error, 'x')})[2]",
                "local function f(n) return n == 0 and 'done' or f(n - 1) end return f(1000)",
                "local t = {} if t.a.b then return 1 end",
                "local t = {} return (t.a or t.b) + 1",
                "local t = {} return (t.a and t.b) .. 'x'",
                "if nil < 1 then return 1 end",
                "for i = 1, 'x' do end",
                "for k in nil do end",
                "local a, b = ... return {a or 'none', b or 'none'}",
                "return cjson.encode({KEYS, ARGV})",
                "#!lua flags=no-writes\nreturn redis.call('SET', 'a', 'b')",
                "for i = 1, 3 do for j = 1, 3 do if j == 2 then break end end end return 'end'",
                "repeat local done = true until done and not nil return 'end'",
                "return 'x'--no end of line"
            })
    @NeedsRedis(7)
    void ofOneLine(String script) {
        compare(script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return nil",
                "return true",
                "return false",
                "return {double = 1.5}",
                "return {map = {a = 1}}",
                "return redis.call('HGETALL', 'hash')",
                "return redis.call('GET', 'none')"
            })
    void ofResp3(String script) {
        compare("redis.setresp(3) redis.call('HSET', 'hash', 'a', 1) " + script);
    }

    static Stream<String> failing() throws IOException {
        String scripts =
                Files.readString(Path.of("../../processor/loader/src/test/resources/runtime-errors/scripts.txt"));
        return Stream.of(scripts.split("(?m)^### .*$")).map(String::strip).filter(script -> !script.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("failing")
    void ofEveryWayToFail(String script) {
        compare(script);
    }

    static Stream<Path> accepted() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../../processor/compiler/src/test/resources/lua/accepted"))) {
            return files.filter(file -> file.toString().endsWith(".lua")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void ofAllSyntax(Path file) throws IOException {
        compare(Files.readString(file));
    }

    @Test
    void aScriptWithoutRoomForCountersRunsAsItIs() throws IOException {
        StringBuilder script = new StringBuilder();
        for (int i = 1; i <= 60; i++) {
            script.append("local v%d = %d ".formatted(i, i));
        }
        script.append("return (function() return 0");
        for (int i = 1; i <= 60; i++) {
            script.append(" + v").append(i);
        }
        compare(script.append(" end)()").toString());
        ScriptCoverage.in(directory).report();
        assertThat(Files.readString(directory.resolve("html/index.html")))
                .contains("<h2>Run, but not counted", "<li>(code)");
    }
}
