package dev.moonlet.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.ScriptRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts that are right, and come near to what the checks report: nothing is found in them. */
class RightScriptsTest {

    private static final Pattern BLOCK = Pattern.compile("```lua\n(.*?)```", Pattern.DOTALL);

    static List<String> scripts() throws IOException {
        String page = Files.readString(Path.of("src/test/resources/right-scripts.md"));
        return BLOCK.matcher(page).results().map(block -> block.group(1)).toList();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void nothingIsFound(String lua) {
        ScriptCompiler compiler = new ScriptCompiler(new ScriptRoots(List.of(new OneFile(lua))));
        Diagnostics diagnostics = new Diagnostics();
        compiler.compile("example", diagnostics).ifPresent(script -> ScriptChecker.check(script, diagnostics));
        assertThat(diagnostics.sorted().stream().map(DiagnosticRenderer::render).collect(Collectors.joining("\n")))
                .isEmpty();
    }
}
