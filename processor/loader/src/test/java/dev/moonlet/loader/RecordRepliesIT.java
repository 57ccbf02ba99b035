package dev.moonlet.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.ReplyMismatchException;
import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.testing.RedisExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are made as the reply has them arrive as those do that are encoded behind the script. */
class RecordRepliesIT {

    private static final List<String> TYPES =
            List.of("string", "integer", "number", "boolean", "any", "int64", "string?", "number?", "boolean?");

    private static final List<String> VALUES = List.of(
            "i",
            "i / 3",
            "-i",
            "'x'",
            "'x' .. i",
            "i % 2 == 0",
            "not i",
            "true",
            "nil",
            "false",
            "odd(i)",
            "text(i)",
            "(odd(i))",
            "i > 2 and 'some' or nil",
            "i > 2 or 7",
            "#KEYS",
            "2 ^ 40",
            "1 / 0",
            "tonumber('0x10')",
            "redis.call('EXISTS', k)",
            "redis.call('GET', k)",
            "number",
            "several(i)",
            "(several(i))");

    /** Statements in a loop; RECORD is a constructor. */
    private static final List<String> ADDING = List.of(
            "list[#list + 1] = RECORD",
            "table.insert(list, RECORD)",
            "list[i] = RECORD",
            "if i % 2 == 0 then list[i] = RECORD end",
            "if odd(i) then table.insert(list, RECORD) else list[#list + 1] = RECORD end",
            "if #list < 2 then list[#list + 1] = RECORD end",
            "add(i)");

    /** Behind the loop, so that a line that was lost, or added, shows. */
    private static final List<String> ENDINGS = List.of(
            "return list",
            "if #list == 0 then return nil end return list",
            "if #list > 2 then return list end return {}",
            "if #list > 2 then return { RECORD, RECORD } end return list",
            "if #list > 2 then return redis.error_reply('MANY of them') end return list",
            "if #list > 2 then return { err = 'MANY of them' } end return list",
            "if #list > 2 then error('too many') end return list");

    private static final List<String> SINGLE = List.of(
            "return RECORD",
            "if i > 2 then return RECORD end return RECORD",
            "if i > 2 then return nil end return RECORD",
            "if i > 2 then return end return RECORD",
            "if i > 2 then return { err = 'MANY ' .. i } end return RECORD",
            "if i < 3 then return RECORD end");

    private static final String HEAD = """
            local number = 'taken'
            local function odd(i) if i %% 2 == 1 then return i end end
            local function text(i) return string.format('%%d', i) end
            local function several(i) return i, 'more' end
            local function same(v) return v end
            local k = 'missing'
            %s
            """;

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private final ScriptLoader loader = ScriptLoader.of();

    private @Nullable Object outcome(String text) {
        try {
            return loader.run(ScriptExecutor.of(redis.connection()), text, Map.of());
        } catch (ScriptErrorException | ReplyMismatchException e) {
            return e.getMessage();
        }
    }

    @Test
    void areTheSameAsEncodedOnes() {
        int wired = 0;
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<String> types = IntStream.range(0, 1 + random.nextInt(4))
                    .mapToObj(i -> pick(random, TYPES))
                    .toList();
            boolean many = random.nextBoolean();
            String declared = "---@return { %s }%s\n"
                    .formatted(
                            String.join(
                                    ", ",
                                    IntStream.range(0, types.size())
                                            .mapToObj(i -> "f" + i + ": " + types.get(i))
                                            .toList()),
                            many ? "[]" : "?");
            String adding = pick(random, ADDING);
            String ending = pick(random, ENDINGS);
            String single = pick(random, SINGLE);
            String record = record(random, types.size());
            String body = many
                    ? "local list = {}\nlocal function add(i) list[#list + 1] = RECORD end\nfor i = 1, %d do\n%s\nend\nlocal i = 1\n%s\n"
                            .formatted(random.nextInt(6), adding, ending)
                    : "local i = %d\n%s\n".formatted(random.nextInt(6), single);
            String text = HEAD.formatted(random.nextBoolean() ? "local string = string" : "") + body;
            String direct = declared + text.replace("RECORD", record);
            String encoded = declared + text.replace("RECORD", "same(" + record + ")");
            assertThat(loader.parse("encoded", encoded).text()).contains("local function record_1");
            wired += loader.parse("direct", direct).text().contains("local function record_1") ? 0 : 1;
            assertThat(outcome(direct)).as(direct).isEqualTo(outcome(encoded));
        }
        assertThat(wired).isGreaterThan(300);
    }

    /** A constructor that has some of the fields, in the order of their declaration or not. */
    private static String record(Random random, int fields) {
        List<String> named = new ArrayList<>();
        for (int i = 0; i < fields; i++) {
            if (random.nextInt(5) > 0) {
                named.add("f" + i + pick(random, List.of(" = ", " =\n  ", "=")) + pick(random, VALUES));
            }
        }
        if (random.nextBoolean()) {
            Collections.shuffle(named, random);
        }
        return "{ " + String.join(", ", named)
                + (random.nextBoolean() ? ", }" : " }").substring(named.isEmpty() ? 1 : 0);
    }

    private static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** What could be seen, or changed, on its way into the result is encoded behind the script. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "local list = {} list[1] = { a = 1 } return list[1].a and list",
                "local list = {} list[#list + 1] = { a = 1 } list[1].b = 'x' return list",
                "local list = {} list[#list + 1] = { a = 1 } for _, row in ipairs(list) do row.b = 'x' end return list",
                "local list = {} list[#list + 1] = { a = 1 } local other = list return other",
                "local list = {} list[#list + 1] = { a = 1 } list = { { a = 2 } } return list",
                "local list = { { a = 1 } } return list",
                "local list = {} list.a = { a = 1 } return list",
                "local list = {} list[#list + 1] = { a = 1 } list[#list + 1] = { a = 2, a = 3 } return list",
                "local list = {} list[#list + 1] = { a = 1 } list[#list + 1] = redis.call('TIME') return list",
                "local list = {} list[#list + 1] = { a = 1 } if #list > 5 then return cjson.encode(list) end return list",
                "local list = {} list[#list + 1] = { a = 1, c = 3 } return list",
                "local list = {} table.insert(list, 1, { a = 1 }) return list",
                "local v = setmetatable({}, { __add = function() end }) return { { a = v + v } }",
                "local v = _G.setmetatable({}, { __add = function() end }) return { { a = v + v } }",
                "local function f() return { { a = 1 } } end return f()",
                "local list = {} local function f() return list end list[1 + 0] = { a = 1 } return f()",
            })
    void areEncodedWhereTheScriptMayReadThem(String text) {
        String script = "---@return { a: integer, b: string? }[]\n\n" + text;
        assertThat(loader.parse("encoded", script).text()).contains("local function record_1");
    }
}
