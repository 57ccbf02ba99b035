package dev.moonlet.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.ScriptRoots;
import dev.moonlet.testing.MarkdownSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example of a page under {@code docs/checks} says what the page says. */
class ChecksPagesTest {

    private static final Path PAGES = Path.of("../../docs/checks");

    static List<Path> pages() throws IOException {
        return MarkdownSpec.pages(PAGES);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void saysWhatThePageSays(Path page) throws IOException {
        String before = MarkdownSpec.read(page);
        assertThat(before).isEqualTo(MarkdownSpec.expected(page, ChecksPagesTest::output));
    }

    private static String output(String lua) {
        ScriptCompiler compiler = new ScriptCompiler(new ScriptRoots(List.of(new OneFile(lua))));
        Diagnostics diagnostics = new Diagnostics();
        compiler.compile("example", diagnostics).ifPresent(script -> ScriptChecker.check(script, diagnostics));
        return diagnostics.sorted().stream().map(DiagnosticRenderer::render).collect(Collectors.joining("\n\n"));
    }
}
