package dev.moonlet.cli.graph;

import dev.moonlet.script.ScriptGraph;
import dev.moonlet.source.Printable;
import java.util.Optional;
import java.util.function.Function;

/** Draws a graph in columns: scripts, what they name, what those name, and so on. It has the color of the text around it. */
public final class GraphSvg {

    private final Graph graph;
    private final GraphLayout layout;
    private final Function<String, Optional<String>> links;
    private final StringBuilder svg = new StringBuilder();

    private GraphSvg(Graph graph, Function<String, Optional<String>> links) {
        this.graph = graph;
        this.layout = GraphLayout.of(graph);
        this.links = links;
    }

    /** The picture. */
    public static String write(Graph graph) {
        return write(graph, file -> Optional.empty());
    }

    /**
     * The picture, with links.
     *
     * @param links where a file leads to; empty if it leads nowhere
     */
    public static String write(Graph graph, Function<String, Optional<String>> links) {
        return new GraphSvg(graph, links).draw();
    }

    private String draw() {
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
                font-family="monospace" font-size="13" color="black">
                  <defs><marker id="arrow" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">\
                <path d="M0,0 L8,4 L0,8 z" fill="currentColor"/></marker></defs>
                """.formatted(layout.width(), layout.height()));
        graph.edges().forEach(this::drawEdge);
        layout.boxes().forEach(this::drawBox);
        return svg.append("</svg>\n").toString();
    }

    private void drawEdge(ScriptGraph.Edge edge) {
        GraphLayout.Box from = layout.boxes().get(edge.from());
        GraphLayout.Box to = layout.boxes().get(edge.to());
        if (from == null || to == null) {
            return;
        }
        svg.append("  <path class=\"edge\" d=\"%s\" fill=\"none\" stroke=\"currentColor\"%s marker-end=\"url(#arrow)\">"
                        .formatted(line(from, to), dashes(edge.kind())))
                .append("<title>%s %s %s</title></path>\n"
                        .formatted(escaped(edge.from()), Graph.word(edge.kind()), escaped(edge.to())));
    }

    private static String line(GraphLayout.Box from, GraphLayout.Box to) {
        if (to.column() <= from.column()) { // in a bow on the right
            int bow = Math.max(from.right(), to.right()) + GraphLayout.BOW;
            return "M%d,%d C%d,%d %d,%d %d,%d"
                    .formatted(
                            from.right(), from.middle(), bow, from.middle(), bow, to.middle(), to.right(), to.middle());
        }
        int half = (from.right() + to.x()) / 2;
        return "M%d,%d C%d,%d %d,%d %d,%d"
                .formatted(from.right(), from.middle(), half, from.middle(), half, to.middle(), to.x(), to.middle());
    }

    private static String dashes(ScriptGraph.Kind kind) {
        return switch (kind) {
            case INCLUDE -> "";
            case REQUIRE -> " stroke-dasharray=\"6,3\"";
            case CALL -> " stroke-dasharray=\"2,3\"";
        };
    }

    private void drawBox(String file, GraphLayout.Box box) {
        Optional<String> link = links.apply(file);
        String drawn = """
                <rect class="%s" x="%d" y="%d" width="%d" height="%d" rx="4" fill="none" stroke="currentColor" \
                stroke-width="%d"/><text x="%d" y="%d" fill="currentColor">%s</text>""".formatted(
                        graph.scripts().contains(file) ? "script" : "file",
                        box.x(),
                        box.y(),
                        box.width(),
                        GraphLayout.BOX,
                        graph.scripts().contains(file) ? 2 : 1,
                        box.x() + GraphLayout.LETTER * 3 / 2,
                        box.middle() + 4,
                        escaped(file));
        svg.append("  ")
                .append(link.map(target -> "<a href=\"%s\">%s</a>".formatted(escaped(target), drawn))
                        .orElse(drawn))
                .append('\n');
    }

    private static String escaped(String text) {
        return Printable.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
