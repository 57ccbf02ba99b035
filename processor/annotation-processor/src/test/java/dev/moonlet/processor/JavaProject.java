package dev.moonlet.processor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A project, in Maven's layout unless it is told another, compiled by a real javac with the processor. */
final class JavaProject {

    private final Path directory;
    private final String buildFile;
    private final String sources;
    private final String output;

    /** A project in a directory that has {@code src/main/java} and {@code src/main/lua}. */
    JavaProject(Path directory) {
        this(directory, "pom.xml", "src/main/java", "target/classes");
    }

    /**
     * A project in another layout.
     *
     * @param buildFile the file that a build tool would read
     * @param sources where the Java sources are
     * @param output where the classes go
     */
    JavaProject(Path directory, String buildFile, String sources, String output) {
        this.directory = directory;
        this.buildFile = buildFile;
        this.sources = sources;
        this.output = output;
    }

    Path classes() {
        return directory.resolve(output);
    }

    JavaProject write(String file, String content) {
        try {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles everything, warnings being errors, and returns what the compiler says, a diagnostic a paragraph; empty if it is content. */
    String compile(String... options) {
        List<String> strict = new ArrayList<>(List.of("-Xlint:all,-processing", "-Werror"));
        strict.addAll(List.of(options));
        return compile(
                ToolProvider.getSystemJavaCompiler(), List.of(new MoonletProcessor()), strict.toArray(String[]::new));
    }

    /** Compiles everything with a compiler and with processors. */
    String compile(JavaCompiler compiler, List<Processor> processors, String... options) {
        try {
            Files.createDirectories(classes());
            Files.writeString(directory.resolve(buildFile), "");
            return run(compiler, processors, List.of(options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(JavaCompiler compiler, List<Processor> processors, List<String> options) throws IOException {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null);
                Stream<Path> paths = Files.walk(directory.resolve(sources))) {
            List<Path> sources = paths.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            List<String> arguments = Stream.concat(
                            Stream.of(
                                    "-d", classes().toString(), "-s", classes().toString(), "--release", "17"),
                            options.stream())
                    .toList();
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null, files, diagnostics, arguments, null, files.getJavaFileObjectsFromPaths(sources));
            task.setLocale(Locale.ROOT);
            task.setProcessors(processors);
            task.call();
        }
        StringBuilder text = new StringBuilder();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
            text.append(place(diagnostic))
                    .append(diagnostic.getKind().name().toLowerCase(Locale.ROOT))
                    .append(": ")
                    .append(diagnostic.getMessage(Locale.ROOT))
                    .append("\n\n");
        }
        return text.toString().strip();
    }

    private String place(Diagnostic<? extends JavaFileObject> diagnostic) {
        JavaFileObject source = diagnostic.getSource();
        return source == null
                ? ""
                : directory.relativize(Path.of(source.toUri())).toString().replace('\\', '/') + ":"
                        + diagnostic.getLineNumber() + ":" + diagnostic.getColumnNumber() + ": ";
    }

    /** A loader of the compiled classes. */
    URLClassLoader load() {
        try {
            return new URLClassLoader(
                    new URL[] {classes().toUri().toURL()}, getClass().getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a compiled program, and returns what it prints. */
    String run(String type) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try (URLClassLoader classes = load()) {
            main(classes, type);
        } finally {
            System.setOut(out);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    /** Calls the main method of a class. */
    static void main(ClassLoader classes, String type) throws Exception {
        try {
            classes.loadClass(type).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }
}
