package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A catalog in a browser. */
@Tag("any-server")
@Timeout(240)
class CatalogBrowserIT {

    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'";
    private static final String ACTIONS = """
            function options() {
              return [...page.querySelectorAll('#results [role=option] strong')].map(name => name.textContent);
            }
            outcome.overflow = {};
            for (const name of ['index.html', 'commands.html', 'graph.html', 'scripts/jobs/push.html', 'scripts/plain.html']) {
              outcome.overflow[name] = width(await open(name));
            }
            let page = await open('scripts/jobs/push.html');
            const input = page.getElementById('search');
            outcome.background = style(page.body).backgroundColor;
            press(page.body, '/');
            outcome.focused = page.activeElement.id;
            input.value = 'llen';
            input.dispatchEvent(new frame.contentWindow.Event('input'));
            outcome.byCommand = options();
            input.value = 'jobs';
            input.dispatchEvent(new frame.contentWindow.Event('input'));
            outcome.byName = options();
            press(input, 'ArrowDown');
            outcome.selected = page.querySelector('[aria-selected=true] strong').textContent;
            outcome.announced = page.getElementById('status').textContent;
            page = await loaded(() => press(input, 'Enter'));
            outcome.opened = page.title;
            press(page.getElementById('search'), 'Escape');
            outcome.closed = page.getElementById('results').hidden;
            """;

    @TempDir(cleanup = CleanupMode.NEVER) // the browser may still write to its profile
    static Path profile;

    @TempDir
    Path directory;

    private Path site;
    private Chromium browser;
    private PagesInBrowser pages;

    @BeforeEach
    void start() throws IOException {
        browser = Chromium.orSkip(profile);
        site = directory.resolve("site");
        assertThat(SampleProject.in(directory)
                        .moonlet("catalog", "-o", site.toString())
                        .status())
                .isZero();
        pages = new PagesInBrowser(browser, site, POLICY, ACTIONS);
    }

    @AfterEach
    void stop() {
        if (pages != null) {
            pages.close();
        }
    }

    @Test
    void pagesAreSearchedByKeyboard() throws Exception {
        Map<String, Object> outcome = pages.outcome();
        assertThat(outcome)
                .containsEntry("focused", "search")
                .containsEntry("byCommand", List.of("jobs/size"))
                .containsEntry("byName", List.of("jobs/push", "jobs/size"))
                .containsEntry("selected", "jobs/size")
                .containsEntry("announced", "2 scripts")
                .containsEntry("opened", "jobs/size – Redis scripts")
                .containsEntry("closed", true)
                .containsEntry("violations", List.of());
    }

    @Test
    void noPageIsWiderThanAPhone() throws Exception {
        assertThat((Map<?, ?>) pages.outcome().get("overflow")).hasSize(5).allSatisfy((page, width) -> assertThat(width)
                .as(String.valueOf(page))
                .isEqualTo(0));
    }

    @Test
    void theSystemChoosesDarkOrLight() throws Exception {
        assertThat(pages.outcome("--blink-settings=preferredColorScheme=1"))
                .containsEntry("background", "rgb(255, 255, 255)");
        assertThat(pages.outcome("--blink-settings=preferredColorScheme=0"))
                .containsEntry("background", "rgb(20, 20, 28)");
    }

    @Test
    void aPageThatIsOpenedAsAFileIsSearchedByItsAddress() throws Exception {
        String digest = SampleProject.in(directory)
                .moonlet("list", "jobs/size")
                .out()
                .replaceAll("(?s).*digest +([0-9a-f]{40}).*", "$1");
        String content = browser.content(site.resolve("index.html").toUri() + "?q=" + digest);
        assertThat(content).contains("<strong>jobs/size</strong>").doesNotContain("<strong>jobs/push</strong>");
    }
}
