package dev.moonlet.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.OmittedProblems;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.ScriptRoots;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that nobody writes end in a message: not in a full stack, nor in output without end. */
@Timeout(120)
class HostileScriptsTest {

    private static List<Diagnostic> check(String lua) {
        ScriptCompiler compiler = new ScriptCompiler(new ScriptRoots(List.of(new OneFile(lua))));
        Diagnostics diagnostics = new Diagnostics();
        compiler.compile("example", diagnostics).ifPresent(script -> ScriptChecker.check(script, diagnostics));
        return diagnostics.sorted();
    }

    private static String text(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(DiagnosticRenderer::render).collect(Collectors.joining("\n"));
    }

    private static String nested(String open, String inner, String close, int depth) {
        return open.repeat(depth) + inner + close.repeat(depth);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 700, 20_000})
    void typesNestedTooDeep(int depth) {
        List<String> types = List.of(
                nested("{ a: ", "string", " }", depth),
                nested("[", "string", "]", depth),
                nested("table<string, ", "string", ">", depth),
                nested("(", "string", ")", depth),
                "string" + "[]".repeat(depth),
                nested("(", "string" + "[]".repeat(60), "[]".repeat(60) + ")", depth / 60 + 2));
        for (String type : types) {
            assertThat(text(check("---@return " + type + "\nreturn {}\n")))
                    .contains("the type is nested more than 100 deep [bad-directive]");
            assertThat(text(check("---@arg a " + type + "\nreturn a\n")))
                    .contains("the type is nested more than 100 deep [bad-directive]");
        }
    }

    @Test
    void typesNestedAsDeepAsAllowed() {
        List<String> types = List.of(
                nested("{ a: ", "string", " }", 99),
                "string" + "[]".repeat(99),
                "string" + "?".repeat(1000),
                "{ "
                        + IntStream.range(0, 500)
                                .mapToObj(i -> "f" + i + ": string[]")
                                .collect(Collectors.joining(", "))
                        + " }");
        for (String type : types) {
            assertThat(text(check("---@key k\n---@return " + type + "\nreturn redis.call('GET', k)\n")))
                    .doesNotContain("the type is nested more than");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {250, 20_000, 200_000})
    void defaultsNestedTooDeep(int depth) {
        assertThat(text(check("---@arg a json = " + nested("{", "", "}", depth) + "\nreturn a\n")))
                .contains("the default is nested more than 200 levels deep, Lua's limit [bad-directive]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((",
                "{{{{",
                "{a=",
                "f(",
                "a[",
                "not ",
                "- ",
                "function() return ",
                "1 .. ",
                "1 ^ ",
                "if a then ",
                "do ",
                "while a do ",
                "repeat ",
                "for i = 1, 2 do "
            })
    void expressionsAndBlocksNestedTooDeep(String piece) {
        boolean block = piece.endsWith("do ") || piece.endsWith("then ") || piece.equals("repeat ");
        assertThat(text(check((block ? "" : "return ") + piece.repeat(50_000) + "1\n")))
                .contains("more than 200 nested levels of syntax [syntax-too-many-levels]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " + 1",
                " and 1",
                " or 1",
                " .. ''",
                " == 1",
                ".b",
                "[1]",
                "()",
                ":b()",
                "''",
                "{}",
                " < 2",
                "(1, 2).c"
            })
    void longChains(String piece) {
        String chain = "local a = KEYS[1]\nreturn a" + piece.repeat(20_000) + "\n";
        assertThat(text(check(chain))).doesNotContain("StackOverflow");
    }

    @Test
    void tensOfThousandsOfWarningsAndErrors() {
        StringBuilder lua = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            lua.append("foo").append(i).append("()\n");
        }
        List<Diagnostic> found = check(lua + "return 1\n");
        assertThat(found).hasSize(OmittedProblems.LIMIT);
        assertThat(found.get(OmittedProblems.LIMIT - 1).message()).matches("29901 more \\w+ of this file left out");
        assertThat(text(found)).hasSizeLessThan(50_000);
    }

    @Test
    void aHundredThousandSyntaxErrors() {
        List<Diagnostic> found = check("local = 1\n".repeat(100_000));
        assertThat(found).hasSize(OmittedProblems.LIMIT);
        assertThat(found.get(OmittedProblems.LIMIT - 1).message()).isEqualTo("99901 more errors of this file left out");
        assertThat(text(found)).hasSizeLessThan(50_000);
    }

    @Test
    void aHundredThousandBadDirectives() {
        StringBuilder lua = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            lua.append("---@include \"gone").append(i).append("\"\n---@key 1\n");
        }
        List<Diagnostic> found = check(lua + "return 1\n");
        assertThat(found).hasSizeLessThan(2 * OmittedProblems.LIMIT + 1);
        assertThat(text(found)).contains(" more errors of this file left out").hasSizeLessThan(100_000);
    }

    @Test
    void tensOfThousandsOfMistakesOnOneLine() {
        List<Diagnostic> found = check("foo() ".repeat(30_000) + "return 1\n");
        assertThat(found).hasSizeLessThan(OmittedProblems.LIMIT + 1);
        assertThat(text(found)).hasSizeLessThan(100_000);
    }

    /** Each of these took minutes where the time grew with the square of their length. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "local M = {}\nfunction M.get() return 1 end\n| M.a# = M.b#\n|return M.get()\n",
                "local function find(x) if x then return 1 end end\nlocal n\n| n = math.abs(#) + 1\n|return n + find(n)\n",
                "local M = {}\n|function M.f#(a) return M.f#(a, 1) end\n|return 1\n",
                "local function f(k)\n| if k then return f(k) end\n|return redis.error_reply('x') end\nreturn f(2)\n",
                "local r, n = redis.call('HMGET', 'k', 'a'), 0\n| do local s = #r + # if s == n then n = n + r[2] end end\n|return n\n",
                "local n = 0\n| if n > # then return 0 end n = n + redis.call('GET', 'k#') + 1\n|return n\n",
                "local n, s = 1\n| s = function() local v = redis.call('GET', 'k') if n > s then return v + 1 end end\n|return n\n",
                "---@arg n integer?\nlocal r\n| do local s = n if s then r = s end if r then r = r + n end end\n|return r\n"
            })
    void manyFieldsAndCalls(String parts) {
        String[] part = parts.split("\\|", -1);
        StringBuilder lua = new StringBuilder(part[0]);
        for (int i = 0; i < 20_000; i++) {
            lua.append(part[1].replace("#", String.valueOf(i)));
        }
        assertThat(text(check(lua + part[2]))).doesNotContain("StackOverflow");
    }

    /** Each of these has as many ways as a power of two or three. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "local function q(v) return q(v) and q(v) and q(v) end\n|",
                "local function q0(v) return v end\n|local function q#(v) return q%(v) and q%(v) end\n",
            })
    void conditionsThatAskOneAnother(String parts) {
        String[] part = parts.split("\\|", -1);
        StringBuilder lua = new StringBuilder(part[0]);
        for (int i = 1; i <= 90; i++) {
            lua.append(part[1].replace("#", String.valueOf(i)).replace("%", String.valueOf(i - 1)));
        }
        String last = part[1].isEmpty() ? "q" : "q90";
        lua.append("local v = redis.call('GET', KEYS[1])\nif not ")
                .append(last)
                .append("(v) then return 0 end\nreturn v + 1\n");
        assertThat(text(check(lua.toString()))).doesNotContain("StackOverflow");
    }

    @Test
    void aLongFunctionThatIsCalledOften() {
        String lua = "local function f(v)\n" + "  if not v then error('no') end\n".repeat(20_000) + "end\n"
                + "f(1)\n".repeat(20_000);
        assertThat(text(check(lua))).doesNotContain("StackOverflow");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis.call('LTRIM', KEYS[1], 0, n / 2)\n",
                "redis.call('SADD', KEYS[1], unpack(many))\n",
                "list[#list + 1] = n\n",
                "list[1 - 1] = n\nn = n + 1\n",
                "total = total + load(KEYS[1]).n\n",
                "if n % 2 == 0 then total = total + n / 2 * n / 2 end\n",
                "repeat local x = redis.call('GET', KEYS[1]) until x\n",
                "if n > 1 then list[#list + 1] = n end\nredis.call('DEL', unpack(list))\n"
            })
    void tensOfThousandsOfLines(String line) {
        String lua = "local many = { " + "'a', ".repeat(7_000) + "}\nlocal list, n, total = {}, #KEYS, 0\n"
                + "local function load(k)\n" + "local x = k\n".repeat(40)
                + "return { n = tonumber(redis.call('GET', k)) }\nend\n"
                + "for i = 1, 2 do\n" + line.repeat(20_000) + "end\nreturn list\n";
        assertThat(text(check(lua))).doesNotContain("StackOverflow");
    }

    @Test
    void longChains() {
        String lua = "local r = {}\nfor i = 1, 9 do\nr[i" + " - 1".repeat(3_000) + "] = i\nif i == 1 then r[i] = 0\n"
                + "elseif i == 2 then r[i] = 1\n".repeat(5_000) + "end\nend\nredis.call('EXPIRE', KEYS[1], #r"
                + " * 3 / 2".repeat(3_000) + ")\nreturn r\n";
        assertThat(text(check(lua))).doesNotContain("StackOverflow");
    }

    @Test
    void aSliceThatGivesItsParameterOnAHundredTimes() {
        String calls = "f(x) ".repeat(100);
        String lua = """
                ---@key source
                ---@resume moved integer = 0
                ---@return { moved: integer? }

                local function f(x)
                  for _, v in ipairs(x) do end
                  %s
                end
                f({})
                return { moved = nil }
                """.formatted(calls);
        assertThat(text(check(lua))).doesNotContain("StackOverflow");
    }

    @Test
    void flagsMadeOfFlags() {
        String flags = IntStream.range(2, 150)
                .mapToObj(i -> "local f" + i + " = f" + (i - 1) + " and f" + (i - 2) + "\n")
                .collect(Collectors.joining());
        String lua = "local f0 = redis.call('EXISTS', KEYS[1]) == 1\nlocal f1 = ARGV[1] == 'x'\n" + flags
                + "if f149 then return redis.call('INCR', KEYS[1]) end\nreturn 0\n";
        assertThat(text(check(lua))).isEmpty();
    }

    @Test
    void timesThatFunctionsPassOn() {
        StringBuilder lua = new StringBuilder("local function g9(k, t) redis.call('EXPIRE', k, t) end\n");
        for (int i = 8; i >= 0; i--) {
            lua.append("local function g").append(i).append("(k, t) ");
            lua.append(("g" + (i + 1) + "(k, t) ").repeat(20)).append("end\n");
        }
        assertThat(text(check(lua + "g0(KEYS[1], ARGV[1])\n"))).isEmpty();
    }

    @Test
    void patternsJoinedOfThemselves() {
        String parts = IntStream.range(0, 18)
                .mapToObj(i -> "local p" + (i + 1) + " = p" + i + " .. p" + i + "\n")
                .collect(Collectors.joining());
        String lua = "local p0 = ARGV[1] .. 'x'\n" + parts + "return string.find(ARGV[2], p18)\n";
        assertThat(check(lua)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"and", "or"})
    void conditionsOfManyParts(String operator) {
        String parts = IntStream.range(0, 6_000)
                .mapToObj(i -> "x ~= 'v" + i + "'")
                .collect(Collectors.joining(" " + operator + " "));
        String lua = "local x = ARGV[1]\nif " + parts + " then return redis.call('GET', KEYS[1]) end\nreturn 0\n";
        assertThat(text(check(lua))).doesNotContain("StackOverflow");
    }

    @Test
    void whatSteersATerminalIsNotShown() {
        String odd = "\u202e\u2066\u001b[2J\u0007\u009b\u200b\u2028\u0085";
        String lua = "---@include \"" + odd + "\"\n-- @inclued \"" + odd + "\"\n---@arg x " + odd + "\nlocal s = '"
                + odd + "'\nlocal m = require('" + odd + "')\nfoo" + odd + "()\nreturn s .. y " + odd + "\n";
        String shown = text(check(lua));
        assertThat(shown).contains("\\u202e\\u2066\\u001b[2J\\u0007\\u009b\\u200b\\u2028\\u0085");
        assertThat(shown.codePoints()
                        .filter(c ->
                                c != '\n' && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)))
                .isEmpty();
    }
}
