package dev.moonlet.cli.catalog;

import dev.moonlet.source.Printable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.stream.Collectors;

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
            return new URI(null, null, "/" + path, null).toASCIIString().substring(1).replace("?", "%3F");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    /** A table that is scrolled by itself where the page is narrow; nothing if it has no rows. */
    static String table(String label, Collection<String> heads, Collection<String> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        String head = heads.stream().map(name -> "<th scope=\"col\">" + text(name)).collect(Collectors.joining());
        return """
                <div class="wide" tabindex="0" role="group" aria-label="%s"><table>
                <thead><tr>%s
                <tbody>
                %s
                </table></div>
                """.formatted(text(label), head, String.join("\n", rows));
    }

    /** A row of a table, of which the first cell names it. */
    static String row(String name, Collection<String> cells) {
        return "<tr><th scope=\"row\">" + name
                + cells.stream().map(cell -> "<td>" + cell).collect(Collectors.joining());
    }
}
