package dev.moonlet.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * With the lines of {@code docs/build-tools.md}, Maven compiles again when any of the files changes that scripts are made
 * of, and only then. Each test changes the same project, which is compiled before it and after it, except by the last.
 */
@Tag("any-server")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class MavenIT {

    private static final String NOTHING = "Nothing to compile - all classes are up to date.";

    @TempDir
    static Path directory;

    private static final Maven maven = new Maven();
    private static BuiltArtifacts artifacts;
    private static MavenProject project;
    private static Path library;

    @BeforeAll
    static void compileOnce() throws Exception {
        artifacts = BuiltArtifacts.install(maven);
        library = artifacts.add("com.example", "shared-scripts", """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.example</groupId>
                  <artifactId>shared-scripts</artifactId>
                  <version>%s</version>
                </project>
                """.formatted(artifacts.version()));
        jar("local shared = 'of a jar'\n");
        project = MavenProject.create(directory, artifacts.withVersion(lines()));
        project.write("moonlet.properties", "moonlet.library.vendor = vendor/lua\n");
        project.write("vendor/lua/name.lua", "local vendor = 'of a library'\n");
        project.write("src/main/lua/lib/word.lua", "local word = 'included'\n");
        project.write("src/main/lua/parts/a.lua", "local a = 'part a'\n");
        project.write("src/main/lua/hello.lua", """
                ---@include "lib/word"
                ---@include "parts/*"
                ---@include "<vendor>/name"
                ---@include "<shared>/name"
                ---@return string
                return 'hello ' .. word .. a .. vendor .. shared
                """);
        project.write("src/main/java/app/Greetings.java", """
                package app;
                @dev.moonlet.LuaScript("hello")
                public interface Greetings {
                    String hello();

                    io.lettuce.core.RedisFuture<String> helloAsync();

                    reactor.core.publisher.Mono<String> mono();
                }
                """);
        project.write("src/test/lua/checked.lua", "---@return string\nreturn 'of a test'\n");
        project.write("src/test/java/app/Checked.java", """
                package app;
                @dev.moonlet.LuaScript("checked")
                interface Checked {
                    String checked();
                }
                """);
        recompiles("test-compile");
        assertThat(generated()).contains("hello", "included", "part a", "of a library", "of a jar");
    }

    /** What the README and the page on build tools show. */
    private static String lines() throws IOException {
        Page page = Page.of("docs/build-tools.md");
        String block = page.block("xml", "## Maven");
        String all = page.block("xml", "`<sources>` takes whatever else");
        String plugin = block.substring(0, block.indexOf("<sources>"))
                + all.strip()
                + block.substring(block.indexOf("</sources>") + "</sources>".length());
        return Page.of("README.md")
                .block("xml", "## Add it to a build")
                .replace("</dependencies>", library(page, "<dependency>") + "</dependencies>")
                .replace("</annotationProcessorPaths>", library(page, "<path>") + "</annotationProcessorPaths>")
                .replace("  </plugins>", plugin + "  </plugins>");
    }

    private static String library(Page page, String element) {
        int start = page.text().indexOf("### Libraries");
        String libraries = page.text().substring(start);
        return new Page(libraries.substring(libraries.indexOf("```xml\n" + element)))
                .block("xml", "")
                .replace("1.0", artifacts.version());
    }

    private static void jar(String script) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(library))) {
            jar.putNextEntry(new JarEntry("META-INF/lua/shared/name.lua"));
            jar.write(script.getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
        }
    }

    @AfterAll
    static void leaveNothing() throws IOException {
        artifacts.close();
    }

    private static String generated() throws IOException {
        return text("target/classes/app/GreetingsLua.class");
    }

    private static String text(String file) throws IOException {
        return Files.readString(project.file(file), StandardCharsets.ISO_8859_1);
    }

    private static Map<String, FileTime> classes() throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(project.file("target"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                times.put(directory.relativize(file).toString(), Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    private static void recompiles(String phase) throws Exception {
        Maven.Outcome outcome = maven.run(directory, phase);
        assertThat(outcome.succeeded()).as(outcome.output()).isTrue();
        assertThat(outcome.output()).contains("Recompiling the module");
    }

    @Test
    void nothingIsCompiledWhenNothingChanged() throws Exception {
        Map<String, FileTime> before = classes();
        Maven.Outcome outcome = maven.run(directory, "compile");
        assertThat(outcome.succeeded()).as(outcome.output()).isTrue();
        assertThat(outcome.output()).contains(NOTHING).doesNotContain("Recompiling");
        assertThat(classes()).isEqualTo(before);
    }

    @Test
    void aChangedScript() throws Exception {
        Path script = project.file("src/main/lua/hello.lua");
        Files.writeString(script, Files.readString(script).replace("'hello '", "'good day '"));
        recompiles("compile");
        assertThat(generated()).contains("good day");
    }

    @Test
    void aChangedFileThatIsIncluded() throws Exception {
        project.write("src/main/lua/lib/word.lua", "local word = 'included anew'\n");
        recompiles("compile");
        assertThat(generated()).contains("included anew");
    }

    @Test
    void aNewScriptAndOneThatIsMovedAway() throws Exception {
        project.write("src/main/lua/parts/b.lua", "redis.call('ECHO', 'part b')\n");
        recompiles("compile");
        assertThat(generated()).contains("part b");
        Files.move(project.file("src/main/lua/parts/b.lua"), project.file("src/main/lua/lib/b.lua"));
        recompiles("compile");
        assertThat(generated()).doesNotContain("part b");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aDeletedScriptIsAnError() throws Exception {
        Files.delete(project.file("src/main/lua/hello.lua"));
        Maven.Outcome outcome = maven.run(directory, "compile");
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.output()).contains("script not found: \"hello\" [script-not-found]");
    }

    @Test
    @Order(1)
    void aChangedFileOfALibraryDirectory() throws Exception {
        project.write("vendor/lua/name.lua", "local vendor = 'of a library, changed'\n");
        recompiles("compile");
        assertThat(generated()).contains("of a library, changed");
    }

    @Test
    @Order(2)
    void changedSettings() throws Exception {
        project.write("other/lua/name.lua", "local vendor = 'of another library'\n");
        project.write("moonlet.properties", "moonlet.library.vendor = other/lua\n");
        recompiles("compile");
        assertThat(generated()).contains("of another library");
    }

    @Test
    void anotherJarOfALibrary() throws Exception {
        jar("local shared = 'of a newer jar'\n");
        recompiles("compile");
        assertThat(generated()).contains("of a newer jar");
    }

    /** The first, for the others compile no tests. */
    @Test
    @Order(0)
    void aChangedScriptOfTests() throws Exception {
        project.write("src/test/lua/checked.lua", "---@return string\nreturn 'of a test, changed'\n");
        recompiles("test-compile");
        assertThat(text("target/test-classes/app/CheckedLua.class")).contains("of a test, changed");
    }

    /** The runtime was compiled against an older one, which nobody inherits. */
    @Test
    void applicationsInheritTheNewestLettuce() throws Exception {
        Matcher version = Pattern.compile("<lettuce.version>(7.*)</lettuce.version>")
                .matcher(Files.readString(Path.of("../../pom.xml")));
        assertThat(version.find()).isTrue();
        Maven.Outcome outcome = maven.run(directory, "--debug", "compile");
        assertThat(outcome.output())
                .containsPattern("compilePath = .*lettuce-core-" + Pattern.quote(version.group(1)) + "\\.jar");
    }

    /** The examples are built with the same lines. */
    @Test
    void theExamplesHaveTheLinesOfThePage() throws IOException {
        String plugin = Page.of("docs/build-tools.md").block("xml", "## Maven");
        String target = plugin.substring(plugin.indexOf("<target>"), plugin.indexOf("</target>"));
        assertThat(Files.readString(Path.of("../../examples/apps/pom.xml"))).containsIgnoringWhitespaces(target);
    }
}
