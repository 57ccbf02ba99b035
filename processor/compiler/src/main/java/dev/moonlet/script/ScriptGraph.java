package dev.moonlet.script;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

    static ScriptGraph of(Linkage linkage) {
        Set<Edge> edges = new LinkedHashSet<>();
        for (Unit unit : linkage.units()) {
            unit.splice().forEach(part -> {
                String from = part.file().name();
                part.named().forEach(to -> edges.add(new Edge(from, Kind.INCLUDE, to)));
                for (Reference reference : part.file().references()) {
                    if (reference instanceof Reference.Unclear) {
                        continue;
                    }
                    Kind kind = reference instanceof Reference.Call ? Kind.CALL : Kind.REQUIRE;
                    linkage.target(unit, reference).ifPresent(to -> edges.add(new Edge(from, kind, to)));
                }
            });
        }
        return new ScriptGraph(List.copyOf(edges));
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
