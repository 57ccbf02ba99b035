package dev.moonlet.analysis.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.Script;
import dev.moonlet.script.link.LoadedScript;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.DirectoryRoot;
import dev.moonlet.script.root.ScriptRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The directives that are proposed for scripts, each written behind its script in {@code src/test/resources/proposals}. */
class ProposalTest {

    private static final Pattern CASE = Pattern.compile("```lua\n(.*?)```\n+```text\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    /** A script and its directives. */
    record Example(String lua, String directives) {}

    static List<Example> examples() throws IOException {
        StringBuilder pages = new StringBuilder();
        try (var files = Files.list(Path.of("src/test/resources/proposals"))) {
            for (Path file : files.sorted().toList()) {
                pages.append(Files.readString(file)).append('\n');
            }
        }
        List<Example> examples = CASE.matcher(pages)
                .results()
                .map((MatchResult found) -> new Example(found.group(1), found.group(2)))
                .toList();
        assertThat(examples).hasSize(pages.toString().split("```lua", -1).length - 1);
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void directivesAreProposed(Example example) throws IOException {
        Files.writeString(directory.resolve("example.lua"), example.lua());
        ScriptCompiler compiler = new ScriptCompiler(new ScriptRoots(List.of(new DirectoryRoot(directory, "scripts"))));
        Diagnostics found = new Diagnostics();
        LoadedScript loaded = compiler.compile("example", found).orElseThrow();
        Script script = loaded.script().orElseThrow();
        Proposal proposal = Proposal.of(loaded.linked().orElseThrow(), script.signature());
        assertThat(found.hasErrors()).isFalse();
        assertThat(String.join("\n", proposal.directives()) + "\n").isEqualTo(example.directives());
    }
}
