package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

/**
 * A catalog in a browser. A page of the test has the pages in a frame as wide as a phone, does what a person does, and writes
 * what comes of it into itself.
 */
@Tag("any-server")
@Timeout(240)
class CatalogBrowserIT {

    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'";
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");

    private static final String HARNESS = """
            <!DOCTYPE html>
            <title>test</title>
            <iframe id="frame" width="360" height="700"></iframe>
            <pre id="outcome"></pre>
            <script>
            const frame = document.getElementById('frame');
            const outcome = {};
            const violations = [];

            function open(address) {
              return new Promise(resolve => {
                frame.onload = () => {
                  frame.contentDocument.addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective));
                  resolve(frame.contentDocument);
                };
                frame.src = address;
              });
            }

            function press(target, key) {
              target.dispatchEvent(new frame.contentWindow.KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
            }

            function options(page) {
              return [...page.querySelectorAll('#results [role=option] strong')].map(name => name.textContent);
            }

            function width(page) {
              return page.documentElement.scrollWidth - page.documentElement.clientWidth;
            }

            async function run() {
              outcome.overflow = {};
              for (const name of ['index.html', 'commands.html', 'graph.html', 'scripts/jobs/push.html', 'scripts/plain.html']) {
                outcome.overflow[name] = width(await open(name));
              }
              let page = await open('scripts/jobs/push.html');
              const input = page.getElementById('search');
              outcome.background = frame.contentWindow.getComputedStyle(page.body).backgroundColor;
              press(page.body, '/');
              outcome.focused = page.activeElement.id;
              input.value = 'llen';
              input.dispatchEvent(new frame.contentWindow.Event('input'));
              outcome.byCommand = options(page);
              input.value = 'jobs';
              input.dispatchEvent(new frame.contentWindow.Event('input'));
              outcome.byName = options(page);
              press(input, 'ArrowDown');
              outcome.selected = page.querySelector('[aria-selected=true] strong').textContent;
              outcome.announced = page.getElementById('status').textContent;
              const loaded = new Promise(resolve => { frame.onload = resolve; });
              press(input, 'Enter');
              await loaded;
              outcome.opened = frame.contentDocument.title;
              press(frame.contentDocument.getElementById('search'), 'Escape');
              outcome.closed = frame.contentDocument.getElementById('results').hidden;
              outcome.violations = violations;
              document.getElementById('outcome').textContent = JSON.stringify(outcome);
            }
            run().catch(e => { document.getElementById('outcome').textContent = String(e); });
            </script>
            """;

    @TempDir(cleanup = CleanupMode.NEVER) // the browser may still write to its profile
    static Path profile;

    @TempDir
    Path directory;

    private Path site;
    private Chromium browser;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        browser = Chromium.orSkip(profile);
        site = directory.resolve("site");
        assertThat(SampleProject.in(directory)
                        .moonlet("catalog", "-o", site.toString())
                        .status())
                .isZero();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** Serves the catalog under a strict policy, and beside it the page of the test. */
    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(1);
        boolean harness = path.equals("harness.html");
        Path file = site.resolve(path);
        if (!harness && !Files.isRegularFile(file)) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            byte[] body = harness ? HARNESS.getBytes(StandardCharsets.UTF_8) : Files.readAllBytes(file);
            exchange.getResponseHeaders()
                    .set("Content-Type", TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/plain"));
            if (!harness) {
                exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            }
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private Map<String, Object> outcome(String... options) throws IOException, InterruptedException {
        String content =
                browser.content("http://localhost:" + server.getAddress().getPort() + "/harness.html", options);
        String json = content.replaceAll("(?s).*<pre id=\"outcome\">(.*?)</pre>.*", "$1");
        assertThat(json).startsWith("{");
        return JSON.std.mapFrom(json);
    }

    @Test
    void pagesAreSearchedByKeyboard() throws Exception {
        Map<String, Object> outcome = outcome();
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
        assertThat((Map<?, ?>) outcome().get("overflow")).hasSize(5).allSatisfy((page, width) -> assertThat(width)
                .as(String.valueOf(page))
                .isEqualTo(0));
    }

    @Test
    void theSystemChoosesDarkOrLight() throws Exception {
        assertThat(outcome("--blink-settings=preferredColorScheme=1"))
                .containsEntry("background", "rgb(255, 255, 255)");
        assertThat(outcome("--blink-settings=preferredColorScheme=0")).containsEntry("background", "rgb(20, 20, 28)");
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
