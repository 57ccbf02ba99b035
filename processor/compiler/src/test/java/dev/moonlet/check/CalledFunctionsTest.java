package dev.moonlet.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.ScriptRoot;
import dev.moonlet.script.root.ScriptRoots;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of the functions of modules and of called scripts, and where nothing is known of them. */
class CalledFunctionsTest {

    private static final String JOIN = "function(a) return 'x' .. a end";
    private static final String OTHER = "function(a, b) return (a or '') .. (b or '') end";
    private static final String USE = "return m.join('a', 'b') .. m.join()\n";

    /** Scripts by their names. */
    private record Files(Map<String, String> texts) implements ScriptRoot {

        @Override
        public String describe(String file) {
            return file;
        }

        @Override
        public Optional<byte[]> read(String file) {
            return Optional.ofNullable(texts.get(file)).map(text -> text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Set<String> files() {
            return texts.keySet();
        }
    }

    private static List<String> codes(Map<String, String> files) {
        Diagnostics found = new Diagnostics();
        new ScriptCompiler(new ScriptRoots(List.of(new Files(files))))
                .compile("main", found)
                .ifPresent(script -> ScriptChecker.check(script, found));
        return found.sorted().stream().map(diagnostic -> diagnostic.code()).toList();
    }

    private static List<String> codes(String module, String main) {
        return codes(Map.of("lib/m.lua", module, "main.lua", main));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local M = {}\nM.join = " + JOIN + "\nreturn M\n",
                "local M = { join = " + JOIN + " }\nreturn M\n",
                "return { join = " + JOIN + " }\n",
                "local join = " + JOIN + "\nreturn { join = join }\n"
            })
    void functionsOfModulesAreKnown(String module) {
        assertThat(codes(module, "local m = require 'lib.m'\n" + USE))
                .containsExactlyInAnyOrder("too-many-arguments", "missing-argument");
        assertThat(codes(module, USE.replace("m.", "require('lib.m').")))
                .containsExactlyInAnyOrder("too-many-arguments", "missing-argument");
    }

