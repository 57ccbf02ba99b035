package dev.moonlet.test;

import dev.moonlet.Beta;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.coverage.CoverageData;
import dev.moonlet.coverage.CoverageFile;
import dev.moonlet.coverage.CoverageReport;
import dev.moonlet.coverage.HtmlPages;
import dev.moonlet.coverage.Lcov;
import dev.moonlet.script.LinkOptions;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.DirectoryRoot;
import dev.moonlet.script.root.ScriptRoot;
import dev.moonlet.script.root.ScriptRoots;
import dev.moonlet.test.internal.coverage.CountingScripts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Counts which lines and branches of scripts run. An executor that it wraps runs each script in a form that counts; results and
 * errors are the same, and what a failing call ran is counted too:
 *
 * <pre>{@code
 * ScriptCoverage coverage = ScriptCoverage.in(Path.of("target/moonlet-coverage"));
 * TokenBucket bucket = new TokenBucketLua(coverage.around(ScriptExecutor.of(connection)));
 * bucket.acquire("limit:ann", 10, 0.5, 1);
 * coverage.report();
 * }</pre>
 *
 * <p>{@link MoonletTest} and {@link MoonletExtension} count, and report when the last test has run, if the system property or
 * configuration parameter {@code moonlet.coverage} names a directory.
 *
 * <p>Each process has its own file in the directory, and a report has the sums of all of them. Functions of libraries are not
 * counted: an executor of functions is not wrapped. The digests of scripts that count are other ones. Safe for use by several
 * threads.
 *
 * @see <a href="https://manpages.debian.org/bookworm/lcov/geninfo.1.en.html#FILES">geninfo: the format of LCOV</a>
 */
@Beta
public final class ScriptCoverage {

    /** The name of the property and the configuration parameter. */
    static final String PROPERTY = "moonlet.coverage";

    private static final String LOCK = "coverage.lock";
    private static final List<Path> ROOTS = List.of(Path.of("src/main/lua"), Path.of("src/test/lua"));

    /** One for each directory, so that a process has one file in it. */
    private static final Map<Path, ScriptCoverage> SHARED = new ConcurrentHashMap<>();

    private final Path directory;
    private final List<Path> roots;
    private final CountingScripts scripts;
    private final CoverageFile file;

    private ScriptCoverage(Path directory, List<Path> roots, CountingScripts scripts, CoverageFile file) {
        this.directory = directory;
        this.roots = roots;
        this.scripts = scripts;
        this.file = file;
    }

    /**
     * Coverage that is written into a directory, which is made if it is missing. The scripts are those in {@code src/main/lua} and
     * {@code src/test/lua}. A process has one of these for a directory.
     */
    public static ScriptCoverage in(Path directory) {
        return SHARED.computeIfAbsent(directory.toAbsolutePath().normalize(), path -> {
            String name = ProcessHandle.current().pid() + "-" + UUID.randomUUID() + CoverageFile.SUFFIX;
            return new ScriptCoverage(path, ROOTS, new CountingScripts(), new CoverageFile(path.resolve(name)));
        });
    }

    /** The coverage that a configured directory stands for; empty if it is empty. */
    static Optional<ScriptCoverage> configured(Optional<String> directory) {
        return directory.filter(path -> !path.isBlank()).map(path -> in(Path.of(path)));
    }

    /** The same coverage of scripts in other directories. Those that do not exist are left out. */
    public ScriptCoverage ofScripts(Path... newRoots) {
        return new ScriptCoverage(directory, List.of(newRoots), scripts, file);
    }

    /**
     * An executor that counts the calls that it passes on. It is closed as the one that it wraps is.
     *
     * @throws IllegalArgumentException if that one is known to run scripts as functions; one with interceptors or a pipeline that
     *     does so refuses the calls
     */
    public ScriptExecutor around(ScriptExecutor executor) {
        if (CountingScripts.isOfFunctions(Objects.requireNonNull(executor, "executor"))) {
            throw new IllegalArgumentException("the functions of a library are not counted:"
                    + " wrap an executor without a FunctionLibrary, which runs the same scripts");
        }
        return new CoverageExecutor(executor, scripts);
    }

    /**
     * Writes what this process has counted so far, and {@code lcov.info} and {@code html/index.html} of what all processes have
     * written into the directory.
     *
     * @throws UncheckedIOException if a file can't be written, or a file of hits in the directory can't be read
     */
    public void report() {
        synchronized (SHARED) { // a process that has a lock can not wait for it
            reportAlone();
        }
    }

    private void reportAlone() {
        try {
            Files.createDirectories(directory);
            try (FileChannel lock =
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock(); // until the channel is closed
                write();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the coverage of scripts can't be written to " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Processes take turns, so that the last one reports what all have counted. */
    private void write() throws IOException {
        file.write(scripts.data());
        CoverageData all = CoverageFile.merged(directory);
        ScriptCompiler project = compiler();
        CoverageReport report = CoverageReport.of(all, project, project.names());
        Files.writeString(directory.resolve("lcov.info"), Lcov.text(report));
        HtmlPages.write(report, directory.resolve("html"));
    }

    private ScriptCompiler compiler() {
        Stream<ScriptRoot> found = roots.stream()
                .filter(Files::isDirectory)
                .map(root -> new DirectoryRoot(root, root.toString().replace('\\', '/')));
        return new ScriptCompiler(new ScriptRoots(found.toList(), StandardCharsets.UTF_8), LinkOptions.DEFAULT);
    }
}
