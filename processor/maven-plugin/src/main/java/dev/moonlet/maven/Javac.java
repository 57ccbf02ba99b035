package dev.moonlet.maven;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Runs the compiler of this JDK on a part of the sources. */
final class Javac {

    private static final String PROCESSOR = "dev.moonlet.processor.MoonletProcessor";

    private final JavaCompiler compiler;
    private final CompilerSettings settings;
    private final SourceSet sources;

    /** What a run had to say. */
    record Outcome(boolean succeeded, List<String> warnings) {}

    private Javac(JavaCompiler compiler, CompilerSettings settings, SourceSet sources) {
        this.compiler = compiler;
        this.settings = settings;
        this.sources = sources;
    }

    /** The compiler; empty if Maven runs on a JRE that has none. */
    static Optional<Javac> of(CompilerSettings settings, SourceSet sources) {
        return Optional.ofNullable(ToolProvider.getSystemJavaCompiler())
                .map(compiler -> new Javac(compiler, settings, sources));
    }

    /**
     * Lets the annotation processor write implementations, and compiles nothing.
     *
     * @param interfaces the Java files of the interfaces
     * @param processorPath where the processor is
     * @param output where the implementations are written
     */
    Outcome generate(Collection<Path> interfaces, List<Path> processorPath, Path output) throws IOException {
        List<String> options = options();
        options.addAll(List.of("-proc:only", "-implicit:none", "-processor", PROCESSOR));
        options.addAll(List.of("-processorpath", path(processorPath)));
        options.addAll(List.of("-s", output.toString(), "-d", sources.classes().toString()));
        settings.moonletSettings().forEach((name, value) -> options.add("-A" + name + "=" + value));
        return run(options, interfaces);
    }

    /**
     * Compiles implementations.
     *
     * @param implementations their Java files
     * @param output where their classes are written
     */
    Outcome compile(Collection<Path> implementations, Path output) throws IOException {
        List<String> options = options();
        options.addAll(List.of("-proc:none", "-implicit:none", "-d", output.toString()));
        return run(options, implementations);
    }

    /** What other classes see of a generated one. */
    List<String> api(Path file) throws IOException {
        return GeneratedApi.of(Files.readString(file, charset()), compiler);
    }

    private List<String> options() {
        List<Path> classPath = new ArrayList<>(List.of(sources.classes()));
        classPath.addAll(sources.classPath());
        List<String> options = new ArrayList<>(settings.languageOptions());
        options.addAll(List.of("-Xlint:none", "-classpath", path(classPath)));
        return options;
    }

    private static String path(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private Charset charset() {
        List<String> options = settings.languageOptions();
        int encoding = options.indexOf("-encoding");
        return encoding < 0 ? Charset.defaultCharset() : Charset.forName(options.get(encoding + 1));
    }

    private Outcome run(List<String> options, Collection<Path> files) throws IOException {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(diagnostics, Locale.ROOT, charset())) {
            boolean succeeded = compiler.getTask(
                            null, manager, diagnostics, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            List<String> warnings = diagnostics.getDiagnostics().stream()
                    .filter(found -> found.getKind() == Diagnostic.Kind.WARNING
                            || found.getKind() == Diagnostic.Kind.MANDATORY_WARNING)
                    .map(found -> found.getMessage(Locale.ROOT))
                    .toList();
            return new Outcome(succeeded, warnings);
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            return new Outcome(false, List.of()); // an option that this compiler does not have, or a file that is gone
        }
    }
}
