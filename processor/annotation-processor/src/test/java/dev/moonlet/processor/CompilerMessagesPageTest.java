package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages of the compiler that the page about troubleshooting shows are those that tests expect of it. */
class CompilerMessagesPageTest {

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final Path CHECKS = Path.of("../../docs/checks");

    /** A row: a message, and the page of its code. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| \\[([a-z-]+)]\\(checks/");

    @Test
    void theMessagesAreThoseOfTheirCodes() throws IOException {
        String page = Page.of("docs/troubleshooting.md").text();
        List<MatchResult> rows = ROW.matcher(page.substring(page.indexOf("## Messages of the compiler")))
                .results()
                .toList();
        assertThat(rows).hasSizeGreaterThan(3);
        List<String> expected = expected();
        for (MatchResult row : rows) {
            Pattern message = Pattern.compile(
                    ".*\\Q" + row.group(1).replace("…", "\\E.+\\Q") + "\\E.*\\[\\Q" + row.group(2) + "\\E]");
            assertThat(expected).as(row.group()).anyMatch(line -> message.matcher(line)
                    .matches());
        }
    }

    /** What the compiler is expected to say, line by line, in the cases of its tests and on the pages of its checks. */
    private static List<String> expected() throws IOException {
        try (Stream<Path> cases = Files.walk(CASES);
                Stream<Path> checks = Files.walk(CHECKS)) {
            List<Path> files = Stream.concat(
                            cases.filter(file -> file.endsWith("compiler.txt")),
                            checks.filter(file -> file.toString().endsWith(".md")))
                    .toList();
            List<String> lines = new ArrayList<>();
            for (Path file : files) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        }
    }
}
