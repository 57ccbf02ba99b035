package dev.moonlet.cli.graph;

import dev.moonlet.script.Script;
import dev.moonlet.script.ScriptGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What scripts include, require and call.
 *
 * @param scripts the scripts, by name
 * @param edges what names what, each once; scripts may share files
 */
public record Graph(List<String> scripts, List<ScriptGraph.Edge> edges) {

    /** Copies the lists. */
    public Graph {
        scripts = List.copyOf(scripts);
        edges = List.copyOf(edges);
    }

    /** The graph of some scripts together. */
    public static Graph of(Collection<Script> scripts) {
        Set<ScriptGraph.Edge> edges = new LinkedHashSet<>();
        scripts.forEach(script -> edges.addAll(script.graph().edges()));
        return new Graph(scripts.stream().map(Script::name).toList(), List.copyOf(edges));
    }

    /** What a file names. */
    List<ScriptGraph.Edge> from(String file) {
        return edges.stream().filter(edge -> edge.from().equals(file)).toList();
    }

    /** All files: scripts, then what they are linked from. */
    List<String> files() {
        Set<String> files = new LinkedHashSet<>(scripts);
        edges.forEach(edge -> files.add(edge.to()));
        return List.copyOf(files);
    }

    /** The scripts that no other file names; one of each circle at least. */
    List<String> roots() {
        List<String> roots = new ArrayList<>(scripts.stream()
                .filter(script -> edges.stream()
                        .noneMatch(
                                edge -> edge.to().equals(script) && !edge.from().equals(script)))
                .toList());
        Set<String> reached = reached(roots);
        for (String script : scripts) {
            if (!reached.contains(script)) {
                roots.add(script);
                reached.addAll(reached(List.of(script)));
            }
        }
        return roots;
    }

    private Set<String> reached(List<String> roots) {
        Set<String> reached = new LinkedHashSet<>(roots);
        List<String> pending = new ArrayList<>(roots);
        while (!pending.isEmpty()) {
            from(pending.remove(pending.size() - 1)).stream()
                    .map(ScriptGraph.Edge::to)
                    .filter(reached::add)
                    .forEach(pending::add);
        }
        return reached;
    }

    /** How a file names another, in a word. */
    static String word(ScriptGraph.Kind kind) {
        return switch (kind) {
            case INCLUDE -> "includes";
            case REQUIRE -> "requires";
            case CALL -> "calls";
        };
    }
}
