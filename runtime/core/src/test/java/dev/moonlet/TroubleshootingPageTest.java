package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about troubleshooting has each message of the runtime, so that a search for its words finds it. */
class TroubleshootingPageTest {

    private static final Path PAGE = Path.of("../../docs/troubleshooting.md");
    private static final Path SOURCES = Path.of("src/main/java");

    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern WORD = Pattern.compile("[A-Za-z']{2,}");

    /** Messages of fewer words are parts of others. */
    private static final int FEWEST_WORDS = 3;

    @Test
    void thePageHasTheMessagesOfTheRuntime() throws IOException {
        Set<String> shown = CODE.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult code) -> code.group(1))
                .collect(Collectors.toSet());
        Set<String> messages = ThrownMessages.of(SOURCES);
        assertThat(messages).contains("script … was not sent: …", "the library of the function was not loaded in time");
        assertThat(messages)
                .filteredOn(message -> WORD.matcher(message).results().count() >= FEWEST_WORDS)
                .hasSizeGreaterThan(100)
                .allSatisfy(message -> assertThat(shown).contains(message));
    }
}
