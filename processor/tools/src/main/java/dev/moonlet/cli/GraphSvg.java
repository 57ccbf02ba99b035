package dev.moonlet.cli;

import dev.moonlet.script.ScriptGraph;
import dev.moonlet.source.Printable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws a graph in rows: the script, what it names, what those name, and so on. */
final class GraphSvg {

    private static final int ROW = 90;
    private static final int GAP = 30;
    private static final int MARGIN = 20;
    private static final int BOX = 30;
    private static final int LETTER = 8;

    /** Where a file is drawn. */
    private record Box(int x, int y, int width) {

        int center() {
            return x + width / 2;
        }
    }

    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private int width;
    private int height;

    private GraphSvg() {}

    static String write(String script, ScriptGraph graph) {
        GraphSvg drawing = new GraphSvg();
        drawing.place(rows(script, graph));
        return drawing.draw(script, graph);
    }

    /** The files by their distance from the script. */
    private static List<List<String>> rows(String script, ScriptGraph graph) {
        Map<String, Integer> distances = new LinkedHashMap<>(Map.of(script, 0));
        Deque<String> pending = new ArrayDeque<>(List.of(script));
        while (!pending.isEmpty()) {
            String file = pending.remove();
            int distance = distances.getOrDefault(file, 0) + 1;
            graph.edges().stream()
                    .filter(edge -> edge.from().equals(file))
                    .filter(edge -> distances.putIfAbsent(edge.to(), distance) == null)
                    .forEach(edge -> pending.add(edge.to()));
        }
        List<List<String>> rows = new ArrayList<>();
        distances.forEach((file, distance) -> {
            while (rows.size() <= distance) {
                rows.add(new ArrayList<>());
            }
            rows.get(distance).add(file);
        });
        return rows;
    }

    private void place(List<List<String>> rows) {
        for (int row = 0; row < rows.size(); row++) {
            int x = MARGIN;
            for (String file : rows.get(row)) {
                Box box = new Box(
                        x, MARGIN + row * ROW, LETTER * Printable.line(file).length() + 2 * LETTER);
                boxes.put(file, box);
                x += box.width() + GAP;
            }
            width = Math.max(width, x - GAP + MARGIN);
        }
        height = 2 * MARGIN + (rows.size() - 1) * ROW + BOX;
    }

    private String draw(String script, ScriptGraph graph) {
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"monospace\""
                        .formatted(width, height))
                .append(" font-size=\"13\">\n");
        svg.append(
                        "  <defs><marker id=\"arrow\" markerWidth=\"8\" markerHeight=\"8\" refX=\"7\" refY=\"4\" orient=\"auto\">")
                .append("<path d=\"M0,0 L8,4 L0,8 z\"/></marker></defs>\n");
        graph.edges().forEach(edge -> drawEdge(svg, edge));
        boxes.forEach((file, box) -> drawBox(svg, file, box, file.equals(script)));
        return svg.append("</svg>\n").toString();
    }

    private void drawEdge(StringBuilder svg, ScriptGraph.Edge edge) {
        Box from = boxes.get(edge.from());
        Box to = boxes.get(edge.to());
        if (from == null || to == null) {
            return;
        }
        String dashes =
                switch (edge.kind()) {
                    case INCLUDE -> "";
                    case REQUIRE -> " stroke-dasharray=\"6,3\"";
                    case CALL -> " stroke-dasharray=\"2,3\"";
                };
        boolean down = to.y() > from.y();
        svg.append("  <path d=\"M%d,%d L%d,%d\" fill=\"none\" stroke=\"black\"%s marker-end=\"url(#arrow)\"><title>"
                        .formatted(
                                from.center(),
                                down ? from.y() + BOX : from.y(),
                                to.center(),
                                down ? to.y() : to.y() + BOX,
                                dashes))
                .append(escaped(edge.from()))
                .append(' ')
                .append(GraphText.word(edge.kind()))
                .append(' ')
                .append(escaped(edge.to()))
                .append("</title></path>\n");
    }

    private static void drawBox(StringBuilder svg, String file, Box box, boolean script) {
        svg.append(
                "  <rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"white\" stroke=\"black\" stroke-width=\"%d\"/>"
                        .formatted(box.x(), box.y(), box.width(), BOX, script ? 2 : 1));
        svg.append("<text x=\"%d\" y=\"%d\">".formatted(box.x() + LETTER, box.y() + 20))
                .append(escaped(file))
                .append("</text>\n");
    }

    private static String escaped(String text) {
        return Printable.line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
