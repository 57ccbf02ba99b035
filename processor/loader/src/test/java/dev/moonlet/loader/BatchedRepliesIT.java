package dev.moonlet.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.Batching;
import dev.moonlet.Pipeline;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.script.Script;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Random scripts do the same in a batch as call by call: results, errors with their places, and data. */
class BatchedRepliesIT {

    private static final int SCRIPTS = 150;
    private static final int CALLS = 30;

    /** Statements of a script with a key and two arguments, an integer and a string. */
    private static final List<String> STATEMENTS = List.of(
            "redis.call('INCRBY', k, n)",
            "redis.call('SET', k, s)",
            "redis.call('LPUSH', k, s, n)",
            "local len%d = redis.pcall('LLEN', k)",
            "seen = (seen or 0) + 1",
            "total = total + n",
            "total = total + c.next()",
            "last[#last + 1] = s",
            "if n %% 3 == 0 then return redis.call('GET', k) end",
            "if n == 4 then error('four') end",
            "if n == 5 then error({ err = 'FIVE of ' .. s }) end",
            "if n == 6 then error('six', 0) end",
            "if n == 7 then return nil + 1 end",
            "if n == 8 then return redis.error_reply('EIGHT is\\r\\ntoo much') end",
            "if n == 9 then return { err = '-NINE' } end",
            "if n == 10 then return redis.status_reply('TEN') end",
            "if n == 11 then return { 1, false, { 'x', { err = 'ELEVEN inside' } }, 2.9 } end",
            "if n == 12 then return nil end",
            "if n == 13 then return false end",
            "if n == 14 then return true end",
            "if n == 15 then return { 1, nil, 3 } end",
            "if n == 16 then return -7.9 end",
            "if n == 17 then return '' end",
            "if n == 18 then return s:rep(500) end",
            "if n == 20 then return redis.call('NOT' .. s) end",
            "redis.pcall('APPEND', k, ARGV[3] or 'none')",
            "local ok%d, why%d = pcall(function() redis.call('HSET', k, s, n) end)",
            "ARGV[2] = s .. '!' KEYS[1] = 'other' redis.call('SET', KEYS[1], ARGV[2])",
            "last[#last + 1] = (function() return ARGV[1] .. KEYS[1] end)()",
            "return { total, #last, last[1], ARGV[2] }");

    /** A module that counts: each call begins at one. */
    private static final String COUNTER = """
            local counter = { count = 0 }
            function counter.next()
              counter.count = counter.count + 1
              return counter.count
            end
            return counter
            """;

    /** Statements for which each call needs tables of its own. */
    private static final List<String> WITH_TABLES = List.of(
            "table.remove(ARGV)",
            "if n == 19 then ARGV[3] = 'x' KEYS[2] = 'y' return #ARGV + #KEYS end",
            "total = total + #ARGV");

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    Path root;

    private StatefulRedisConnection<String, String> connection;

    @BeforeEach
    void connect() {
        connection = redis.connect();
    }

    private Script script(String name, String text) throws IOException {
        Files.writeString(root.resolve(name + ".lua"), text);
        return ScriptLoader.of(root).load(name);
    }

    @Test
    void randomScripts() throws Exception {
        Files.writeString(root.resolve("counter.lua"), COUNTER);
        for (int seed = 0; seed < SCRIPTS; seed++) {
            Random random = new Random(seed);
            Script script = script("s" + seed, text(random));
            assertThat(script.single()).as(script.text()).isFalse();
            compare(script, random, seed);
        }
    }

    @Test
    void scriptsThatNameOnlyKeysOrArgumentsOrNeither() throws Exception {
        List<String> texts = List.of(
                "return redis.call('DBSIZE')",
                "return #KEYS -- ARGV",
                "return { #ARGV, ARGV[1], ARGV[3] }",
                "return { KEYS[1], KEYS[2] }",
                "-- neither KEYS nor ARGV\nreturn 7",
                "KEYS[3] = 'changed' table.insert(ARGV, 'more') return { #KEYS, #ARGV }");
        for (int i = 0; i < texts.size(); i++) {
            Script script = script("names" + i, texts.get(i));
            for (int size = 0; size < 12; size++) {
                List<String> keys =
                        IntStream.range(0, size % 3).mapToObj(key -> "k" + key).toList();
                List<Object> arguments = IntStream.range(0, size / 3)
                        .<Object>mapToObj(n -> "a" + n)
                        .toList();
                Pipeline pipeline = ScriptExecutor.on(connection)
                        .batching(Batching.upTo(20).withServerTime(Duration.ofMinutes(1)))
                        .buildPipeline();
                List<List<String>> keysOfCalls = Collections.nCopies(4, keys);
                List<List<Object>> calls = Collections.nCopies(4, arguments);
                List<String> single =
                        outcomes(new ScriptRunner(script, ScriptExecutor.of(connection)), keysOfCalls, calls, () -> {});
                assertThat(outcomes(new ScriptRunner(script, pipeline), keysOfCalls, calls, pipeline::flush))
                        .as(script.text() + keys + arguments)
                        .isEqualTo(single);
            }
        }
    }

