package dev.moonlet.benchmarks;

import dev.moonlet.loader.ScriptLoader;
import dev.moonlet.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A tree of scripts of 100 lines, each including five of 200 files with functions, from the disk to linked scripts: on one
 * thread, with a new loader each time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-XX:ActiveProcessorCount=1")
public class LoadingBenchmark {

    private static final int INCLUDED = 200;
    private static final int INCLUDES = 5;
    private static final int FUNCTIONS = 5;
    private static final int LINES = 100;

    /** How many scripts there are. */
    @Param({"250", "500", "1000", "2000", "4000"})
    private int scripts;

    private Path directory = Path.of("");
    private List<String> names = List.of();

    /** Writes the tree. */
    @Setup
    public void writeTree() throws IOException {
        directory = TemporaryDirectory.create();
        Files.createDirectories(directory.resolve("lib"));
        for (int i = 0; i < INCLUDED; i++) {
            Files.writeString(directory.resolve("lib/l" + i + ".lua"), included(i));
        }
        List<String> written = new ArrayList<>();
        for (int i = 0; i < scripts; i++) {
            Files.writeString(directory.resolve("s" + i + ".lua"), script(i));
            written.add("s" + i);
        }
        names = written;
    }

    private static String included(int number) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < FUNCTIONS; i++) {
            text.append("local function l%d_%d(key, amount)\n".formatted(number, i))
                    .append("  local value = tonumber(redis.call('GET', key) or 0)\n")
                    .append("  return value + amount * %d\nend\n".formatted(i));
        }
        return text.toString();
    }

    private static String script(int number) {
        StringBuilder text = new StringBuilder("-- Script " + number + "\n---@key key\n---@arg amount integer\n");
        for (int i = 0; i < INCLUDES; i++) {
            text.append("---@include \"lib/l" + (number * 7 + i * 41) % INCLUDED + "\"\n");
        }
        text.append("local sum = 0\n");
        for (int line = INCLUDES + 5; line < LINES; line++) {
            int file = (number * 7 + line % INCLUDES * 41) % INCLUDED;
            text.append("sum = sum + l%d_%d(key, amount + %d)\n".formatted(file, line % FUNCTIONS, line));
        }
        return text.append("return sum\n").toString();
    }

    /** Removes the tree. */
    @TearDown
    public void deleteTree() throws IOException {
        TemporaryDirectory.delete(directory);
    }

    /** Loads and links all scripts. */
    @Benchmark
    public Map<String, Script> load() {
        return ScriptLoader.of(directory).loadAll(names);
    }
}
