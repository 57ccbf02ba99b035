package dev.moonlet.cli.graph;

import dev.moonlet.source.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /** How far the line of a circle reaches on the right. */
    static final int BOW = 50;

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
                boxes.put(files.get(row), new Box(column, x, MARGIN + row * ROW, width));
            }
            height = Math.max(height, files.size() * ROW);
            x += width + GAP;
        }
        return new GraphLayout(boxes, x - GAP + BOW, height + 2 * MARGIN - (ROW - BOX));
    }

    private static int width(String file) {
        return LETTER * Printable.line(file).length() + 3 * LETTER;
    }

    /** The files by their distance from the scripts that no other file names, on the longest way that is not a circle. */
    private static List<List<String>> columns(Graph graph) {
        Map<String, Integer> columnsOfFiles = new HashMap<>();
        graph.roots().forEach(root -> place(graph, root, 0, columnsOfFiles, new HashSet<>()));
        List<List<String>> columns = new ArrayList<>();
        for (String file : graph.files()) {
            int column = columnsOfFiles.getOrDefault(file, 0);
            while (columns.size() <= column) {
                columns.add(new ArrayList<>());
            }
            columns.get(column).add(file);
        }
        return columns;
    }

    private static void place(Graph graph, String file, int column, Map<String, Integer> columns, Set<String> way) {
        if (columns.getOrDefault(file, -1) >= column || !way.add(file)) {
            return;
        }
        columns.put(file, column);
        graph.from(file).forEach(edge -> place(graph, edge.to(), column + 1, columns, way));
        way.remove(file);
    }

    /** The average height of the files that name one and are placed already: lines between columns cross less that way. */
    private static double neighbours(Graph graph, String file, Map<String, Box> boxes) {
        return graph.edges().stream()
                .filter(edge -> edge.to().equals(file))
                .flatMap(edge -> Optional.ofNullable(boxes.get(edge.from())).stream())
                .mapToInt(Box::y)
                .average()
                .orElse(0);
    }
}