    @Test
    void aModuleMayBeAFunction() {
        assertThat(codes("return " + JOIN + "\n", "local join = require 'lib.m'\nreturn join('a', 'b')\n"))
                .containsExactly("too-many-arguments");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local m = require 'lib.m'\nm.join = " + OTHER + "\n" + USE,
                "local m = require 'lib.m'\nlocal n = m\nn.join = " + OTHER + "\n" + USE,
                "local function patch(t)\n  t.join = " + OTHER + "\nend\nlocal m = require 'lib.m'\npatch(m)\n" + USE,
                "local function patch(t)\n  t.join = " + OTHER + "\nend\npatch(require 'lib.m')\n"
                        + "local m = require 'lib.m'\n" + USE,
                "require('lib.m').join = " + OTHER + "\nlocal m = require 'lib.m'\n" + USE,
                "require('lib.m'):patch()\nlocal m = require 'lib.m'\n" + USE
            })
    void aChangedModuleIsNotKnown(String main) {
        assertThat(codes("return { join = " + JOIN + " }\n", main)).isEmpty();
        assertThat(codes("local M = { join = " + JOIN + " }\nreturn M\n", main)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local M = { join = " + JOIN + " }\nlocal N = { join = " + OTHER
                        + " }\nif redis.setresp then do return N end end\nreturn M\n",
                "local M = { join = " + JOIN + " }\nlocal N = M\nN.join = " + OTHER + "\nreturn M\n",
                "local M = {}\nfor _, name in ipairs({ 'join' }) do\n  M[name] = " + OTHER + "\nend\nreturn M\n"
            })
    void aModuleOfWhichMoreIsDoneIsNotKnown(String module) {
        assertThat(codes(module, "local m = require 'lib.m'\n" + USE)).isEmpty();
    }

    @Test
    void whatCalledScriptsReturnIsKnown() {
        String called = "---@key name\nlocal value = redis.call('GET', name)\nreturn value\n";
        assertThat(codes(Map.of(
                        "get.lua",
                        called,
                        "main.lua",
                        "if CALL.get({ KEYS[1] }) == nil then\n  return 0\nend\nreturn 1\n")))
                .containsExactly("reply-compared-with-nil");
    }

    /** What is in a reply is not known any more where a function has changed it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "local t = redis.call('TIME')\n  t[1] = tonumber(t[1])\n  return t",
                "local t = redis.call('TIME')\n  convert(t)\n  return t",
                "local t = redis.call('TIME')\n  for i, part in ipairs(t) do t[i] = tonumber(part) end\n  return (t)",
                "local t = redis.call('TIME')\n  table.insert(t, 1, 7)\n  return t"
            })
    void aReplyThatIsChangedIsATableLikeAnyOther(String body) {
        String main = "local function convert(list)\n  list[1] = tonumber(list[1])\nend\nlocal function seconds()\n  "
                + body + "\nend\nconvert({})\nreturn seconds()[1] > 5 and 1 or 0\n";
        assertThat(codes(Map.of("main.lua", main))).isEmpty();
    }

    @Test
    void aReplyThatIsReturnedAsItIsIsStillOne() {
        String main =
                "local function now()\n  local t = redis.call('TIME')\n  return t\nend\nreturn now()[1] > 5 and 1 or 0\n";
        assertThat(codes(Map.of("main.lua", main))).containsExactly("mixed-comparison");
    }

    @Test
    void aTableByAnotherNameIsNotKnown() {
        String main = "local m = { join = " + JOIN + " }\nlocal n = m\nm.join = " + OTHER
                + "\nreturn n.join('a', 'b') .. n.join()\n";
        assertThat(codes(Map.of("main.lua", main))).isEmpty();
    }

    /** A script may do anything with its own result, which goes to no other code. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ---@return { allowed: boolean, left: integer }/local r = { allowed = true }/return r         | missing-field
            ---@return { n: integer }/local r = { n = 'x' }/return r                                      | result-mismatch
            local r = {}/r.count = 1/return r                                                             | lost-field
            local u = redis.call('HGETALL', KEYS[1])/if u.name then return 1 end/return u                 | reply-field
            local r = redis.call('HMGET', KEYS[1], 'a')/if r[1] == nil then return 0 end/return r         | reply-compared-with-nil
            """)
    void whatTheScriptItselfReturnsIsKnown(String lines, String code) {
        assertThat(codes(Map.of("main.lua", lines.replace("/", "\n") + "\n"))).containsExactly(code);
    }

    @Test
    void whatAFunctionOfAPatchedModuleCallsIsNotKnown() {
        assertThat(codes("""
                local M = { call = redis.call }
                function M.run() return M.call('job', 1) end
                return M
                """, """
                local m = require 'lib.m'
                m.call = function(k, n) return n end
                return m.run()
                """)).isEmpty();
        assertThat(codes("""
                local M = {}
                function M.join(a, b) return a .. b end
                function M.one() return M.join('x') end
                if redis.setresp then return M end
                return M
                """, """
                local m = require 'lib.m'
                m.join = function(a) return a end
                return m.one()
                """)).isEmpty();
    }

    @Test
    void aTableThatTwoFunctionsShareMayBeChangedBetween() {
        assertThat(codes(Map.of("main.lua", """
                local t = redis.call('TIME')
                local function now() return t end
                local a = now()
                a[1] = tonumber(a[1])
                return now()[1] > 5 and 1 or 0
                """))).isEmpty();
    }

    @Test
    void errorsThatAreCaughtAreNoErrorsOfTheCompiler() {
        Diagnostics found = new Diagnostics();
        String main = """
                local function f(a) return a + 1 end
                local function try() return f() end
                return pcall(try) and 1 or 0
                """;
        new ScriptCompiler(new ScriptRoots(List.of(new Files(Map.of("main.lua", main)))))
                .compile("main", found)
                .ifPresent(script -> ScriptChecker.check(script, found));
        assertThat(found.hasErrors()).isFalse();
        assertThat(found.sorted()).extracting(Diagnostic::code).contains("missing-argument");
    }
}
