package dev.moonlet.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long an editor waits for diagnostics, or for completions, after a change of a character, in a project of 2,000 scripts: of one that includes
 * two files, and of a file that all scripts include.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class KeystrokeBenchmark {

    private static final int SCRIPTS = 2_000;
    private static final int LIBRARIES = 40;
    private static final String ROOT = "src/main/lua/";
    private static final String SCRIPT = ROOT + "jobs/script0.lua";
    private static final String BASE = ROOT + "lib/base.lua";

    private static final String BASE_TEXT = """
            local function millis()
              local time = redis.call('TIME')
              return time[1] * 1000 + math.floor(time[2] / 1000)
            end
            """;

    @SuppressWarnings("NullAway.Init") // made before the first keystroke
    private Path project;

    @SuppressWarnings("NullAway.Init") // opened before the first keystroke
    private BenchmarkEditor editor;

    private boolean wrong;

    private static String script(int number, String command) {
        return """
                -- Counts what happens in a window of time.
                ---@include "/lib/lib%d"
                ---@key counter
                ---@arg limit integer
                ---@arg window milliseconds
                ---@return { allowed: boolean, count: integer }
                local count = redis.call('%s', counter)
                if count == 1 then
                  redis.call('PEXPIRE', counter, window)
                end
                for i = 1, %d do
                  count = count + weight(i)
                end
                return { allowed = count <= limit, count = count }
                """.formatted(number % LIBRARIES, command, number % 7);
    }

    /** Writes the scripts, and opens the two that change. */
    @Setup
    public void open() throws Exception {
        project = TemporaryDirectory.create();
        write("moonlet.properties", "");
        write(BASE, BASE_TEXT);
        for (int i = 0; i < LIBRARIES; i++) {
            write(
                    ROOT + "lib/lib" + i + ".lua",
                    "---@include \"base\"\nlocal function weight(n)\n  return n + millis() % " + (i + 1) + "\nend\n");
        }
        for (int i = 0; i < SCRIPTS; i++) {
            write(ROOT + "jobs/script" + i + ".lua", script(i, "INCR"));
        }
        editor = new BenchmarkEditor(project);
        editor.open(SCRIPT, script(0, "INCR"));
        editor.await(SCRIPT, false);
        editor.open(BASE, BASE_TEXT);
        editor.await(BASE, false);
    }

    private void write(String file, String text) throws Exception {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Ends the server. */
    @TearDown
    public void close() throws Exception {
        editor.close();
        TemporaryDirectory.delete(project);
    }

    /** Misspells the name of a command, and corrects it again. */
    @Benchmark
    public void script() throws Exception {
        wrong = !wrong;
        editor.change(SCRIPT, script(0, wrong ? "INCRR" : "INCR"));
        editor.await(SCRIPT, wrong);
    }

    /** Types the next letter of a name, and asks what can be written there. */
    @Benchmark
    public int completion() throws Exception {
        wrong = !wrong;
        String line = wrong ? "return wei" : "return weig";
        String text = script(0, "INCR") + line;
        editor.change(SCRIPT, text);
        return editor.completions(SCRIPT, (int) text.lines().count() - 1, line.length());
    }

    /** The same as the first in the file that all scripts include. */
    @Benchmark
    public void included() throws Exception {
        wrong = !wrong;
        editor.change(BASE, wrong ? BASE_TEXT.replace("'TIME'", "'TIMEE'") : BASE_TEXT);
        editor.await(BASE, wrong);
    }
}
