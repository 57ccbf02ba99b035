package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.coverage.CoverageData;
import dev.moonlet.coverage.CoverageFile;
import dev.moonlet.coverage.Probe;
import dev.moonlet.coverage.ScriptHits;
import dev.moonlet.script.SourceMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageCommandTest {

    @TempDir
    Path directory;

    private SampleProject project;

    @BeforeEach
    void write() throws IOException {
        project = SampleProject.in(directory);
    }

    private Path hits(String name, long plain) throws IOException {
        Path hits = directory.resolve(name);
        Probe line = new Probe.Line(new SourceMap.Place("plain.lua", 1), 1);
        new CoverageFile(hits.resolve("1.hits"))
                .write(new CoverageData(
                        List.of(new ScriptHits("plain", "0", 1, List.of(line), List.of(plain))), List.of()));
        return hits;
    }

    @Test
    void addsUpDirectoriesAndListsWhatNeverRan() throws IOException {
        Path lcov = directory.resolve("reports/lcov.info");
        Path html = directory.resolve("reports/html");
        CommandRun run = project.moonlet(
                "coverage",
                hits("one", 3).toString(),
                hits("other", 4).toString(),
                "--lcov",
                lcov.toString(),
                "--html",
                html.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("""
                  0% of lines, 100% of branches: jobs/push.lua
                  0% of lines, 100% of branches: jobs/size.lua
                  0% of lines, 100% of branches: lib/queues.lua
                100% of lines, 100% of branches: plain.lua
                 12% of lines, 100% of branches: all files
                never run: jobs/push
                never run: jobs/size
                """);
        assertThat(Files.readString(lcov)).contains("plain.lua\nBRF:0\nBRH:0\nDA:1,7\nLF:1\nLH:1\nend_of_record\n");
        assertThat(Files.readString(html.resolve("index.html"))).contains("<li>jobs/push\n<li>jobs/size\n");
    }

    @Test
    void theCommandOfThePageWritesItsReports() throws IOException {
        String command = Files.readString(Path.of("../../docs/coverage.md"))
                .lines()
                .filter(line -> line.startsWith("moonlet coverage "))
                .findFirst()
                .orElseThrow();
        String[] arguments = command.split(" ", -1);
        for (int i = 2; i < arguments.length; i++) {
            if (!arguments[i].startsWith("--")) {
                boolean report = arguments[i - 1].startsWith("--");
                arguments[i] = (report ? directory.resolve(arguments[i]) : hits(arguments[i], i)).toString();
            }
        }
        CommandRun run = project.moonlet(Arrays.copyOfRange(arguments, 1, arguments.length));
        assertThat(run.err()).isEmpty();
        assertThat(Files.readString(directory.resolve("lcov.info"))).contains("DA:1,5\n");
        assertThat(directory.resolve("site/index.html")).exists();
    }

    @Test
    void directoriesWithoutHitsAreAnError() {
        CommandRun run = project.moonlet("coverage", directory.resolve("none").toString());
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).contains("there are no files of hits (*.hits) in ", "-Dmoonlet.coverage=");
    }

    @Test
    void aDamagedFileIsAnError() throws IOException {
        Path hits = hits("one", 1);
        Files.writeString(hits.resolve("1.hits"), "moonlet coverage 1\nline\tx\n");
        CommandRun run = project.moonlet("coverage", hits.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).contains("1.hits is damaged: delete it");
    }
}
