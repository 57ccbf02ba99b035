package dev.moonlet.cli.catalog;

import dev.moonlet.lua.LuaTokens;
import dev.moonlet.script.Script;
import dev.moonlet.script.SourceMap;
import dev.moonlet.source.SourceFile;
import java.util.List;
import java.util.Locale;

/** The text that servers get, with the line that each of its lines comes from. */
final class LinkedText {

    private final Script script;
    private final SourceFile text;
    private final List<LuaTokens.Token> tokens;

    private LinkedText(Script script) {
        this.script = script;
        this.text = new SourceFile(script.name(), script.name(), script.text());
        this.tokens = LuaTokens.of(text);
    }

    static String html(Script script) {
        return new LinkedText(script).table();
    }

    private String table() {
        StringBuilder rows = new StringBuilder();
        String before = "";
        for (int line = 1; line <= script.lineCount(); line++) {
            SourceMap.Place place = script.place(line);
            rows.append("<tr id=\"L%d\"><td class=\"number\">%d<td class=\"place\">%s<td class=\"code\">%s\n"
                    .formatted(line, line, place(place, before), code(line)));
            before = place.file();
        }
        return """
                <div class="wide" tabindex="0" role="group" aria-label="Linked text"><table class="source">
                <thead class="hidden"><tr><th scope="col">Line<th scope="col">Place<th scope="col">Text
                <tbody>
                %s</table></div>
                """.formatted(rows);
    }

    /** The file where it begins, and lines alone after that. */
    private static String place(SourceMap.Place place, String before) {
        return place.file().equals(before)
                ? "<span class=\"hidden\">" + Html.text(place.file()) + "</span>:" + place.line()
                : Html.text(place.toString());
    }

    private String code(int line) {
        StringBuilder code = new StringBuilder();
        int at = text.lineStart(line);
        int end = text.lineEnd(line);
        for (LuaTokens.Token token : tokens) {
            int from = Math.max(token.span().start(), at);
            int to = Math.min(token.span().end(), end);
            if (from < to) {
                code.append(Html.text(text.text().substring(at, from)))
                        .append("<span class=\"")
                        .append(token.kind().name().toLowerCase(Locale.ROOT))
                        .append("\">")
                        .append(Html.text(text.text().substring(from, to)))
                        .append("</span>");
                at = to;
            }
        }
        return code.append(Html.text(text.text().substring(at, end))).toString();
    }
}
