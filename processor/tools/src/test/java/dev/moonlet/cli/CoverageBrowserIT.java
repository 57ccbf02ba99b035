package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.coverage.CoverageData;
import dev.moonlet.coverage.CoverageFile;
import dev.moonlet.coverage.Probe;
import dev.moonlet.coverage.ScriptHits;
import dev.moonlet.script.SourceMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A report of coverage in a browser. */
@Tag("any-server")
@Timeout(240)
class CoverageBrowserIT {

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private static final String ACTIONS = """
            let page = await open('index.html');
            outcome.background = style(page.body).backgroundColor;
            outcome.overflow = [width(page)];
            outcome.neverRun = [...page.querySelectorAll('li')].map(item => item.textContent.trim());
            const link = [...page.querySelectorAll('tbody a')].find(file => file.textContent === 'plain.lua');
            page = await loaded(() => link.click());
            outcome.opened = page.title;
            outcome.overflow.push(width(page));
            const lines = [...page.querySelectorAll('.source > div')];
            outcome.states = lines.map(line => line.className);
            outcome.hits = lines.map(line => line.querySelector('.hits').textContent);
            outcome.branches = [...page.querySelectorAll('.source small')].map(branch => branch.textContent);
            outcome.colours = new Set(lines.map(line => style(line).backgroundColor)).size;
            page = await loaded(() => page.querySelector('a[href="index.html"]').click());
            outcome.closed = page.title;
            """;

    @TempDir(cleanup = CleanupMode.NEVER) // the browser may still write to its profile
    static Path profile;

    @TempDir
    Path directory;

    private PagesInBrowser pages;

    @BeforeEach
    void write() throws IOException {
        Chromium browser = Chromium.orSkip(profile);
        SampleProject project = SampleProject.in(directory);
        project.write("plain.lua", """
                local count = redis.call('INCR', KEYS[1])
                if count > 10 then
                  return redis.error_reply('TOOMANY %s')
                end

                if count == 1 then redis.call('EXPIRE', KEYS[1], 60) end
                """.formatted("calls".repeat(100)));
        List<Probe> probes = List.of(line(1), line(2), branch(2), line(3), line(6), branch(6));
        List<Long> counts = List.of(5L, 5L, 0L, 5L, 0L, 5L, 2L, 3L);
        Path hits = directory.resolve("hits");
        new CoverageFile(hits.resolve("1.hits"))
                .write(new CoverageData(List.of(new ScriptHits("plain", "0", 5, probes, counts)), List.of()));
        Path html = directory.resolve("html");
        CommandRun run = project.moonlet("coverage", hits.toString(), "--html", html.toString());
        assertThat(run.err()).isEmpty();
        pages = new PagesInBrowser(browser, html, POLICY, ACTIONS);
    }

    private static Probe line(int line) {
        return new Probe.Line(new SourceMap.Place("plain.lua", line), line);
    }

    private static Probe branch(int line) {
        return new Probe.Branch(new SourceMap.Place("plain.lua", line), line, 1);
    }

    @AfterEach
    void stop() {
        if (pages != null) {
            pages.close();
        }
    }

    @Test
    void filesAreOpenedAndShowWhatRan() throws Exception {
        Map<String, Object> outcome = pages.outcome();
        assertThat(outcome)
                .containsEntry("neverRun", List.of("jobs/push", "jobs/size"))
                .containsEntry("opened", "plain.lua")
                .containsEntry("states", List.of("covered", "partial", "missed", "none", "none", "covered"))
                .containsEntry("hits", List.of("5×", "5×", "0×", "", "", "5×"))
                .containsEntry("branches", List.of("yes 0, no 5", "yes 2, no 3"))
                .containsEntry("colours", 4)
                .containsEntry("closed", "Coverage of scripts")
                .containsEntry("violations", List.of());
    }

    @Test
    void noPageIsWiderThanAPhone() throws Exception {
        assertThat(pages.outcome()).containsEntry("overflow", List.of(0, 0));
    }

    @Test
    void theSystemChoosesDarkOrLight() throws Exception {
        assertThat(pages.outcome("--blink-settings=preferredColorScheme=1"))
                .containsEntry("background", "rgb(255, 255, 255)");
        assertThat(pages.outcome("--blink-settings=preferredColorScheme=0"))
                .containsEntry("background", "rgb(20, 20, 28)");
    }
}
