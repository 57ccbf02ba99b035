package dev.moonlet.cli.catalog;

import dev.moonlet.source.Printable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes parts of HTML. What comes from scripts passes through {@link #text}. */
final class Html {

    private Html() {}

    /** Text, also in an attribute. Characters that can't be seen are shown as escapes. */
    static String text(String text) {
        return Printable.text(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String code(String text) {
        return "<code>" + text(text) + "</code>";
    }

    /** A link to another page of the catalog, or to a page elsewhere. */
    static String link(String address, String html) {
        return "<a href=\"" + text(address) + "\">" + html + "</a>";
    }

    /** The path of a file as a relative address, whatever its characters are. */
    static String address(String path) {
        try {
            return new URI(null, null, "/" + path, null)
                    .toASCIIString()
                    .substring(1)
                    .replace("?", "%3F");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    /**
     * A table, whose rows become lists where the page is narrow; nothing if it has no rows.
     *
     * @param rows the cells of each row, of which the first names it
     */
    static String table(String label, List<String> heads, Collection<List<String>> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        String head =
                heads.stream().map(name -> "<th scope=\"col\">" + text(name)).collect(Collectors.joining());
        return """
                <table aria-label="%s">
                <thead><tr>%s
                <tbody>
                %s
                </table>
                """.formatted(
                text(label), head, rows.stream().map(cells -> row(heads, cells)).collect(Collectors.joining("\n")));
    }

    private static String row(List<String> heads, List<String> cells) {
        return IntStream.range(1, cells.size())
                .mapToObj(i -> "<td data-label=\"" + text(heads.get(i)) + "\">" + cells.get(i) + "</td>")
                .collect(Collectors.joining("", "<tr><th scope=\"row\">" + cells.get(0) + "</th>", ""));
    }
}
