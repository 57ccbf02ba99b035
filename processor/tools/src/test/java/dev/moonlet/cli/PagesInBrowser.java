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
import java.util.Map;

/**
 * A directory of pages in a browser. A page of the test has them in a frame as wide as a phone, does what a person does, and
 * writes what comes of it into itself.
 */
final class PagesInBrowser implements AutoCloseable {

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

            function loaded(begin) {
              return new Promise(resolve => {
                frame.onload = () => {
                  frame.contentDocument.addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective));
                  resolve(frame.contentDocument);
                };
                begin();
              });
            }

            function open(address) {
              return loaded(() => { frame.src = address; });
            }

            function press(target, key) {
              target.dispatchEvent(new frame.contentWindow.KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
            }

            function style(element) {
              return frame.contentWindow.getComputedStyle(element);
            }

            function width(page) {
              return page.documentElement.scrollWidth - page.documentElement.clientWidth;
            }

            async function run() {
            %s
              outcome.violations = violations;
              document.getElementById('outcome').textContent = JSON.stringify(outcome);
            }
            run().catch(e => { document.getElementById('outcome').textContent = String(e); });
            </script>
            """;

    private final Path site;
    private final String policy;
    private final String harness;
    private final Chromium browser;
    private final HttpServer server;

    /**
     * Serves the pages.
     *
     * @param policy the content security policy of the pages
     * @param actions what a person does, in JavaScript that adds to {@code outcome}
     */
    PagesInBrowser(Chromium browser, Path site, String policy, String actions) throws IOException {
        this.browser = browser;
        this.site = site;
        this.policy = policy;
        this.harness = HARNESS.formatted(actions);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(1);
        boolean own = path.equals("harness.html");
        Path file = site.resolve(path);
        if (!own && !Files.isRegularFile(file)) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            byte[] body = own ? harness.getBytes(StandardCharsets.UTF_8) : Files.readAllBytes(file);
            exchange.getResponseHeaders()
                    .set("Content-Type", TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/plain"));
            if (!own) {
                exchange.getResponseHeaders().set("Content-Security-Policy", policy);
            }
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    /** What came of the actions, in a browser with some more options. */
    Map<String, Object> outcome(String... options) throws IOException, InterruptedException {
        String content =
                browser.content("http://localhost:" + server.getAddress().getPort() + "/harness.html", options);
        String json = content.replaceAll("(?s).*<pre id=\"outcome\">(.*?)</pre>.*", "$1");
        assertThat(json).startsWith("{");
        return JSON.std.mapFrom(json);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
