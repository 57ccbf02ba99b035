package dev.moonlet.benchmarks;

import dev.moonlet.check.ScriptChecker;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.link.LoadedScript;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.ScriptRoot;
import dev.moonlet.script.root.ScriptRoots;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A script from bytes to checked: read, parsed, linked, parsed as linked, resolved, and all checks run. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class CheckBenchmark {

    /** In kilobytes. */
    @Param({"10", "100", "1000"})
    private int size;

    private String text = "";

    /** Makes the text. */
    @Setup
    public void makeText() {
        text = Corpus.ofSize(size * 1000);
        if (check().isEmpty() || check().get().linked().isEmpty()) {
            throw new IllegalStateException("the script has errors, and would not be checked");
        }
    }

    /** Compiles and checks the script. */
    @Benchmark
    public Optional<LoadedScript> check() {
        Diagnostics diagnostics = new Diagnostics();
        return new ScriptCompiler(new ScriptRoots(List.of(new OneScript(text))))
                .compile("script", diagnostics)
                .map(script -> ScriptChecker.check(script, diagnostics));
    }

    /** A root with one script. */
    private record OneScript(String text) implements ScriptRoot {

        @Override
        public String describe(String file) {
            return file;
        }

        @Override
        public Optional<byte[]> read(String file) {
            return file.equals("script.lua") ? Optional.of(text.getBytes(StandardCharsets.UTF_8)) : Optional.empty();
        }

        @Override
        public Set<String> files() {
            return Set.of("script.lua");
        }
    }
}
