package dev.moonlet.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that editors start, from its jar. */
@Tag("any-server")
class LspCommandIT {

    private static final String SCRIPT = "src/main/lua/main.lua";
    private static final String TEXT = """
            ---@include "one"
            ---@include "two"
            return one() + two()
            """;

    @TempDir
    Path project;

    private List<String> command(String... options) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target/moonlet.jar").toAbsolutePath().toString(),
                "lsp",
                options[0],
                options[1]);
    }

    @Test
    void theEntriesOfTheClassPathAreSeparatedAsForJava() throws Exception {
        String entries = project.resolve("a") + File.pathSeparator + project.resolve("b");
        try (TestEditor editor = new TestEditor(project, command("--class-path", entries))) {
            editor.write("a/META-INF/lua/one.lua", "local function one()\n  return 1\nend\n");
            editor.write("b/META-INF/lua/two.lua", "local function two()\n  return 2\nend\n");
            editor.write(SCRIPT, TEXT);
            editor.open(SCRIPT, TEXT);
            assertThat(editor.diagnostics(SCRIPT, all -> true)).isEmpty();
            editor.change(SCRIPT, TEXT.replace("\"two\"", "\"three\""));
            assertThat(editor.diagnostics(SCRIPT, all -> !all.isEmpty()))
                    .extracting(found -> found.getCode().getLeft())
                    .contains("include-not-found");
        }
    }
}
