package dev.moonlet.coverage;

import dev.moonlet.source.Printable;
import dev.moonlet.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A report as pages of HTML, which need nothing from elsewhere: a list of all files, and a page for each. */
public final class HtmlPages {

    private static final String FRAME = """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%s</title>
            <style>
            %s</style>
            <main>
            %s</main>
            </html>
            """;

    private final CoverageReport report;
    private final String style = style();

    private HtmlPages(CoverageReport report) {
        this.report = report;
    }

    /** The pages by their names, of which {@code index.html} is the first. */
    public static Map<String, String> of(CoverageReport report) {
        return new HtmlPages(report).pages();
    }

    /**
     * Writes the pages into a directory, which is made if it is missing.
     *
     * @throws IOException if a page can't be written
     */
    public static void write(CoverageReport report, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Map.Entry<String, String> page : of(report).entrySet()) {
            Files.writeString(directory.resolve(page.getKey()), page.getValue());
        }
    }

    private static String style() {
        try (InputStream css = HtmlPages.class.getResourceAsStream("coverage.css")) {
            return new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("index.html", frame("Coverage of scripts", index()));
        for (int i = 0; i < report.files().size(); i++) {
            FileCoverage file = report.files().get(i);
            pages.put(page(i), frame(file.file(), content(file)));
        }
        return pages;
    }

    private String frame(String title, String content) {
        return FRAME.formatted(text(title), style, content);
    }

    /** Numbers, since names of files may have any characters. */
    private static String page(int index) {
        return "file-" + (index + 1) + ".html";
    }

    private String index() {
        String rows = IntStream.range(0, report.files().size())
                .mapToObj(i -> {
                    FileCoverage file = report.files().get(i);
                    return row(
                            "<a href=\"" + page(i) + "\">" + text(file.file()) + "</a>",
                            file.lineRatio(),
                            file.branchRatio());
                })
                .collect(Collectors.joining("\n"));
        return """
                <h1>Coverage of scripts</h1>
                <table>
                <thead><tr><th scope="col">File<th scope="col">Lines<th scope="col">Branches
                <tbody>
                %s
                %s
                </table>
                %s%s""".formatted(
                row("All files", report.lines(), report.branches()),
                rows,
                names("Never run", report.neverRun()),
                names("Run, but not counted: there is no room for counters in Lua's limits", report.uncounted()));
    }

    private static String row(String name, Ratio lines, Ratio branches) {
        return "<tr><th scope=\"row\">" + name + "</th>" + cell("Lines", lines) + cell("Branches", branches);
    }

    private static String cell(String label, Ratio ratio) {
        String content = ratio.whole() == 0 ? "–" : ratio.percent() + "% <small>" + ratio + "</small>";
        return "<td data-label=\"" + label + "\">" + content + "</td>";
    }

    private static String names(String title, List<String> names) {
        return names.isEmpty()
                ? ""
                : names.stream()
                        .map(name -> "<li>" + text(name))
                        .collect(Collectors.joining("\n", "<h2>" + title + "</h2>\n<ul>\n", "\n</ul>\n"));
    }

    private static String content(FileCoverage file) {
        String summary = """
                <p><a href="index.html">All files</a></p>
                <h1>%s</h1>
                <p>Lines: %s. Branches: %s.</p>
                """.formatted(text(file.file()), file.lineRatio(), file.branchRatio());
        return summary
                + file.source()
                        .map(source -> source(file, source))
                        .orElse("<p>The file was not found, so its text is missing here.</p>\n");
    }

    private static String source(FileCoverage file, SourceFile source) {
        boolean endsWithNewline = source.lineText(source.lineCount()).isEmpty();
        return IntStream.rangeClosed(1, source.lineCount() - (endsWithNewline ? 1 : 0))
                .mapToObj(line -> line(file, line, source.lineText(line)))
                .collect(Collectors.joining("", "<div class=\"source\">\n", "</div>\n"));
    }

    private static String line(FileCoverage file, int line, String code) {
        Long hits = file.lines().get(line);
        List<FileCoverage.Branch> branches = file.branches(line);
        boolean partial = branches.stream().anyMatch(branch -> branch.outcomes() < 2);
        String state = hits == null ? "none" : hits == 0 ? "missed" : partial ? "partial" : "covered";
        String note = branches.stream()
                .map(branch -> "yes " + branch.held() + ", no " + branch.other())
                .collect(Collectors.joining("; "));
        return "<div id=\"L%d\" class=\"%s\"><span class=\"number\">%d</span><span class=\"hits\">%s</span><code>%s</code>%s</div>\n"
                .formatted(
                        line,
                        state,
                        line,
                        hits == null ? "" : hits + "×",
                        text(code),
                        note.isEmpty() ? "" : "<small>" + note + "</small>");
    }

    private static String text(String text) {
        return Printable.text(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
