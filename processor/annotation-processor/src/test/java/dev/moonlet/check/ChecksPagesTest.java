package dev.moonlet.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.ScriptCompiler;
import dev.moonlet.script.ScriptRoots;
import dev.moonlet.testing.MarkdownSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every code has a page under {@code docs/checks}, and each example there says what the page says. */
class ChecksPagesTest {

    private static final Path PAGES = Path.of("../../docs/checks");
    private static final Pattern CODE = Pattern.compile("\"([a-z]+(?:-[a-z0-9]+)+)\"");

    /** Words with a hyphen that are no codes. */
    private static final Set<String> OTHERS = Set.of(
            "allow-cross-slot-keys",
            "allow-oom",
            "allow-stale",
            "disable-line",
            "disable-next-line",
            "no-cluster",
            "no-writes",
            "test-classes");

    static List<Path> pages() throws IOException {
        return MarkdownSpec.pages(PAGES);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void saysWhatThePageSays(Path page) throws IOException {
        String before = MarkdownSpec.read(page);
        assertThat(before).isEqualTo(MarkdownSpec.expected(page, ChecksPagesTest::output));
    }

    @Test
    void everyCodeHasAPageAndEveryPageACode() throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher matcher = CODE.matcher(Files.readString(source));
                while (matcher.find()) {
                    codes.add(matcher.group(1));
                }
            }
        }
        codes.removeAll(OTHERS);
        assertThat(pages().stream()
                        .map(page -> page.getFileName().toString().replace(".md", ""))
                        .filter(name -> !name.equals("README")))
                .containsExactlyElementsOf(codes);
        String index = Files.readString(PAGES.resolve("README.md"));
        assertThat(codes).allSatisfy(code -> assertThat(index).contains("[" + code + "](" + code + ".md)"));
    }

    private static String output(String lua) {
        ScriptCompiler compiler = new ScriptCompiler(new ScriptRoots(List.of(new OneFile(lua))));
        Diagnostics diagnostics = new Diagnostics();
        compiler.compile("example", diagnostics).ifPresent(script -> ScriptChecker.check(script, diagnostics));
        return diagnostics.sorted().stream().map(DiagnosticRenderer::render).collect(Collectors.joining("\n\n"));
    }
}
