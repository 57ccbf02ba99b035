package dev.moonlet.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Fix;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.ScriptRoots;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What fixes make of scripts: the mistake is gone, and no other has taken its place. */
class FixesTest {

    /** Every diagnostic of the script has a fix, and the first fix of the first one gives the expected text, without diagnostics. */
    private static void assertRepaired(String code, String script, String expected) {
        List<Diagnostic> found = check(script);
        assertThat(found).extracting(Diagnostic::code).containsExactly(code);
        String repaired = apply(found.get(0).fixes().get(0), script);
        assertThat(repaired).isEqualTo(expected);
        assertThat(check(repaired)).isEmpty();
    }

    private static List<Diagnostic> check(String script) {
        Diagnostics diagnostics = new Diagnostics();
        new ScriptCompiler(new ScriptRoots(List.of()))
                .compileText("script", script, diagnostics)
                .ifPresent(loaded -> ScriptChecker.check(loaded, diagnostics));
        return diagnostics.sorted();
    }

    private static String apply(Fix fix, String script) {
        StringBuilder text = new StringBuilder(script);
        fix.edits().stream()
                .sorted(Comparator.comparingInt((Fix.Edit edit) -> edit.span().start())
                        .reversed())
                .forEach(edit -> text.replace(edit.span().start(), edit.span().end(), edit.text()));
        return text.toString();
    }

    @Test
    void misspeltNamesAreChangedToThoseThatAreMeant() {
        assertRepaired("unknown-member", "return redis.cal('PING')\n", "return redis.call('PING')\n");
        assertRepaired("undefined-global", "return redsi.call('PING')\n", "return redis.call('PING')\n");
        assertRepaired("unknown-command", "return redis.call('PNIG')\n", "return redis.call('PING')\n");
        assertRepaired(
                "unknown-command",
                "return redis.call('OBJECT', \"ENCODIN\", KEYS[1])\n",
                "return redis.call('OBJECT', \"ENCODING\", KEYS[1])\n");
        assertRepaired(
                "unknown-directive",
                "---@kye a\n---@arg b string\nreturn b\n",
                "---@key a\n---@arg b string\nreturn b\n");
        assertRepaired("syntax-unknown-statement", "loca x = 1\nreturn x\n", "local x = 1\nreturn x\n");
    }

    @Test
    void misspeltTypesAndFieldsAreChangedToThoseThatAreMeant() {
        assertRepaired("unknown-type", "---@arg n integr\nreturn n\n", "---@arg n integer\nreturn n\n");
        assertRepaired(
                "unknown-field",
                "---@arg o { name: string }\nreturn o.nmae\n",
                "---@arg o { name: string }\nreturn o.name\n");
    }

    @Test
    void aReplyIsAskedForFalse() {
        assertRepaired("reply-compared-with-nil", """
                local value = redis.call('GET', KEYS[1])
                if value == nil then
                  return 0
                end
                return value
                """, """
                local value = redis.call('GET', KEYS[1])
                if not value then
                  return 0
                end
                return value
                """);
    }

    @Test
    void aNumberIsComparedAndAComparisonBehindNotIsInParentheses() {
        assertRepaired("number-as-condition", """
                if redis.call('EXISTS', KEYS[1]) then
                  return 1
                end
                return 0
                """, """
                if redis.call('EXISTS', KEYS[1]) == 1 then
                  return 1
                end
                return 0
                """);
        assertRepaired("number-as-condition", """
                local there = redis.call('EXISTS', KEYS[1])
                if not there then
                  return 1
                end
                return 0
                """, """
                local there = redis.call('EXISTS', KEYS[1])
                if not (there == 1) then
                  return 1
                end
                return 0
                """);
    }

    @Test
    void anAssignmentInAConditionBecomesAComparison() {
        assertRepaired(
                "syntax-assignment-in-condition",
                "if KEYS[1] = 'a' then\n  return 1\nend\nreturn 0\n",
                "if KEYS[1] == 'a' then\n  return 1\nend\nreturn 0\n");
    }

    @Test
    void aBuiltKeyIsDeclaredWhereItIsUsed() {
        assertRepaired("undeclared-key", """
                ---@key bucket
                ---@arg id string
                redis.call('DEL', bucket)
                return redis.call('GET', id .. ':lock')
                """, """
                ---@key bucket
                ---@arg id string
                ---@key lock = id .. ":lock"
                redis.call('DEL', bucket)
                return redis.call('GET', lock)
                """);
    }

    @Test
    void aLocalThatHoldsABuiltKeyIsReplacedByTheDeclaration() {
        assertRepaired("undeclared-key", """
                ---@key bucket
                ---@arg id string
                local lock = id .. ':lock'
                redis.call('DEL', bucket)
                return redis.call('GET', lock)
                """, """
                ---@key bucket
                ---@arg id string
                ---@key lock = id .. ":lock"
                redis.call('DEL', bucket)
                return redis.call('GET', lock)
                """);
    }
}
