package dev.moonlet.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages show is what there is: each script in full, and Java that compiles. */
class PagesTest {

    private static final Path PAGES = Path.of("../../docs/recipes");
    private static final Path SCRIPTS = Path.of("src/main/lua");
    private static final Path TESTS = Path.of("src/test/java/dev/moonlet/recipes");

    /** A script, below the line with its name. */
    private static final Pattern SCRIPT = Pattern.compile("(?m)^`(\\S+\\.lua)`:\n\n```lua\n((?s:.*?))^```$");

    private static final Pattern JAVA = Pattern.compile("(?m)^```java\n((?s:.*?))^```$");

    @Test
    void thePagesShowAllScriptsAsTheyAre() throws IOException {
        Set<String> shown = new HashSet<>();
        for (MatchResult block : blocks(SCRIPT)) {
            assertThat(block.group(2)).as(block.group(1)).isEqualTo(Files.readString(SCRIPTS.resolve(block.group(1))));
            shown.add(block.group(1));
        }
        try (Stream<Path> files = Files.walk(SCRIPTS)) {
            Set<String> scripts = files.filter(file -> file.toString().endsWith(".lua"))
                    .map(file -> SCRIPTS.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toSet());
            assertThat(shown).isEqualTo(scripts);
        }
    }

    @Test
    void theJavaOfThePagesIsCompiled() throws IOException {
        StringBuilder compiled = new StringBuilder();
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                compiled.append(withoutIndentation(Files.readString(file)));
            }
        }
        List<MatchResult> blocks = blocks(JAVA);
        assertThat(blocks).isNotEmpty();
        for (MatchResult block : blocks) {
            assertThat(compiled).contains(withoutIndentation(block.group(1)));
        }
    }

    private static String withoutIndentation(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<MatchResult> blocks(Pattern pattern) throws IOException {
        List<MatchResult> blocks = new ArrayList<>();
        try (Stream<Path> pages = Files.list(PAGES)) {
            for (Path page : pages.sorted().toList()) {
                pattern.matcher(Files.readString(page)).results().forEach(blocks::add);
            }
        }
        return blocks;
    }
}
