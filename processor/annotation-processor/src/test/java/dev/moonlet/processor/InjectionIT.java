package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.Page;
import dev.moonlet.testing.RedisExtension;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code docs/frameworks.md} shows for Quarkus and Micronaut is in the projects of these frameworks, which are built apart
 * from this build. What it shows for Guice and CDI is compiled and run here.
 */
@Tag("any-server")
class InjectionIT {

    private static final Path EXAMPLES = Path.of("../../examples");
    private static final List<String> TOKEN_BUCKET = List.of(
            "src/main/lua/token_bucket.lua", "src/main/lua/lib/clock.lua", "src/main/java/app/TokenBucket.java");
    private static final Pattern BLOCK = Pattern.compile("```(?:xml|properties|java|lua)\n(.*?)```", Pattern.DOTALL);

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"Quarkus", "Micronaut"})
    void aProjectHasWhatThePageShows(String framework) throws IOException {
        Path project = EXAMPLES.resolve(framework.toLowerCase(Locale.ROOT));
        List<String> files = files(project);
        Matcher blocks = BLOCK.matcher(introduction() + section(framework).text());
        int count = 0;
        for (; blocks.find(); count++) {
            String block = withoutIndentation(blocks.group(1));
            assertThat(files).anyMatch(file -> file.contains(block), block);
        }
        assertThat(count).isGreaterThan(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quarkus", "micronaut"})
    void aProjectHasTheScriptOfTheReadme(String project) throws IOException {
        Page readme = Page.of("README.md");
        for (String file : TOKEN_BUCKET) {
            String language = file.endsWith(".lua") ? "lua" : "java";
            assertThat(EXAMPLES.resolve(project).resolve(file)).hasContent(readme.file(language, file));
        }
    }

    @Test
    void guiceInjectsAsThePageShows() throws Exception {
        JavaProject project = project("Guice", "Scripts", "Visits", "Main");
        // Beside CDI, which is on the class path of these tests, implementations would not be singletons.
        String withoutCdi = Arrays.stream(
                        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1))
                .filter(entry -> !entry.contains("cdi-api"))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(project.compile("-Xlint:-processing,-path,-classfile", "-classpath", withoutCdi))
                .isEmpty();
        assertThat(run(project)).isEqualToNormalizingNewlines(section("Guice").block("text", "Main.java"));
    }

    @Test
    void cdiInjectsAsThePageShows() throws Exception {
        JavaProject project = project("CDI", "Executors", "Statistics", "Visits", "Main");
        project.write(
                "target/classes/META-INF/beans.xml",
                section("CDI").file("xml", "src/main/resources/META-INF/beans.xml"));
        assertThat(project.compile("-Xlint:-processing,-classfile")).isEmpty();
        assertThat(run(project)).isEqualToNormalizingNewlines(section("CDI").block("text", "Main.java"));
    }

    private JavaProject project(String section, String... types) throws IOException {
        JavaProject project = new JavaProject(directory);
        Page introduction = new Page(introduction());
        project.write("moonlet.properties", introduction.block("properties", "`moonlet.properties`"));
        project.write("src/main/lua/visits.lua", introduction.file("lua", "src/main/lua/visits.lua"));
        Page readme = Page.of("README.md");
        for (String file : TOKEN_BUCKET) {
            project.write(file, readme.file(file.endsWith(".lua") ? "lua" : "java", file));
        }
        for (String type : types) {
            String file = "src/main/java/app/" + type + ".java";
            project.write(
                    file, section(section).file("java", file).replace("localhost:6379", "localhost:" + redis.port()));
        }
        return project;
    }

    /** Runs the main class by itself, as Weld looks for beans in the class path, and returns what it prints. */
    private static String run(JavaProject project) throws Exception {
        redis.connection().sync().flushall();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classPath = project.classes() + File.pathSeparator + System.getProperty("java.class.path");
        Process process = new ProcessBuilder(java.toString(), "-classpath", classPath, "app.Main")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed;
        try (InputStream output = process.getInputStream()) {
            printed = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
        assertThat(redis.connection().sync().keys("*"))
                .as("the visits are in the other database")
                .containsExactly("limit:alice");
        return printed;
    }

    private static String introduction() throws IOException {
        String text = Page.of("docs/frameworks.md").text();
        return text.substring(0, text.indexOf("\n## "));
    }

    /** A section of the page, as a page. */
    private static Page section(String heading) throws IOException {
        String text = Page.of("docs/frameworks.md").text();
        int start = text.indexOf("\n## " + heading + "\n");
        assertThat(start).as(heading).isPositive();
        return new Page(text.substring(start, text.indexOf("\n## ", start + 1)));
    }

    /** The files of a project that are not built, without their indentation. */
    private static List<String> files(Path project) throws IOException {
        try (Stream<Path> paths = Files.walk(project)) {
            List<Path> files = paths.filter(Files::isRegularFile)
                    .filter(path -> !path.startsWith(project.resolve("target")))
                    .toList();
            List<String> texts = new ArrayList<>();
            for (Path file : files) {
                texts.add(withoutIndentation(Files.readString(file)));
            }
            return texts;
        }
    }

    private static String withoutIndentation(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