    @Test
    void aScriptWhoseCallsWouldSeeEachOtherIsSentCallByCall() throws Exception {
        Script script = script("random", "return math.random(1000000)");
        Pipeline pipeline =
                ScriptExecutor.on(connection).batching(Batching.upTo(20)).buildPipeline();
        redis.connection().sync().configResetstat();
        List<String> outcomes = outcomes(
                new ScriptRunner(script, pipeline),
                Collections.nCopies(CALLS, List.of()),
                Collections.nCopies(CALLS, List.of()),
                pipeline::flush);
        assertThat(outcomes).hasSize(CALLS).doesNotContainNull();
        assertThat(commands()).isEqualTo(CALLS);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(
                "local c = require('counter')\nlocal k, n, s = KEYS[1], tonumber(ARGV[1]), ARGV[2]\nlocal total, last, seen = 0, {}\n");
        boolean tables = random.nextBoolean();
        for (int i = 3 + random.nextInt(10); i > 0; i--) {
            List<String> statements = tables && random.nextInt(4) == 0 ? WITH_TABLES : STATEMENTS;
            String statement = statements.get(random.nextInt(statements.size()));
            text.append("do ")
                    .append(statement.replace("%d", "").replace("%%", "%"))
                    .append(" end\n");
        }
        return text.append("return { total, seen, #last, " + (tables ? "#KEYS" : "KEYS[1]") + " }\n")
                .toString();
    }

    private void compare(Script script, Random random, int seed) {
        List<List<Object>> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            List<Object> arguments = new ArrayList<>(List.of(random.nextInt(22), "s" + random.nextInt(3)));
            if (random.nextInt(4) == 0) {
                arguments.add("more");
            }
            calls.add(arguments);
        }
        List<List<String>> keys = IntStream.range(0, CALLS)
                .mapToObj(i -> List.of("k" + random.nextInt(4)))
                .toList();
        redis.connection().sync().flushall();
        ScriptRunner single = new ScriptRunner(script, ScriptExecutor.of(connection));
        List<String> expected = outcomes(single, keys, calls, () -> {});
        Map<String, String> data = data();
        redis.connection().sync().flushall();
        Pipeline pipeline = ScriptExecutor.on(connection)
                .batching(Batching.upTo(20).withServerTime(Duration.ofMinutes(1)))
                .buildPipeline();
        redis.connection().sync().configResetstat();
        List<String> actual = outcomes(new ScriptRunner(script, pipeline), keys, calls, pipeline::flush);
        assertThat(commands()).as("seed " + seed + ":\n" + script.text()).isBetween(1L, CALLS / 4L);
        assertThat(actual).as("seed " + seed + ":\n" + script.text()).isEqualTo(expected);
        assertThat(data()).as("seed " + seed + ":\n" + script.text()).isEqualTo(data);
    }

    /** How often the server has run scripts. */
    private static long commands() {
        Matcher calls = Pattern.compile("cmdstat_eval(?:sha)?(?:_ro)?:calls=(\\d+)")
                .matcher(redis.connection().sync().info("commandstats"));
        return calls.results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    private static List<String> outcomes(
            ScriptRunner runner, List<List<String>> keys, List<List<Object>> calls, Runnable flush) {
        List<CompletionStage<@Nullable Object>> stages = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            stages.add(runner.runAsync(keys.get(i), calls.get(i)));
        }
        flush.run();
        return stages.stream().map(BatchedRepliesIT::outcome).toList();
    }

    private static String outcome(CompletionStage<@Nullable Object> stage) {
        try {
            return String.valueOf(stage.toCompletableFuture().join());
        } catch (CompletionException e) {
            return String.valueOf(e.getCause());
        }
    }

    /** All keys with what they hold. */
    private static Map<String, String> data() {
        return redis.connection().sync().keys("*").stream()
                .collect(Collectors.toMap(key -> key, BatchedRepliesIT::content, (a, b) -> a, TreeMap::new));
    }

    private static String content(String key) {
        String type = redis.connection().sync().type(key);
        return switch (type) {
            case "string" -> redis.connection().sync().get(key);
            case "list" -> redis.connection().sync().lrange(key, 0, -1).toString();
            case "hash" -> new TreeMap<>(redis.connection().sync().hgetall(key)).toString();
            default -> type;
        };
    }

    /** The local variables of the script and the two parameters of its function are all that Lua has. */
    @Test
    void asManyLocalVariablesAsAFunctionHas() throws Exception {
        String locals =
                IntStream.range(0, 198).mapToObj(i -> "local v" + i + " = " + i).collect(Collectors.joining("\n"));
        Script script = script("locals", locals + "\nreturn v197 + #KEYS");
        assertThat(script.single()).isFalse();
        compare(script, new Random(1), 1);
    }
}
