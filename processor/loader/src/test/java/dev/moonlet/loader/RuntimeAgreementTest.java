package dev.moonlet.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.codegen.ErrorPrefix;
import dev.moonlet.internal.protocol.SourceMap;
import dev.moonlet.script.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The compiler and the runtime don't know each other. What one writes is what the other reads. */
class RuntimeAgreementTest {

    /** The files that scripts of the table name. */
    private static ScriptLoader files() {
        ScriptLoader loader = ScriptLoader.of();
        loader.parse("inner", "\nlocal function inner()\n  return 1\nend\n");
        loader.parse("outer", "---@include \"inner\"\nlocal outer = inner()\n");
        loader.parse("module", "local module = {}\n\n---@include \"inner\"\nmodule.inner = inner\nreturn module\n");
        loader.parse("called", "\n---@key k\nreturn redis.call('GET', k)\n");
        loader.parse("odd:1<2=3", "local odd = 1\n");
        return loader;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            one line                      | return 1
            nothing                       | ``
            comments and empty lines      | -- a comment;;return 1;;
            declarations                  | ---@key k;---@arg n integer = 5;---@return integer;return n
            flags                         | ---@flags no-writes;return 1
            an include                    | ---@include "inner";return inner()
            an include of an include      | ;---@include "outer";;return outer
            a file twice                  | ---@include "outer";---@include "inner";return inner()
            a module                      | ;return require('module').inner()
            a call                        | ;;return CALL.called({ 'k' })
            a call from two lines         | local a = CALL.called({ 'k' });return a or CALL.called({ 'k' })
            includes, modules and calls   | ---@include "outer";local m = require('module');return m, CALL.called({ 'k' })
            a name with marks in it       | ---@include "odd:1<2=3";return odd
            a result with fields          | ---@return { a: integer, b: string? };return { a = 1 }
            """)
    void theRuntimeReadsTheSourceMapsThatTheCompilerWrites(String title, String lines) {
        Script script = files().parse("main", String.valueOf(lines).replace(';', '\n') + "\n");
        SourceMap read = SourceMap.decode(script.sourceMap().encoded());
        for (int line = 0; line <= script.lineCount() + 1; line++) {
            int linked = line;
            List<String> expected = new ArrayList<>();
            script.sourceMap().run(linked).ifPresent(run -> {
                expected.add(script.sourceMap().place(linked).orElseThrow().toString());
                run.chain().forEach(step -> expected.add(step.toString()));
            });
            assertThat(read.frames(linked).stream().map(Object::toString).toList())
                    .as("line " + linked + " of:\n" + script.text())
                    .isEqualTo(expected);
        }
    }

    /** One that a script of the compiler raises, and all of them together. */
    @ParameterizedTest
    @EnumSource(ErrorPrefix.class)
    void theCompilerFindsEachErrorThatTheRuntimeSendsAgain(ErrorPrefix prefix) {
        Script script = ScriptLoader.of().parse("main", "return redis.error_reply('" + prefix + " of its own')");
        assertThat(script.raisedErrors()).containsExactly(prefix.name());
    }

    @Test
    void theRuntimeKnowsEachErrorThatTheCompilerFinds() {
        String literals = Arrays.stream(ErrorPrefix.values())
                .map(prefix -> "'" + prefix + "'")
                .collect(Collectors.joining(", "));
        Script script = ScriptLoader.of().parse("main", "return { " + literals + " }");
        assertThat(script.raisedErrors().stream().map(ErrorPrefix::valueOf)).containsExactly(ErrorPrefix.values());
    }
}
