package dev.moonlet.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.Page;
import dev.moonlet.testing.RedisExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The project of {@code docs/quick-start.md} is built and run with the commands of the page. */
@Tag("any-server")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class QuickStartIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    static Path directory;

    private static final Maven maven = new Maven();
    private static BuiltArtifacts artifacts;
    private static MavenProject project;
    private static Page page;

    @BeforeAll
    static void write() throws IOException {
        artifacts = BuiltArtifacts.install(maven);
        page = Page.of("docs/quick-start.md");
        project = new MavenProject(directory);
        project.write("pom.xml", artifacts.withVersion(page.file("xml", "pom.xml")));
        project.write("src/main/lua/visits/record.lua", page.file("lua", "src/main/lua/visits/record.lua"));
        for (String type : List.of("Visits", "Main")) {
            String file = "src/main/java/app/" + type + ".java";
            project.write(file, page.file("java", file).replace("localhost:6379", "localhost:" + redis.port()));
        }
    }

    @AfterAll
    static void leaveNothing() throws IOException {
        artifacts.close();
    }

    @Test
    @Order(1)
    void itRuns() throws Exception {
        assertThat(page.block("sh", "Run it;")).isEqualTo("mvn -q compile exec:java\n");
        Maven.Outcome outcome = maven.run(directory, "-q", "compile", "exec:java");
        assertThat(outcome.succeeded()).as(outcome.output()).isTrue();
        assertThat(outcome.output()).contains(page.block("text", "`src/main/java/app/Main.java`"));
    }

    @Test
    @Order(2)
    void aSharedFileIsIncludedAndItsErrorsAreReported() throws Exception {
        String main = Files.readString(project.file("src/main/java/app/Main.java"));
        String script = Files.readString(project.file("src/main/lua/visits/record.lua"));
        project.write("src/main/lua/lib/pages.lua", page.file("lua", "src/main/lua/lib/pages.lua"));
        project.write("src/main/lua/visits/record.lua", withInclude(script));
        Maven.Outcome outcome = maven.run(directory, "-q", "compile", "exec:java");
        assertThat(outcome.succeeded()).as(outcome.output()).isTrue();
        project.write("src/main/java/app/Main.java", main.replace("\"/home\"", "\"home\""));
        Maven.Outcome failing = maven.run(directory, "-q", "compile", "exec:java");
        assertThat(failing.output().replaceAll("(?m)^\\[ERROR] ", ""))
                .contains(page.block("text", "Errors are reported at their source"));
        project.write("src/main/java/app/Main.java", main);
        project.write("src/main/lua/visits/record.lua", script);
    }

    @Test
    @Order(3)
    void aChangedScriptRunsAndNothingElseIsCompiled() throws Exception {
        assertThat(page.block("sh", "## When a script changes")).isEqualTo("mvn compile exec:java\n");
        assertThat(maven.run(directory, "-q", "compile").succeeded()).isTrue();
        redis.connection().sync().set("visits:ann", "3");
        String before = Files.readString(project.file("src/main/lua/visits/record.lua"));
        String changed = page.block("lua", "## When a script changes");
        project.write(
                "src/main/lua/visits/record.lua",
                before.replace("local visits = redis.call('INCR', counter)\n", changed));
        Maven.Outcome outcome = maven.run(directory, "compile", "exec:java");
        project.write("src/main/lua/visits/record.lua", before);
        assertThat(outcome.succeeded()).as(outcome.output()).isTrue();
        assertThat(outcome.output())
                .contains(page.block("text", "## When a script changes").lines().toList())
                .contains(page.block("text", "Where the last run printed 3 visits"));
    }

    @Test
    @Order(4)
    void aMistakeIsReportedAsThePageShows() throws Exception {
        Path script = project.file("src/main/lua/visits/record.lua");
        Files.writeString(script, withInclude(Files.readString(script)).replace("'INCR'", "'INCRR'"));
        Maven.Outcome outcome = maven.run(directory, "compile");
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.output()).contains(page.block("text", "A mistake is an error"));
    }

    /** The script of the first step, with the lines of the fourth step below its declarations. */
    private static String withInclude(String script) {
        return script.replaceFirst("\n\n", "\n" + page.block("lua", "includes it and calls the function") + "\n");
    }

    /** The README has the same plugins and dependencies. */
    @Test
    void theReadmeShowsTheSame() throws IOException {
        String readme = Page.of("README.md").block("xml", "## Add it to a build");
        String dependency = readme.substring(readme.indexOf("<dependency>"), readme.indexOf("</dependencies>"));
        String plugins = readme.substring(readme.indexOf("<plugin>"), readme.indexOf("</plugins>"));
        assertThat(page.file("xml", "pom.xml"))
                .containsIgnoringWhitespaces(dependency)
                .containsIgnoringWhitespaces(plugins);
    }
}
