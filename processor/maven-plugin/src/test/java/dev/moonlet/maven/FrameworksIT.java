package dev.moonlet.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.moonlet.testing.Page;
import dev.moonlet.testing.RedisExtension;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The projects of other frameworks pass their tests with the artifacts of this build, and notice a changed script. They
 * download what nothing else needs, so they are built only where the property {@code moonlet.frameworks} is set.
 */
@Tag("any-server")
@Tag("maven")
@EnabledIfSystemProperty(named = "moonlet.frameworks", matches = "true")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class FrameworksIT {

    private static final Path EXAMPLES = Path.of("../../examples");
    private static final String SCRIPT = "src/main/lua/visits.lua";
    private static final String VERSION = "-Dmoonlet.version=";

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private static final Maven maven = new Maven();
    private static BuiltArtifacts artifacts;

    @TempDir
    Path directory;

    @BeforeAll
    static void install() throws IOException {
        artifacts = BuiltArtifacts.install(maven);
    }

    @AfterAll
    static void leaveNothing() throws IOException {
        artifacts.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Quarkus", "Micronaut"})
    void itIsBuiltAndTested(String framework) throws Exception {
        Instant start = Instant.now();
        copy(EXAMPLES.resolve(framework.toLowerCase(Locale.ROOT)));
        Maven.Outcome outcome = maven.run(directory, VERSION + artifacts.version(), "verify");
        DownloadFailure.in(outcome).ifPresent(cause -> leaveOut(framework, cause));
        assertThat(outcome.succeeded()).as(outcome.output()).isTrue();
        assertThat(outcome.output()).contains("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0");

        Path script = directory.resolve(SCRIPT);
        Files.writeString(script, Files.readString(script).replace("'INCR', page", "'INCRBY', page, 7"));
        Maven.Outcome changed = maven.run(directory, VERSION + artifacts.version(), "test");
        assertThat(changed.succeeded()).isFalse();
        assertThat(changed.output())
                .contains("Compiled again, because scripts have changed: app.VisitsLua")
                .contains("Nothing to compile - all classes are up to date.")
                .contains("expected: <1> but was: <7>");
        print(
                "== %s: built and tested in %d s",
                framework, Duration.between(start, Instant.now()).toSeconds());
    }

    /** The Maven project of {@code docs/spring-boot.md}, from what the page shows alone. */
    @Test
    void theProjectOfTheSpringBootPagePassesItsTest() throws Exception {
        assumeThat(artifacts.addSpringBootStarter()).as("the starter is built").isTrue();
        Page page = Page.of("docs/spring-boot.md");
        MavenProject project = new MavenProject(directory);
        project.write("pom.xml", artifacts.withVersion(page.block("xml", "Maven, a whole `pom.xml`:")));
        project.write("moonlet.properties", page.block("properties", "A file `moonlet.properties`"));
        project.write("src/main/lua/token_bucket.lua", page.file("lua", "src/main/lua/token_bucket.lua"));
        String code = "/java/dev/moonlet/examples/mails/";
        for (String type : List.of(
                "main" + code + "TokenBucket",
                "main" + code + "MailApplication",
                "main" + code + "FirstCall",
                "test" + code + "TokenBucketIT",
                "test" + code + "TokenBucketFaultsIT",
                "test" + code + "RedisForTests")) {
            String file = "src/" + type + ".java";
            project.write(file, page.file("java", file));
        }
        Maven.Outcome outcome = maven.run(directory, "verify");
        DownloadFailure.in(outcome).ifPresent(cause -> leaveOut("Spring Boot", cause));
        assertThat(outcome.succeeded()).as(outcome.output()).isTrue();
        assertThat(outcome.output()).contains("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0");

        assertThat(page.block("sh", "Run it with")).isEqualTo("mvn spring-boot:run\n");
        assertThat(runSpringBoot()).contains(page.block("text", "Among the lines of the log"));
        String changed = page.block("text", "replace `retry_after = 0`");
        Path script = project.file("src/main/lua/token_bucket.lua");
        Files.writeString(
                script, Files.readString(script).replace("return { allowed = true, retry_after = 0 }\n", changed));
        assertThat(runSpringBoot())
                .contains(page.block("text", "Run the same command again.")
                        .lines()
                        .toList())
                .contains(page.block("text", "The application prints:"));
    }

    /** The output of the application of the page, with the server of these tests. */
    private String runSpringBoot() throws Exception {
        Maven.Outcome outcome = maven.run(
                directory, "spring-boot:run", "-Dspring-boot.run.arguments=--spring.data.redis.port=" + redis.port());
        assertThat(outcome.succeeded()).as(outcome.output()).isTrue();
        return outcome.output();
    }

    private static void leaveOut(String framework, String cause) {
        print("== no %s: left out", framework);
        print("%s", cause);
        abort(cause);
    }

    /** Prints to the output of the whole build. */
    private static void print(String format, Object... arguments) {
        System.out.printf(format + "%n", arguments);
    }

    /** Copies a project without what was built in it. */
    private void copy(Path project) throws IOException {
        Files.walkFileTree(project, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
                if (from.endsWith("target")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(directory.resolve(project.relativize(from)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
                Files.copy(from, directory.resolve(project.relativize(from)));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
