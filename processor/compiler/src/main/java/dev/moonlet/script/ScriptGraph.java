package dev.moonlet.script;

import java.util.List;

/**
 * Which of the files that a script was linked from names which.
 *
 * @param edges each of these once, in the order of the linked text
 */
public record ScriptGraph(List<Edge> edges) {

    /** How a file names another. */
    public enum Kind {
        /** By {@code @include}. */
        INCLUDE,
        /** By {@code require}. */
        REQUIRE,
        /** By {@code CALL}. */
        CALL
    }

    /**
     * A file that names another; both are named without {@code .lua}.
     *
     * @param from the file
     * @param kind how it names the other
     * @param to the other file
     */
    public record Edge(String from, Kind kind, String to) {}

    /** Copies the list. */
    public ScriptGraph {
        edges = List.copyOf(edges);
    }

    /** The names of the files that others name in one way, each once. */
    public List<String> targets(Kind kind) {
        return edges.stream()
                .filter(edge -> edge.kind() == kind)
                .map(Edge::to)
                .distinct()
                .toList();
    }
}
