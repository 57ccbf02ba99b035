package dev.moonlet.script.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Random;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobPatternTest {

    private static boolean matches(String pattern, String name) {
        return GlobPattern.of(pattern).orElseThrow().matches(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "lib/* lib/a true",
                "lib/* lib/a/b false",
                "lib/** lib/a/b true",
                "**/b lib/a/b true",
                "lib/?? lib/ab true",
                "lib/?? lib/a/ false",
                "lib/[a-c]x lib/bx true",
                "lib/[!a-c]x lib/bx false",
                "{a,b*}/c bee/c true",
                "{a,b*}/c c/c false",
                "a{,b} a true",
                "*** a/b true",
                "job-*-done job-1-done true",
                "job-*-done job-1-don false"
            })
    void whatMatches(String pattern, String name, boolean expected) {
        assertThat(matches(pattern, name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[", "a[b", "{a", "{a,{b}}", "[a/b]"})
    void whatIsNoPattern(String text) {
        assertThat(GlobPattern.of(text)).isEmpty();
    }

    @Test
    void agreesWithJavasGlobs() {
        Random random = new Random(5);
        int compared = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = text(random, "ab/*?{},[]!-", 8);
            PathMatcher matcher;
            try {
                matcher = FileSystems.getDefault().getPathMatcher("glob:" + text);
            } catch (PatternSyntaxException e) {
                continue;
            }
            String name = Path.of(text(random, "aab/", 6)).toString();
            if (GlobPattern.of(text).isPresent() && !text.contains("[")) {
                compared++;
                assertThat(matches(text, name)).as(text + " " + name).isEqualTo(matcher.matches(Path.of(name)));
            }
        }
        assertThat(compared).isGreaterThan(1000);
    }

    private static String text(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(length) + 1; i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    @Timeout(60)
    void manyWildcardsBesideALongName() {
        String name = "a".repeat(5_000);
        assertThat(matches("*a".repeat(40) + "b", name)).isFalse();
        assertThat(matches("**a".repeat(40) + "b", name)).isFalse();
        assertThat(matches("{a,aa}".repeat(40) + "b", name)).isFalse();
        assertThat(matches("{*,**a}".repeat(40) + "b", name)).isFalse();
        assertThat(matches("*a".repeat(40), name)).isTrue();
        assertThat(matches("*".repeat(900), name)).isTrue();
    }

    @Test
    void aPatternOfAnyLengthIsRefused() {
        assertThat(GlobPattern.of("*a".repeat(1_000))).isEmpty();
    }
}
