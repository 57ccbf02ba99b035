package dev.moonlet.cli.graph;

import dev.moonlet.script.ScriptGraph;
import dev.moonlet.source.Printable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the files of a graph are drawn: scripts in the first column, what they name in the next one, and so on.
 *
 * @param boxes the boxes by file
 * @param width the width of the picture
 * @param height its height
 */
record GraphLayout(Map<String, Box> boxes, int width, int height) {

    static final int BOX = 32;
    static final int LETTER = 8;
    private static final int ROW = 46;
    private static final int GAP = 90;
    private static final int MARGIN = 12;

    /** Where a file is drawn. */
    record Box(int column, int x, int y, int width) {

        int right() {
            return x + width;
        }

        int middle() {
            return y + BOX / 2;
        }
    }

    static GraphLayout of(Graph graph) {
        List<List<String>> columns = columns(graph);
        Map<String, Box> boxes = new LinkedHashMap<>();
        int x = MARGIN;
        int height = 0;
        for (int column = 0; column < columns.size(); column++) {
            List<String> files = new ArrayList<>(columns.get(column));
            if (column > 0) {
                files.sort(Comparator.comparingDouble(file -> neighbours(graph, file, boxes)));
            }
            int width = files.stream().mapToInt(GraphLayout::width).max().orElse(0);
            for (int row = 0; row < files.size(); row++) {
                String file = files.get(row);
                boxes.put(file, new Box(column, x, MARGIN + row * ROW, width(file)));
            }
            height = Math.max(height, files.size() * ROW);
            x += width + GAP;
        }
        return new GraphLayout(boxes, x - GAP + MARGIN, height + 2 * MARGIN - (ROW - BOX));
    }

    private static int width(String file) {
        return LETTER * Printable.line(file).length() + 3 * LETTER;
    }

    /** The files by their distance from the scripts that no other file names. */
    private static List<List<String>> columns(Graph graph) {
        Map<String, Integer> distances = new LinkedHashMap<>();
        graph.roots().forEach(root -> distances.put(root, 0));
        Deque<String> pending = new ArrayDeque<>(distances.keySet());
        while (!pending.isEmpty()) {
            String file = pending.remove();
            int distance = distances.getOrDefault(file, 0) + 1;
            graph.from(file).stream()
                    .filter(edge -> distances.putIfAbsent(edge.to(), distance) == null)
                    .forEach(edge -> pending.add(edge.to()));
        }
        List<List<String>> columns = new ArrayList<>();
        distances.forEach((file, distance) -> {
            while (columns.size() <= distance) {
                columns.add(new ArrayList<>());
            }
            columns.get(distance).add(file);
        });
        return columns;
    }

    /** The average height of the files that name one and are placed already: lines between columns cross less that way. */
    private static double neighbours(Graph graph, String file, Map<String, Box> boxes) {
        return graph.edges().stream()
                .filter(edge -> edge.to().equals(file))
                .map(ScriptGraph.Edge::from)
                .filter(boxes::containsKey)
                .mapToInt(from -> boxes.get(from).y())
                .average()
                .orElse(0);
    }
}
