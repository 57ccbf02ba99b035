package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page about versions names those that the build tests with. */
class VersionsPageTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern MAVENS = Pattern.compile("'other_maven ([^']+)'");
    private static final Pattern SERVERS = Pattern.compile("(?m)^ +\\.ci/servers \"\\$work/servers\" (.*) >");

    @ParameterizedTest
    @CsvSource({
        "lettuce.version, Lettuce",
        "lettuce.oldest.version, Lettuce",
        "netty.version, Netty",
        "netty.oldest.version, Netty",
        "spring-boot.version, Spring Boot"
    })
    void versionsOfLibrariesAreThoseOfTheBuild(String property, String row) throws IOException {
        assertThat(row(row)).contains(version(property, "[0-9.]+[0-9]"));
    }

    @ParameterizedTest
    @CsvSource({
        "spring-data-redis.version, Spring Data Redis",
        "redisson.version, Redisson",
        "jedis.version, Jedis",
        "lettuce.version, Lettuce"
    })
    void theComparisonIsWithTheVersionsOfTheBenchmarks(String property, String name) throws IOException {
        assertThat(Page.of("docs/comparison.md").text()).contains(name + " " + version(property, "[0-9]+\\.[0-9]+"));
    }

    @Test
    void metricsAreTestedWithTheVersionThatTheirPageNames() throws IOException {
        assertThat(Page.of("docs/interceptors.md").text())
                .contains("micrometer-core`, tested with " + version("micrometer.version", "[0-9]+\\.[0-9]+"));
    }

    @Test
    void versionsOfMavenAndOfServersAreThoseOfTheBuild() throws IOException {
        String build = Files.readString(ROOT.resolve(".ci/run"));
        assertThat(row("Maven")).contains(words(MAVENS, build));
        String page = Page.of("docs/versions.md").text();
        for (String server : words(SERVERS, build)) { // such as valkey-8.1
            String[] parts = server.split("-", 2);
            assertThat(page).containsPattern("(?im)^\\| " + parts[0] + ".*" + Pattern.quote(parts[1]));
        }
    }

    @Test
    void theNativeTransportIsOfTheVersionOfNetty() throws IOException {
        String xml = Page.of("docs/connections.md").block("xml", "## Unix sockets");
        assertThat(xml).contains("<version>" + version("netty.version", "[^<]+") + "</version>");
    }

    /** As much of a version of the root POM as a pattern takes. */
    private static String version(String property, String pattern) throws IOException {
        Matcher version = Pattern.compile("<" + Pattern.quote(property) + ">(" + pattern + ")[^<]*</")
                .matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    private static List<String> words(Pattern list, String text) {
        return list.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .flatMap(words -> Pattern.compile(" ").splitAsStream(words))
                .toList();
    }

    private static String row(String name) throws IOException {
        return Page.of("docs/versions.md")
                .text()
                .lines()
                .filter(line -> line.startsWith("| " + name + " |"))
                .findFirst()
                .orElseThrow();
    }
}
