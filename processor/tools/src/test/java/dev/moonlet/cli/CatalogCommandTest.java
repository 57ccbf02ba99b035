package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a catalog; {@link CatalogBrowserIT} has what a browser makes of them. */
class CatalogCommandTest {

    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern RESOURCE =
            Pattern.compile("<(?:script|link|img|iframe)[^>]*(?:href|src)=\"([^\"]*)\"");

    @TempDir
    Path directory;

    private SampleProject project;
    private Path site;

    @BeforeEach
    void write() throws IOException {
        project = SampleProject.in(directory);
        site = directory.resolve("site");
    }

    private void catalog(String... arguments) {
        CommandRun run =
                project.moonlet(Stream.concat(Stream.of("catalog", "-o", site.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    private String page(String file) throws IOException {
        return Files.readString(site.resolve(file));
    }

    private List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(site)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }

    @Test
    void aPageShowsWhatAScriptIs() throws IOException {
        catalog();
        String digest = project.moonlet("list", "jobs/push").out().replaceAll("(?s).*digest +([0-9a-f]{40}).*", "$1");
        assertThat(page("scripts/jobs/push.html"))
                .contains(
                        "<p>Appends a job to a queue. Workers take it from there.</p>",
                        digest,
                        "the list of <code>waiting</code> jobs",
                        "computed: <code>queue .. &quot;:count&quot;</code>",
                        "<code>{ length: integer, at: milliseconds }</code>",
                        "<code>Full</code>",
                        "https://redis.io/docs/latest/commands/rpush/",
                        "<svg ",
                        ">lib/queues</text>",
                        "lib/queues.lua:1",
                        "<span class=\"keyword\">local</span>")
                .contains("""
                        @LuaScript(&quot;jobs/push&quot;)
                        interface Push {
                            PushResult push(String queue, String job, Optional&lt;Long&gt; priority);

                            record PushResult(long length, Duration at) {}
                        }
                        """);
        assertThat(page("scripts/jobs/size.html"))
                .contains(
                        "long size(String queue);", "<span class=\"mode reads\">read-only</span>", "%R~&lt;queue&gt;");
        assertThat(page("scripts/plain.html")).contains("The script declares nothing");
    }

    @Test
    void aPageSaysWhereTheOutcomeOfARequestIsKept() throws IOException {
        project.write("pay.lua", "---@key account\n---@once request 600\nreturn redis.call('INCR', account)\n");
        catalog();
        assertThat(page("scripts/pay.html"))
                .contains("Its outcome is kept for 600 s in <code>moonlet:once:{tag}:request</code>.");
    }

    @Test
    void keysAreShownByWhatIsKnownOfThem() throws IOException {
        catalog();
        String rows = page("scripts/jobs/push.html").replaceAll("</t[hd]>", "").replaceAll("<t[hd][^>]*>", "|");
        assertThat(rows)
                .contains(
                        "|<code>queue</code>|declared|",
                        "|<code>queue</code>|derived: built from the declared key|–|yes",
                        "|<code>&quot;queues&quot;</code>|not declared|");
    }

    @Test
    void theAddressOfEachLinkExists() throws IOException {
        project.write("odd/50% off?#1 \"x\" & <b>.lua", "-- </script><b>bold</b> \u202e\nreturn 1\n");
        catalog();
        assertThat(pages()).hasSize(7);
        for (Path page : pages()) {
            String html = Files.readString(page);
            assertThat(html).doesNotContain("<b>", "\u202e");
            ADDRESS.matcher(html).results().map(match -> match.group(1)).forEach(address -> {
                if (!address.startsWith("https://redis.io/")) {
                    URI target = page.toUri().resolve(address.replace("&amp;", "&"));
                    assertThat(Path.of(URI.create(target.toString().replaceFirst("#.*", ""))))
                            .as(page + " leads to " + address)
                            .exists();
                }
            });
        }
    }

    @Test
    void pagesBringAllThatTheyNeed() throws IOException {
        catalog();
        for (Path page : pages()) {
            String html = Files.readString(page);
            assertThat(RESOURCE.matcher(html).results().map(match -> match.group(1)))
                    .isNotEmpty()
                    .noneMatch(address -> address.contains(":"));
            assertThat(html).doesNotContainPattern("<style|style=\"|<script>| on[a-z]+=\"");
        }
        assertThat(page("catalog.css")).doesNotContain("url(", "@import");
    }

    @Test
    void pagesOfDeletedScriptsAreDeleted() throws IOException {
        catalog("--title", "Shop & more");
        assertThat(page("index.html")).contains("<h1>Shop &amp; more</h1>", "3 scripts");
        Files.writeString(site.resolve("scripts/notes.html"), "not of the catalog");
        Files.delete(project.directory().resolve("jobs/push.lua"));
        Files.delete(project.directory().resolve("jobs/size.lua"));
        catalog();
        assertThat(site.resolve("scripts/jobs")).doesNotExist();
        assertThat(site.resolve("scripts/notes.html")).exists();
        assertThat(page("search.js")).contains("plain").doesNotContain("jobs/push");
    }

    @Test
    void aScriptThatDoesNotCompileIsReported() throws IOException {
        project.write("bad.lua", "return x\n");
        CommandRun run = project.moonlet("catalog", "-o", site.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err()).contains("there is no variable \"x\"");
        assertThat(page("index.html")).contains("3 scripts");
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsReported() throws IOException {
        Files.writeString(site, "a file");
        CommandRun run = project.moonlet("catalog", "-o", site.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).startsWith("the catalog can't be written to ");
    }
}
