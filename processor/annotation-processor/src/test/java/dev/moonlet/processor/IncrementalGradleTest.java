package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.Page;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processor is what its declaration for Gradle says: every generated file comes from one type alone. */
class IncrementalGradleTest {

    private static final String DECLARATION = "META-INF/gradle/incremental.annotation.processors";

    @TempDir
    Path directory;

    @BeforeEach
    void project() throws IOException {
        new JavaProject(directory)
                .write("pom.xml", "")
                .write(
                        "src/main/lua/add.lua",
                        "---@key name\n---@arg n integer\n---@return integer\nreturn redis.call('INCRBY', name, n)\n")
                .write("src/main/java/app/Counter.java", """
                        package app;
                        @dev.moonlet.LuaScript("add")
                        public interface Counter {
                            long add(String name, int n);
                        }
                        """)
                .write("src/main/java/app/Shop.java", """
                        package app;
                        public class Shop {
                            @dev.moonlet.LuaScript("add")
                            public interface Stock extends Counter {}
                        }
                        """);
        Files.createDirectories(directory.resolve("target/classes"));
    }

    @Test
    void theDeclarationNamesTheProcessor() throws IOException {
        try (InputStream stream = getClass().getClassLoader().getResourceAsStream(DECLARATION)) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).isEqualTo(MoonletProcessor.class.getName() + ",isolating\n");
        }
    }

    @Test
    void everyGeneratedFileComesFromOneType() throws IOException {
        Recording recording = new Recording();
        assertThat(javac(recording, List.of(), List.of("Counter.java", "Shop.java")))
                .isTrue();
        assertThat(recording.origins)
                .isEqualTo(Map.of(
                        "source app.CounterLua", List.of("app.Counter"),
                        "source app.Shop_StockLua", List.of("app.Shop.Stock")));
    }

    /** That is how Gradle has a class generated again when the interface that it comes from need not be compiled. */
    @Test
    void interfacesMayComeFromClassFilesThatKeepTheNamesOfParameters() throws IOException {
        assertThat(javac(new MoonletProcessor(), List.of("-parameters"), List.of("Counter.java", "Shop.java")))
                .isTrue();
        Path generated = directory.resolve("target/classes/app/CounterLua.java");
        String first = Files.readString(generated);
        Files.delete(generated);
        Files.delete(directory.resolve("target/classes/app/CounterLua.class"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaCompiler.CompilationTask task =
                compiler.getTask(null, null, null, arguments(List.of()), List.of("app.Counter"), null);
        task.setProcessors(List.of(new MoonletProcessor()));
        assertThat(task.call()).isTrue();
        assertThat(generated).hasContent(first);
        assertThat(directory.resolve("target/classes/app/CounterLua.class")).exists();
    }

    private boolean javac(AbstractProcessor processor, List<String> options, List<String> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> paths = sources.stream()
                    .map(source -> directory.resolve("src/main/java/app").resolve(source))
                    .toList();
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null, files, null, arguments(options), null, files.getJavaFileObjectsFromPaths(paths));
            task.setProcessors(List.of(processor));
            return task.call();
        }
    }

    private List<String> arguments(List<String> options) {
        String output = directory.resolve("target/classes").toString();
        String classPath = output + File.pathSeparator + System.getProperty("java.class.path");
        return Stream.concat(options.stream(), Stream.of("-d", output, "-classpath", classPath))
                .toList();
    }

    /** The processor, with a filer that takes down what is created for which elements, as Gradle's does. */
    private static final class Recording extends AbstractProcessor {

        private final Map<String, List<String>> origins = new TreeMap<>();
        private final MoonletProcessor processor = new MoonletProcessor();

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            super.init(environment);
            Filer filer = proxy(Filer.class, environment.getFiler(), Map.of());
            processor.init(proxy(ProcessingEnvironment.class, environment, Map.of("getFiler", filer)));
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            processor.process(annotations, round);
            return false;
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return processor.getSupportedSourceVersion();
        }

        private <T> T proxy(Class<T> type, T delegate, Map<String, ?> answers) {
            Object proxy =
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                        if (method.getName().startsWith("create")) {
                            take(method.getName().replaceAll("create|File", ""), arguments);
                        }
                        try {
                            Object answer = method.invoke(delegate, arguments);
                            return answers.containsKey(method.getName()) ? answers.get(method.getName()) : answer;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
            return type.cast(proxy);
        }

        private void take(String kind, Object[] arguments) {
            Element[] elements = (Element[]) arguments[arguments.length - 1];
            origins.put(
                    kind.toLowerCase(Locale.ROOT) + " " + arguments[0],
                    Arrays.stream(elements).map(Element::toString).toList());
        }
    }

    /** The same lines are shown everywhere. */
    @Test
    void theReadmeHasTheLinesOfThePage() throws Exception {
        String page = Page.of("docs/build-tools.md").block("kotlin", "Gradle, `build.gradle.kts`:");
        assertThat(Page.of("README.md").block("kotlin", "Gradle, with the Kotlin DSL:"))
                .isEqualTo(page);
        assertThat(Page.of("docs/build-tools.md")
                        .block("groovy", "Gradle, `build.gradle`:")
                        .replace("tasks.named('compileJava')", "tasks.compileJava")
                        .replaceAll("(\\w+) '([^']*:[^']*)'", "$1(\"$2\")")
                        .replace('\'', '"'))
                .isEqualTo(page);
        assertThat(Page.of("README.md").block("kotlin", "Kotlin, with kapt in Gradle:"))
                .isEqualTo(Page.of("docs/kotlin.md").block("kotlin", "## Gradle"));
    }

    /** A page may have more lines than these. */
    @Test
    void everyPageMakesTheScriptsAnInputInTheSameLines() throws Exception {
        List<String> task = Page.of("docs/build-tools.md")
                .block("kotlin", "Gradle, `build.gradle.kts`:")
                .lines()
                .dropWhile(line -> !line.startsWith("tasks.compileJava"))
                .toList();
        String scripts = task.get(1);
        assertThat(scripts).contains("inputs.dir");
        try (Stream<Path> files = Files.walk(Path.of("../../docs"))) {
            List<Page.Block> blocks = Stream.concat(files, Stream.of(Path.of("../../README.md")))
                    .filter(file -> file.toString().endsWith(".md"))
                    .flatMap(file -> new Page(text(file)).blocks().stream())
                    .filter(block -> block.language().equals("kotlin"))
                    .filter(block -> block.text().contains("inputs.dir"))
                    .toList();
            assertThat(blocks).hasSizeGreaterThan(4).allSatisfy(block -> assertThat(
                            block.text().lines())
                    .containsAll(block.text().contains("kapt(") ? List.of(scripts) : task));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void testsHaveTheDependenciesOfMaven() throws Exception {
        Page page = Page.of("docs/testing-scripts.md");
        String maven = page.block("xml", "a report of\nwhat calls cost.");
        List<String> dependencies = Pattern.compile(
                        "<groupId>(.*)</groupId>\\s*<artifactId>(.*)</artifactId>\\s*<version>(.*)</version>")
                .matcher(maven)
                .results()
                .map(found -> found.group(1) + ":" + found.group(2) + ":" + found.group(3))
                .map(dependency -> "    testImplementation(\"" + dependency + "\")")
                .toList();
        assertThat(dependencies).hasSize(3);
        assertThat(page.block("kotlin", "Gradle, `build.gradle.kts`").lines()).containsAll(dependencies);
    }
}
