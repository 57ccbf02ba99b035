package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.ToolProvider;
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
                .write(
                        "moonlet.properties",
                        "moonlet.pth = scripts\nmoonlet.maxSize = 4 MB\nmoonlet.oncePrefix = {shop}\n")
                .write("src/main/lua/main.lua", returning("main"));
        assertThat(project.compile("-Amoonlet.encoding=latin"))
                .contains("error: moonlet.encoding: there is no charset \"latin\" [bad-option]")
                .contains("error: moonlet.maxSize: \"4 MB\" is not a number of bytes [bad-option]")
                .contains("error: moonlet.oncePrefix: \"{shop}\" is empty, or has braces or blanks in it [bad-option]")
                .contains("error: unknown setting \"moonlet.pth\" in moonlet.properties [bad-option]");
    }

    @Test
    void outcomesAreKeptUnderThePrefixOfTheProject() throws IOException {
        JavaProject project = new JavaProject(directory)
                .write("moonlet.properties", "moonlet.oncePrefix = shop:requests\n")
                .write(
                        "src/main/java/app/Api.java",
                        "package app; @dev.moonlet.LuaScript(\"main\") interface Api { long main(String key, String id); }")
                .write(
                        "src/main/lua/main.lua",
                        "---@key key\n---@once id 60\n---@return integer\nreturn redis.call('INCR', key)\n");
        assertThat(project.compile()).isEmpty();
        assertThat(generated(project)).contains(".once(\"id\", \"shop:requests\", 60)");
    }

    /** Gradle's layout.buildDirectory, Maven's build directory, another disk: the sources tell which project it is. */
    @Test
    void classesOutsideOfTheProject() throws IOException {
        for (String buildFile : List.of("pom.xml", "build.gradle", "notes.txt")) {
            JavaProject project = new JavaProject(
                    directory.resolve("app"), buildFile, "src/main/java", "../out/" + buildFile + "/classes");
            project.write("src/main/java/app/Api.java", API).write("src/main/lua/main.lua", returning("outside"));
            assertThat(project.compile()).isEmpty();
            assertThat(generated(project)).contains("return 'outside'").doesNotContain("@GeneratedFrom");
        }
    }

    @Test
    void testClassesOutsideOfTheProject() throws IOException {
        for (String output : List.of("../out/test-classes", "../out/classes/java/test", "../out/somewhere")) {
            JavaProject project = new JavaProject(directory.resolve("app"), "build.gradle", "src/test/java", output);
            project.write("src/test/java/app/Api.java", API)
                    .write("src/main/lua/main.lua", returning("main"))
                    .write("src/test/lua/main.lua", returning("test"));
            assertThat(project.compile()).isEmpty();
            assertThat(generated(project)).contains("return 'test'");
        }
    }

    /** A build directory for all projects, below the outermost of them. */
    @Test
    void classesInTheBuildDirectoryOfAnOuterProject() throws IOException {
        Files.writeString(directory.resolve("settings.gradle"), "");
        JavaProject project = new JavaProject(
                directory.resolve("app"), "build.gradle", "src/main/java", "../build/app/classes/java/main");
        project.write("src/main/java/app/Api.java", API).write("src/main/lua/main.lua", returning("inner"));
        assertThat(project.compile()).isEmpty();
        assertThat(generated(project))
                .contains("return 'inner'")
                .contains("@GeneratedFrom(\"app/src/main/lua/main.lua#");
        new JavaProject(directory).write("src/main/lua/main.lua", returning("outer"));
        assertThat(project.compile()).isEmpty();
        assertThat(generated(project)).contains("return 'inner'");
    }

    /** The scripts are where the classes are, and the sources come from another directory that has none. */
    @Test
    void sourcesOfAnotherProject() throws IOException {
        Path app = directory.resolve("app");
        JavaProject project = new JavaProject(app, "pom.xml", "../shared/src", "target/classes");
        project.write("src/main/lua/main.lua", returning("of the classes"))
                .write("../shared/pom.xml", "")
                .write("../shared/src/app/Api.java", API);
        assertThat(project.compile()).isEmpty();
        assertThat(generated(project)).contains("return 'of the classes'");
    }

    @Test
    void whereThereIsNoProjectTheMessageSaysSo() throws IOException {
        JavaProject project = new JavaProject(directory.resolve("app"), "notes.txt", "java", "../out/classes");
        project.write("java/app/Api.java", API).write("scripts/main.lua", returning("named"));
        assertThat(project.compile())
                .contains("no project was found around the class output " + directory.resolve("out/classes")
                        + " or the source " + directory.resolve("app/java/app/Api.java")
                        + ", so src/main/lua was not looked into: -Amoonlet.path names the directories of scripts");
        String option = "-Amoonlet.path=" + directory.resolve("app/scripts");
        assertThat(project.compile(option)).isEmpty();
        project.write("scripts/main.lua", "---@include \"part\"\n" + returning("named"));
        assertThat(project.compile(option))
                .contains("include not found: \"part\"")
                .doesNotContain("no project");
    }

    /** Gradle gives processors an environment of its own, which hides the compiler's. */
    @Test
    void aWrappedEnvironment() throws IOException {
        JavaProject project =
                new JavaProject(directory.resolve("app"), "build.gradle", "src/main/java", "../out/classes");
        project.write("src/main/java/app/Api.java", API).write("src/main/lua/main.lua", returning("wrapped"));
        assertThat(project.compile(ToolProvider.getSystemJavaCompiler(), List.of(new Wrapping())))
                .isEmpty();
        assertThat(generated(project)).contains("return 'wrapped'");
    }

    private static final class Wrapping extends AbstractProcessor {

        private final MoonletProcessor processor = new MoonletProcessor();

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            processor.init(new Wrapped(environment));
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return processor.getSupportedSourceVersion();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            processor.process(annotations, round);
            return false;
        }
    }

    private record Wrapped(ProcessingEnvironment delegate) implements ProcessingEnvironment {

        @Override
        public Map<String, String> getOptions() {
            return delegate.getOptions();
        }

        @Override
        public Messager getMessager() {
            return delegate.getMessager();
        }

        @Override
        public Filer getFiler() {
            return delegate.getFiler();
        }

        @Override
        public Elements getElementUtils() {
            return delegate.getElementUtils();
        }

        @Override
        public Types getTypeUtils() {
            return delegate.getTypeUtils();
        }

        @Override
        public SourceVersion getSourceVersion() {
            return delegate.getSourceVersion();
        }

        @Override
        public Locale getLocale() {
            return delegate.getLocale();
        }
    }

    /** Compilers don't show it, so the message says where it belongs. */
    @Test
    void aJarOnTheClassPathAlone() throws IOException {
        Path library = directory.resolve("library.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(library))) {
            jar.putNextEntry(new JarEntry("META-INF/lua/shared/fn.lua"));
            jar.write("local function fn() end\n".getBytes(StandardCharsets.UTF_8));
        }
        JavaProject project = new JavaProject(directory.resolve("app"))
                .write("src/main/java/app/Api.java", API)
                .write("src/main/lua/main.lua", "---@include \"/shared/fn\"\n" + returning("main"));
        String classPath = System.getProperty("java.class.path") + File.pathSeparator + library;
        assertThat(project.compile("-cp", classPath))
                .endsWith("looked in: src/main/lua/shared/fn.lua, META-INF/lua/shared/fn.lua in the class output,"
                        + " META-INF/lua/shared/fn.lua in directories of the class path,"
                        + " META-INF/lua/shared/fn.lua on the processor path, where jars with Lua files belong");
    }

    private static String returning(String text) {
        return "---@return string\nreturn '" + text + "'\n";
    }

    private static String generated(JavaProject project) throws IOException {
        return Files.readString(project.classes().resolve("app/ApiLua.java"));
    }
}
