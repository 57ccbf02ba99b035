package dev.moonlet.processor;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.MarkdownSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every code has a page under {@code docs/checks}, a golden in which it is reported, and one near its border in which it is not:
 * an example of its page, or a case {@code good-<code>} that the compiler has nothing to say of. What the goldens hold is
 * compared elsewhere, by {@code ChecksPagesTest} and its like.
 */
class RuleGoldensTest {

    private static final Path PAGES = Path.of("../../docs/checks");
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final Path COMPILER = Path.of("../compiler/src/test");

    /** A script, and what is said of it if there is anything to say. */
    private static final Pattern EXAMPLE =
            Pattern.compile("^```lua\n(?s:.*?)^```\n(?:\n```text\n((?s:.*?))^```\n)?", Pattern.MULTILINE);

    private static final Pattern CODE = Pattern.compile("\"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)\"");

    /** Words with a hyphen that are no codes. */
    private static final Set<String> OTHERS = Set.of(
            "allow-cross-slot-keys",
            "allow-oom",
            "allow-stale",
            "color-scheme",
            "disable-line",
            "disable-next-line",
            "moonlet-lsp",
            "no-cluster",
            "no-writes",
            "test-classes",
            "unix-time",
            "utf-8");

    /** Those that report something. */
    private static final List<String> MODULES = List.of("compiler", "loader", "annotation-processor", "tools");

    /** Tests that compare messages about what git can't or should not store: files that can't be read, or that are large. */
    private static final List<Path> GENERATED = List.of(
            COMPILER.resolve("java/dev/moonlet/script/root/ScriptRootsTest.java"),
            COMPILER.resolve("java/dev/moonlet/script/root/HostileFilesTest.java"),
            COMPILER.resolve("java/dev/moonlet/diagnostic/DiagnosticsTest.java"));

    @Test
    void everyCodeHasAPageAndEveryPageACode() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String module : MODULES) {
            try (Stream<Path> sources = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (Path source : sources.filter(path -> path.toString().endsWith(".java"))
                        .toList()) {
                    Matcher matcher = CODE.matcher(Files.readString(source));
                    while (matcher.find()) {
                        codes.add(matcher.group(1));
                    }
                }
            }
        }
        codes.removeAll(OTHERS);
        assertThat(codes()).containsExactlyElementsOf(codes);
        String index = Files.readString(PAGES.resolve("README.md"));
        assertThat(codes).allSatisfy(code -> assertThat(index).contains("[" + code + "](" + code + ".md)"));
    }

    @Test
    void everyCodeIsShownWhereItIsReported() throws IOException {
        Set<String> shown = new TreeSet<>();
        String goldens = goldens();
        codes().stream().filter(code -> goldens.contains("[" + code + "]")).forEach(shown::add);
        assertThat(without(shown)).as("codes that no golden reports").isEmpty();
    }

    @Test
    void everyCodeIsShownWhereItIsNotReported() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String code : codes()) {
            Predicate<String> reported = output -> output.contains("[" + code + "]");
            if (outputs(PAGES.resolve(code + ".md")).anyMatch(reported.negate()) || hasGoodCase(code)) {
                shown.add(code);
            }
        }
        assertThat(without(shown))
                .as("codes whose page has no example without them, and for which there is no case good-<code>")
                .isEmpty();
    }

    private static Set<String> codes() throws IOException {
        return MarkdownSpec.pages(PAGES).stream()
                .map(page -> page.getFileName().toString().replace(".md", ""))
                .filter(name -> !name.equals("README"))
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> shown) throws IOException {
        Set<String> codes = codes();
        codes.removeAll(shown);
        return codes;
    }

    /** All that goldens say. */
    private static String goldens() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path test : GENERATED) {
            text.append(Files.readString(test));
        }
        for (Path directory : List.of(PAGES, COMPILER.resolve("resources/specs"))) {
            for (Path page : MarkdownSpec.pages(directory)) {
                outputs(page).forEach(text::append);
            }
        }
        for (Path cases : List.of(CASES, COMPILER.resolve("resources/links"))) {
            try (Stream<Path> files = Files.walk(cases)) {
                for (Path file : files.filter(RuleGoldensTest::isGolden).toList()) {
                    text.append(Files.readString(file));
                }
            }
        }
        return text.toString();
    }

    private static boolean isGolden(Path file) {
        return file.endsWith("expected/compiler.txt") || file.endsWith("expected/diagnostics.txt");
    }

    /** What is said of each script of a page; the empty text where that is nothing. */
    private static Stream<String> outputs(Path page) throws IOException {
        return EXAMPLE.matcher(MarkdownSpec.read(page))
                .results()
                .map((MatchResult example) -> example.group(1) == null ? "" : example.group(1));
    }

    private static boolean hasGoodCase(String code) throws IOException {
        Path said = CASES.resolve("good-" + code).resolve("expected/compiler.txt");
        return Files.exists(said) && Files.readString(said).isEmpty();
    }
}
