package dev.moonlet.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.annotation.processing.Processor;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A project of 500 interfaces, from sources to class files in a compiler that is warm, beside MapStruct and Doma: with the
 * processor that implements them, and without. What a processor costs is the difference of the two scores, and 500th of
 * it the cost of a type; that of compiling what it wrote is in it. {@code COPY} is the least that writing these classes costs
 * any processor.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
@Fork(1)
public class CompileBenchmark {

    private static final int TYPES = 500;

    @Param
    private ProcessorPeer peer = ProcessorPeer.MOONLET;

    /** Whether the processor runs. */
    @Param({"true", "false"})
    private boolean processed;

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private Path project = Path.of("");
    private List<Path> sources = List.of();

    /** Writes the project. */
    @Setup
    public void writeProject() throws IOException {
        project = TemporaryDirectory.create();
        Files.writeString(project.resolve("pom.xml"), "<project/>\n");
        List<Path> written = new ArrayList<>();
        for (int i = 0; i < TYPES; i++) {
            peer.write(project, i);
            written.add(project.resolve("src/main/java/app/Unit" + i + ".java"));
        }
        sources = written;
        List<String> preparation = peer.preparation(project);
        if (!preparation.isEmpty()) {
            makeTarget();
            List<String> options = new ArrayList<>(List.of("--release", "17"));
            options.addAll(List.of("-classpath", System.getProperty("java.class.path")));
            options.addAll(List.of("-d", classes().toString()));
            options.addAll(preparation);
            compile(options, ProcessorPeer.MOONLET.processor(project));
            TemporaryDirectory.delete(project.resolve("target"));
        }
    }

    /** Removes the project. */
    @TearDown
    public void deleteProject() throws IOException {
        TemporaryDirectory.delete(project);
    }

    /** Makes the directories of what is compiled. */
    @Setup(Level.Invocation)
    public void makeTarget() throws IOException {
        Files.createDirectories(classes());
        Files.createDirectories(generated());
    }

    private Path classes() {
        return project.resolve("target/classes");
    }

    private Path generated() {
        return project.resolve("target/generated-sources/annotations");
    }

    /** Removes what was compiled, which has to be what was expected. */
    @TearDown(Level.Invocation)
    public void deleteTarget() throws IOException {
        for (int i = 0; i < TYPES; i++) {
            if (Files.exists(classes().resolve(peer.implementation(i))) != processed) {
                throw new IllegalStateException(peer.implementation(i) + (processed ? " is missing" : " is there"));
            }
        }
        TemporaryDirectory.delete(project.resolve("target"));
    }

    /** Compiles the project. */
    @Benchmark
    public void compile() {
        compile(options(), processed ? peer.processor(project) : null);
    }

    private void compile(List<String> options, @Nullable Processor processor) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(diagnostics, null, StandardCharsets.UTF_8)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null, files, diagnostics, options, null, files.getJavaFileObjectsFromPaths(sources));
            if (processor != null) {
                task.setProcessors(List.of(processor));
            }
            boolean compiled = task.call();
            if (!compiled || !diagnostics.getDiagnostics().isEmpty()) {
                throw new IllegalStateException(diagnostics.getDiagnostics().toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> options() {
        List<String> options = new ArrayList<>(List.of("--release", "17"));
        options.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        options.addAll(List.of("-d", classes().toString(), "-s", generated().toString()));
        options.addAll(processed ? peer.options(project) : List.of("-proc:none"));
        return options;
    }
}
