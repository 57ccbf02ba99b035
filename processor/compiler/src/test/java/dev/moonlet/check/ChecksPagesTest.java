package dev.moonlet.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.CheckOptions;
import dev.moonlet.script.JavaEnum;
import dev.moonlet.script.LinkOptions;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.ScriptRoots;
import dev.moonlet.testing.MarkdownSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example of a page under {@code docs/checks} says what the page says. */
class ChecksPagesTest {

    private static final Pattern CODE = Pattern.compile("String [A-Z]+ = \"([a-z0-9]+(?:-[a-z]+)+)\"");
    private static final Path PAGES = Path.of("../../docs/checks");

    static List<Path> pages() throws IOException {
        return MarkdownSpec.pages(PAGES);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void saysWhatThePageSays(Path page) throws IOException {
        String before = MarkdownSpec.read(page);
        CheckOptions checks = optional(page);
        assertThat(before).isEqualTo(MarkdownSpec.expected(page, lua -> output(lua, checks)));
    }

    /** A page of a check that is off by default shows what it says where it is on. */
    private static CheckOptions optional(Path page) throws IOException {
        String code = page.getFileName().toString().replace(".md", "");
        return Files.readString(page).contains("*off*")
                ? new CheckOptions(Map.of(code, CheckOptions.Level.WARNING), Optional.empty(), List.of())
                : CheckOptions.DEFAULT;
    }

    /** Each code that a check can report can be set, and has a page. */
    @Test
    void codesOfChecksAreThoseThatCanBeSet() throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/moonlet/check"))) {
            for (Path file : files.toList()) {
                CODE.matcher(Files.readString(file)).results().forEach(found -> codes.add(found.group(1)));
            }
        }
        assertThat(CheckOptions.CODES).isEqualTo(codes);
        assertThat(codes)
                .allSatisfy(code -> assertThat(PAGES.resolve(code + ".md")).exists());
    }

    private static Optional<JavaEnum> javaEnum(String name) {
        return name.equals("app.JobStatus")
                ? Optional.of(
                        new JavaEnum(name, List.of(new JavaEnum.Constant("DONE", Optional.empty(), Optional.empty()))))
                : Optional.empty();
    }

    private static String output(String lua, CheckOptions checks) {
        ScriptCompiler compiler = new ScriptCompiler(
                new ScriptRoots(List.of(new OneFile(lua))),
                LinkOptions.DEFAULT.withChecks(checks).withEnums(ChecksPagesTest::javaEnum));
        Diagnostics diagnostics = new Diagnostics();
        compiler.compile("example", diagnostics).ifPresent(script -> ScriptChecker.check(script, diagnostics));
        return diagnostics.sorted().stream().map(DiagnosticRenderer::render).collect(Collectors.joining("\n\n"));
    }
}
