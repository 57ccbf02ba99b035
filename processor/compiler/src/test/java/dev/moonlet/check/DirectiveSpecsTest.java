package dev.moonlet.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.script.Script;
import dev.moonlet.script.link.LoadedScript;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.ScriptRoots;
import dev.moonlet.testing.MarkdownSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What tags mean: the pages of {@code directives} show what is reported, and its lists hold lines in prose. */
class DirectiveSpecsTest {

    private static final Path SPECS = Path.of("src/test/resources/directives");

    /** A script that takes its key and its argument itself, and uses names that prose uses too. */
    private static final String CODE = """
            local count = tonumber(ARGV[1])
            local name = KEYS[1]
            local total = redis.call('INCRBY', name, count)
            if total > 100 then
              return 0
            end
            return total
            """;

    private static final String FUNCTION = """
            local function add(name, count)
              return redis.call('INCRBY', name, count)
            end
            return add(KEYS[1], ARGV[1])
            """;

    static List<Path> pages() throws IOException {
        return MarkdownSpec.pages(SPECS);
    }

    static Stream<String> proseLines() throws IOException {
        return lines("prose.txt");
    }

    static Stream<String> mistakes() throws IOException {
        return lines("mistakes.txt");
    }

    private static Stream<String> lines(String file) throws IOException {
        return Files.readAllLines(SPECS.resolve(file)).stream().filter(line -> !line.isBlank());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void saysWhatThePageSays(Path page) throws IOException {
        String before = MarkdownSpec.read(page);
        assertThat(before).isEqualTo(MarkdownSpec.expected(page, DirectiveSpecsTest::output));
    }

    @ParameterizedTest
    @MethodSource("proseLines")
    void proseAtTheHeadIsDocumentation(String line) {
        isDocumentation("-- Adds to a counter.\n" + line + "\n" + CODE, CODE);
    }

    @ParameterizedTest
    @MethodSource("proseLines")
    void proseApartFromTheHeadIsDocumentation(String line) {
        isDocumentation("-- Adds to a counter.\n\n" + line + "\n" + line + "\n\n" + CODE, CODE);
    }

    @ParameterizedTest
    @MethodSource("proseLines")
    void proseAboveAFunctionIsDocumentation(String line) {
        isDocumentation("-- Adds to a counter.\n" + line + "\n" + FUNCTION, FUNCTION);
    }

    @ParameterizedTest
    @MethodSource("proseLines")
    void proseInAFunctionIsDocumentation(String line) {
        String[] lines = FUNCTION.split("\n", 2);
        isDocumentation(lines[0] + "\n  " + line + "\n" + lines[1], FUNCTION);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeInADirectiveIsReported(String line) {
        Diagnostics diagnostics = new Diagnostics();
        load(line + "\n" + CODE, diagnostics);
        assertThat(diagnostics.sorted())
                .extracting(Diagnostic::severity)
                .as(() -> rendered(diagnostics))
                .contains(Severity.ERROR);
    }

    private static void isDocumentation(String lua, String code) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Script> script = load(lua, diagnostics).flatMap(LoadedScript::script);
        assertThat(diagnostics.sorted())
                .as(() -> rendered(diagnostics))
                .hasSizeLessThanOrEqualTo(1)
                .allSatisfy(diagnostic -> assertThat(diagnostic.code()).isEqualTo("directive-in-prose"));
        assertThat(script.orElseThrow().text()).isEqualTo(code);
        assertThat(script.orElseThrow().signature().declarations()).isEmpty();
        assertThat(script.orElseThrow().signature().result()).isEmpty();
    }

    private static String output(String lua) {
        Diagnostics diagnostics = new Diagnostics();
        load(lua, diagnostics);
        return rendered(diagnostics);
    }

    private static Optional<LoadedScript> load(String lua, Diagnostics diagnostics) {
        ScriptCompiler compiler = new ScriptCompiler(new ScriptRoots(List.of(new OneFile(lua))));
        return compiler.compile("example", diagnostics).map(script -> ScriptChecker.check(script, diagnostics));
    }

    private static String rendered(Diagnostics diagnostics) {
        return diagnostics.sorted().stream().map(DiagnosticRenderer::render).collect(Collectors.joining("\n\n"));
    }
}
