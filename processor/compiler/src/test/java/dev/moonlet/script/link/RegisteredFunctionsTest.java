package dev.moonlet.script.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.root.DirectoryRoot;
import dev.moonlet.script.root.ScriptRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisteredFunctionsTest {

    private static final String FUNCTION = "function(keys, args) return 1 end";

    @TempDir
    Path directory;

    /** What is wrong with a library that registers its functions in some lines. */
    private List<String> messages(String... lines) throws IOException {
        Files.writeString(directory.resolve("counters.lua"), "#!lua name=counters\n" + String.join("\n", lines) + "\n");
        ScriptCompiler compiler = new ScriptCompiler(new ScriptRoots(List.of(new DirectoryRoot(directory, "lua"))));
        Diagnostics diagnostics = new Diagnostics();
        compiler.compileLibrary("counters", diagnostics);
        return diagnostics.sorted().stream().map(Diagnostic::message).toList();
    }

    @Test
    void namesHaveLettersDigitsAndUnderscores() throws IOException {
        assertThat(messages("redis.register_function('next_2', " + FUNCTION + ")"))
                .isEmpty();
        assertThat(messages("redis.register_function('next value', " + FUNCTION + ")"))
                .containsExactly("function name \"next value\" has other characters than servers take");
    }

    @Test
    void aFunctionIsRegisteredOnce() throws IOException {
        assertThat(messages(
                        "redis.register_function('next', " + FUNCTION + ")",
                        "redis.register_function{ function_name = 'next', callback = " + FUNCTION + " }"))
                .containsExactly("function \"next\" is registered twice");
    }

    @Test
    void aNameNeedsAFunction() throws IOException {
        assertThat(messages(
                        "redis.register_function('next', " + FUNCTION + ")",
                        "local last = 'last'",
                        "redis.register_function(last)"))
                .containsExactly("no function is registered by this name");
    }

    @Test
    void aLibraryHasAFunction() throws IOException {
        assertThat(messages("local limit = 1")).containsExactly("the library \"counters\" registers no function");
    }
}
