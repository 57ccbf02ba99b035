package dev.moonlet.examples.mails;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page on Spring Boot shows is taken from this application. */
class PageTest {

    private static final Path PAGE = Path.of("../../docs/spring-boot.md");
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(?:java|lua|properties)\n((?s:.*?))^```");

    @Test
    void everyBlockOfThePageIsInTheSources() throws IOException {
        List<String> sources;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            sources = Stream.concat(files.filter(Files::isRegularFile), Stream.of(Path.of("moonlet.properties")))
                    .map(PageTest::text)
                    .toList();
        }
        List<String> blocks = BLOCK.matcher(text(PAGE))
                .results()
                .map(MatchResult::group)
                .map(PageTest::withoutFences)
                .toList();
        assertThat(blocks).hasSizeGreaterThan(5).allSatisfy(block -> assertThat(sources)
                .anySatisfy(source -> assertThat(source).contains(block)));
    }

    private static String withoutFences(String block) {
        return block.substring(block.indexOf('\n') + 1, block.lastIndexOf("```"));
    }

    /** A file, without the indentation of its lines. */
    private static String text(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(String::strip).collect(Collectors.joining("\n", "", "\n"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
