package dev.moonlet.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.Page;
import dev.moonlet.testing.RedisExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

/**
 * With the plugin as {@code docs/build-tools.md} shows it, {@code mvn compile} compiles again what depends on a file that
 * scripts are made of, and nothing else. Each test changes the same project, which is compiled before it and after it, except
 * by the last.
 */
@Tag("any-server")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class MavenIT {

    private static final String NOTHING = "Nothing to compile - all classes are up to date.";
    private static final String ALL = "Recompiling the module";
    private static final String GREETINGS = "target/classes/app/GreetingsLua.class";
    private static final String COUNTER = "target/classes/app/CounterLua.class";

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

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
        project.write(
                "src/main/lua/count.lua", "---@key counter\n---@return integer\nreturn redis.call('INCR', counter)\n");
        project.write("src/main/java/app/Greetings.java", """
                package app;
                @dev.moonlet.LuaScript("hello")
                public interface Greetings {
                    String hello();

                    io.lettuce.core.RedisFuture<String> helloAsync();

                    reactor.core.publisher.Mono<String> mono();
                }
                """);
        project.write("src/main/java/app/Shop.java", """
                package app;
                class Shop {
                    @dev.moonlet.LuaScript("count")
                    interface Visits {
                        long count(String counter);
                    }
                }
                """);
        project.write("src/main/java/app/Counter.java", """
                package app;
                @dev.moonlet.LuaScript("count")
                public interface Counter {
                    long count(String counter);
                }
                """);
        project.write("src/main/java/app/Main.java", """
                package app;
                class Main {
                    Counter counter = new CounterLua(null);
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
        Maven.Outcome outcome = succeeds("test-compile");
        assertThat(outcome.output()).contains(ALL).doesNotContain("Compiled again");
        assertThat(text(GREETINGS)).contains("hello", "included", "part a", "of a library", "of a jar");
    }

    /** What the README and the page on build tools show. */
    private static String lines() throws IOException {
        Page page = Page.of("docs/build-tools.md");
        return Page.of("README.md")
                .block("xml", "## Add it to a build")
                .replace("</dependencies>", library(page, "<dependency>") + "</dependencies>")
                .replace("</annotationProcessorPaths>", library(page, "<path>") + "</annotationProcessorPaths>");
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

    private static String text(String file) throws IOException {
        return Files.readString(project.file(file), StandardCharsets.ISO_8859_1);
    }

    private static void change(String file, String from, String to) throws IOException {
        String text = text(file);
        assertThat(text).contains(from);
        project.write(file, text.replace(from, to));
    }

    private static Map<String, FileTime> classes() throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(project.file("target"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                times.put(directory.relativize(file).toString().replace('\\', '/'), Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    private static Maven.Outcome succeeds(String... arguments) throws Exception {
        Maven.Outcome outcome = maven.run(directory, arguments);
        assertThat(outcome.succeeded()).as(outcome.output()).isTrue();
        return outcome;
    }

    /** Compiles these classes again, and no others. */
    private static void recompiles(String phase, String... expected) throws Exception {
        Map<String, FileTime> before = classes();
        Maven.Outcome outcome = succeeds(phase);
        Map<String, FileTime> after = classes();
        assertThat(outcome.output()).contains("Compiled again", NOTHING).doesNotContain(ALL);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        Set<String> changed = after.keySet().stream()
                .filter(file -> !Objects.equals(after.get(file), before.get(file)))
                .collect(Collectors.toSet());
        assertThat(changed).containsExactlyInAnyOrder(expected);
    }

    @Test
    @Tag("maven")
    void nothingIsCompiledWhenNothingChanged() throws Exception {
        Map<String, FileTime> before = classes();
        Maven.Outcome outcome = succeeds("compile");
        assertThat(outcome.output()).contains(NOTHING).doesNotContain(ALL).doesNotContain("Compiled again");
        assertThat(classes()).isEqualTo(before);
    }

    @Test
    @Tag("maven")
    void aChangedScript() throws Exception {
        change("src/main/lua/hello.lua", "'hello '", "'good day '");
        recompiles("compile", GREETINGS);
        assertThat(text(GREETINGS)).contains("good day");
    }

    @Test
    @Tag("maven")
    void aChangedFileThatIsIncluded() throws Exception {
        project.write("src/main/lua/lib/word.lua", "local word = 'included anew'\n");
        recompiles("compile", GREETINGS);
        assertThat(text(GREETINGS)).contains("included anew");
    }

    @Test
    void aScriptOfSeveralInterfaces() throws Exception {
        change("src/main/lua/count.lua", "'INCR', counter", "'INCRBY', counter, 1");
        recompiles("compile", COUNTER, "target/classes/app/Shop_VisitsLua.class");
        assertThat(text(COUNTER)).contains("INCRBY");
    }

    @Test
    @Tag("maven")
    void aNewScriptAndOneThatIsMovedAway() throws Exception {
        project.write("src/main/lua/parts/b.lua", "redis.call('ECHO', 'part b')\n");
        recompiles("compile", GREETINGS);
        assertThat(text(GREETINGS)).contains("part b");
        Files.move(project.file("src/main/lua/parts/b.lua"), project.file("src/main/lua/lib/b.lua"));
        recompiles("compile", GREETINGS);
        assertThat(text(GREETINGS)).doesNotContain("part b");
    }

    @Test
    @Tag("maven")
    void anErrorIsReportedByTheCompilerUntilItIsMended() throws Exception {
        change("src/main/lua/count.lua", "counter)", "conter)");
        for (int i = 0; i < 2; i++) {
            Maven.Outcome outcome = maven.run(directory, "compile");
            assertThat(outcome.succeeded()).isFalse();
            assertThat(outcome.output()).contains("there is no variable \"conter\" [undefined-global]");
        }
        change("src/main/lua/count.lua", "conter)", "counter)");
        succeeds("compile");
        assertThat(text(COUNTER)).contains("INCR").doesNotContain("conter");
    }

    /** What uses an implementation depends on it, if its constructor changes. */
    @Test
    void anImplementationWithAnotherConstructor() throws Exception {
        String before = text("src/main/lua/count.lua");
        project.write("src/main/lua/count.lua", "---@key counter\n---@return json\nreturn cjson.encode(1)\n");
        Maven.Outcome outcome = maven.run(directory, "compile");
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.output()).contains(ALL, "Main.java", "constructor CounterLua");
        project.write("src/main/lua/count.lua", before);
        succeeds("compile");
    }

    /** Among the first, before the others compile main classes that tests depend on. */
    @Test
    @Order(0)
    void aChangedScriptOfTests() throws Exception {
        project.write("src/test/lua/checked.lua", "---@return string\nreturn 'of a test, changed'\n");
        recompiles("test-compile", "target/test-classes/app/CheckedLua.class");
        assertThat(text("target/test-classes/app/CheckedLua.class")).contains("of a test, changed");
    }

    @Test
    @Order(1)
    void aChangedFileOfALibraryDirectory() throws Exception {
        project.write("vendor/lua/name.lua", "local vendor = 'of a library, changed'\n");
        recompiles("compile", GREETINGS);
        assertThat(text(GREETINGS)).contains("of a library, changed");
    }

    @Test
    @Order(2)
    void changedSettings() throws Exception {
        project.write("other/lua/name.lua", "local vendor = 'of another library'\n");
        project.write("moonlet.properties", "moonlet.library.vendor = other/lua\n");
        recompiles("compile", GREETINGS);
        assertThat(text(GREETINGS)).contains("of another library");
    }

    @Test
    void anotherJarOfALibrary() throws Exception {
        jar("local shared = 'of a newer jar'\n");
        recompiles("compile", GREETINGS);
        assertThat(text(GREETINGS)).contains("of a newer jar");
    }

    @Test
    void scriptsAreCheckedAndLoaded() throws Exception {
        project.write("src/main/lua/unbound.lua", "return conter\n");
        Maven.Outcome check = maven.run(directory, "moonlet:check");
        assertThat(check.succeeded()).isFalse();
        assertThat(check.output()).contains("src/main/lua/unbound.lua:1:8: error: there is no variable \"conter\"");
        project.write("src/main/lua/unbound.lua", "return redis.call('KEYS', '*')\n");
        assertThat(succeeds("moonlet:check").output()).doesNotContain("[whole-collection]");
        change("pom.xml", "<release>17</release>", """
                <release>17</release>
                <compilerArgs>
                  <arg>-Amoonlet.checks.whole_collection=warning</arg>
                </compilerArgs>""");
        assertThat(maven.run(directory, "moonlet:check", "-Dmoonlet.strict").output())
                .contains("src/main/lua/unbound.lua:1:8: warning:", "[whole-collection]", "BUILD FAILURE");
        project.write("known.txt", "whole-collection src/main/lua/unbound.lua return redis.call('KEYS', '*')\n");
        assertThat(succeeds("moonlet:check", "-Dmoonlet.strict", "-Dmoonlet.baseline=" + project.file("known.txt"))
                        .output())
                .contains("1 in the baseline");
        Maven.Outcome load = succeeds("moonlet:load", "-Dmoonlet.uri=redis://localhost:" + redis.port());
        assertThat(load.output()).containsPattern("[0-9a-f]{40}  hello").containsPattern("[0-9a-f]{40}  unbound");
        succeeds("moonlet:catalog");
        assertThat(text("target/moonlet-catalog/index.html")).contains("Redis scripts of ", "unbound.html");
        assertThat(text("target/moonlet-catalog/scripts/hello.html")).contains("of a jar");
        Files.delete(project.file("src/main/lua/unbound.lua"));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @Tag("maven")
    void aDeletedScriptIsAnError() throws Exception {
        Files.delete(project.file("src/main/lua/hello.lua"));
        Maven.Outcome outcome = maven.run(directory, "compile");
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.output()).contains("script not found: \"hello\" [script-not-found]");
    }

    @Test
    void allPagesShowThePluginInTheSameLines() throws IOException {
        String plugin = plugin(Page.of("README.md").block("xml", "## Add it to a build"));
        assertThat(plugin.lines()).hasSizeLessThanOrEqualTo(10);
        assertThat(plugin(Page.of("docs/build-tools.md").block("xml", "## Maven")))
                .isEqualTo(plugin);
        assertThat(plugin(Page.of("docs/quick-start.md").file("xml", "pom.xml")))
                .isEqualTo(plugin);
        String managed = plugin(Page.of("docs/spring-boot.md").block("xml", "Maven, a whole `pom.xml`:"));
        assertThat(managed.replace("${moonlet.version}", System.getProperty("moonlet.version")))
                .isEqualTo(plugin);
    }

    /** The element of Moonlet's plugin in a block, as if nothing were around it. */
    private static String plugin(String block) {
        String after = block.substring(block.lastIndexOf("<plugin>", block.indexOf("moonlet-maven-plugin")));
        String before = block.substring(0, block.length() - after.length());
        int indentation = before.length() - before.lastIndexOf('\n') - 1;
        return after.substring(0, after.indexOf("</plugin>") + "</plugin>".length())
                .replace("\n" + " ".repeat(indentation), "\n");
    }

    /** The runtime was compiled against an older one, which no application inherits. */
    @Test
    void applicationsInheritTheNewestLettuce() throws Exception {
        Matcher version = Pattern.compile("<lettuce.version>(7.*)</lettuce.version>")
                .matcher(Files.readString(Path.of("../../pom.xml")));
        assertThat(version.find()).isTrue();
        Maven.Outcome outcome = maven.run(directory, "--debug", "compile");
        assertThat(outcome.output())
                .containsPattern("compilePath = .*lettuce-core-" + Pattern.quote(version.group(1)) + "\\.jar");
    }
}
