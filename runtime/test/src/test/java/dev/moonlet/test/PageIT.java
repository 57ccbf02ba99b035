package dev.moonlet.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files that the pages show are test sources of this module, where they are compiled and run. */
class PageIT {

    private static final Pattern BLOCK =
            Pattern.compile("`(src/[^`]+)`:\n\n```[a-z]+\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static String page() throws IOException {
        return Files.readString(Path.of("../../docs/testing-scripts.md"));
    }

    @Test
    void itsFilesAreThoseOfTheseTests() throws IOException {
        Map<String, String> shown = new LinkedHashMap<>();
        String pages = page() + Files.readString(Path.of("../../docs/coverage.md"));
        for (MatchResult block : BLOCK.matcher(pages).results().toList()) {
            shown.put(block.group(1), block.group(2));
        }
        assertThat(shown).hasSizeGreaterThan(10).containsKey("src/test/java/app/StockCoverageTest.java");
        for (Map.Entry<String, String> block : shown.entrySet()) {
            String file = Files.readString(Path.of(block.getKey().replace("src/main/", "src/test/")));
            if (block.getKey().endsWith(".md")) {
                assertThat(file).startsWith(block.getValue()); // what is compared
            } else {
                assertThat(file).as(block.getKey()).isEqualTo(block.getValue());
            }
        }
    }

    @Test
    void undeclaredKeysFailAsItSays() throws Exception {
        assertThat(page()).contains("```text\n" + TestRuns.failure(Class.forName("app.SoldOutTest")) + "\n```");
    }

    @Test
    void itHasAllFaults() throws IOException {
        String page = page();
        assertThat(Stream.of(FaultSelection.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(method -> method.getName() + "("))
                .isNotEmpty()
                .allMatch(page::contains);
    }
}
