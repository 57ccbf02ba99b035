package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts are found with no configuration, in the layouts that builds have. */
class RootsTest {

    private static final String API = """
            package app;
            @dev.moonlet.LuaScript("main")
            public interface Api {
                String main();
            }
            """;

    @TempDir
    Path directory;

    @Test
    void gradleLayout() throws IOException {
        JavaProject project =
                new JavaProject(directory, "build.gradle.kts", "src/main/java", "build/classes/java/main");
        project.write("src/main/java/app/Api.java", API).write("src/main/lua/main.lua", returning("gradle"));
        assertThat(project.compile()).isEmpty();
        assertThat(generated(project)).contains("return 'gradle'");
    }

    @Test
    void testsSeeTheirOwnScriptsBeforeThoseOfTheApplication() throws IOException {
        JavaProject gradle = new JavaProject(directory, "build.gradle", "src/test/java", "build/classes/java/test");
        gradle.write("src/test/java/app/Api.java", API)
                .write("src/main/lua/main.lua", "---@include \"lib/shared\"\n" + returning("main"))
                .write("src/main/lua/lib/shared.lua", "local shared = 'of the application'\n")
                .write(
                        "src/test/lua/main.lua",
                        "---@return string\n---@include \"lib/shared\"\nreturn 'test, ' .. shared\n");
        assertThat(gradle.compile()).isEmpty();
        assertThat(generated(gradle)).contains("return 'test, ' .. shared", "of the application");
        JavaProject maven = new JavaProject(directory, "pom.xml", "src/test/java", "target/test-classes");
        assertThat(maven.compile()).isEmpty();
        assertThat(generated(maven)).contains("return 'test, ' .. shared");
    }

    @Test
    void aJarCanBringScripts() throws IOException {
        Path library = directory.resolve("library");
        Path script = library.resolve("META-INF/lua/greetings/hello.lua");
        Files.createDirectories(script.getParent());
        Files.writeString(script, "local hello = 'hello'\n");
        JavaProject project = new JavaProject(directory.resolve("app"))
                .write("src/main/java/app/Api.java", API)
                .write("src/main/lua/main.lua", "---@include \"greetings/hello\"\n---@return string\nreturn hello\n");
        String classPath = System.getProperty("java.class.path") + File.pathSeparator + library;
        assertThat(project.compile("-cp", classPath)).isEmpty();
        assertThat(generated(project)).contains("local hello = 'hello'");
    }

    @Test
    void anOptionNamesOtherDirectoriesRelativeToTheProject() throws IOException {
        JavaProject project = new JavaProject(directory)
                .write("src/main/java/app/Api.java", API)
                .write("scripts/main.lua", returning("option"));
        assertThat(project.compile("-Amoonlet.path=scripts")).isEmpty();
        assertThat(generated(project)).contains("return 'option'");
    }

    @Test
    void aFileInTheProjectSaysItWhereOptionsAreAwkward() throws IOException {
        JavaProject project = new JavaProject(directory)
                .write("src/main/java/app/Api.java", API)
                .write(
                        "moonlet.properties",
                        "moonlet.path = scripts, more\nmoonlet.library.greetings = vendor/hello\nmoonlet.encoding = UTF-8\n")
                .write("vendor/hello/hello.lua", "local hello = 'hello'\n")
                .write("more/end.lua", "---@include \"<greetings>/hello\"\nreturn hello\n")
                .write("scripts/main.lua", "---@return string\nlocal text = require('end')\nreturn text\n");
        assertThat(project.compile()).isEmpty();
        assertThat(generated(project)).contains("local hello = 'hello'");
    }

    @Test
    void librariesMayBeNamedByOptionsToo() throws IOException {
        JavaProject project = new JavaProject(directory)
                .write("src/main/java/app/Api.java", API)
                .write("vendor/hello/hello.lua", "local hello = 'hello'\n")
                .write("src/main/lua/main.lua", "---@include \"<greetings>/hello\"\n---@return string\nreturn hello\n");
        assertThat(project.compile("-Amoonlet.library.greetings=vendor/hello", "-Xlint:all"))
                .doesNotContain("not recognized");
        assertThat(project.compile("-Amoonlet.library.greetings=vendor/hello")).isEmpty();
        assertThat(generated(project)).contains("local hello = 'hello'");
    }

    @Test
    void settingsThatCannotBeUsedAreErrors() {
        JavaProject project = new JavaProject(directory)
                .write("src/main/java/app/Api.java", API)
                .write("moonlet.properties", "moonlet.pth = scripts\nmoonlet.maxSize = 4 MB\n")
                .write("src/main/lua/main.lua", returning("main"));
        assertThat(project.compile("-Amoonlet.encoding=latin"))
                .contains("error: moonlet.encoding: there is no charset \"latin\" [bad-option]")
                .contains("error: moonlet.maxSize: \"4 MB\" is no number of bytes [bad-option]")
                .contains("error: unknown setting \"moonlet.pth\" in moonlet.properties [bad-option]");
    }

    private static String returning(String text) {
        return "---@return string\nreturn '" + text + "'\n";
    }

    private static String generated(JavaProject project) throws IOException {
        return Files.readString(project.classes().resolve("app/ApiLua.java"));
    }
}
