package dev.moonlet.cli;

import dev.moonlet.script.ScriptGraph;
import dev.moonlet.source.Printable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes a graph as an indented tree; a node that it shows already is not unfolded again. */
final class GraphText {

    private final ScriptGraph graph;
    private final Set<String> unfolded = new HashSet<>();
    private final StringBuilder text = new StringBuilder();

    private GraphText(ScriptGraph graph) {
        this.graph = graph;
    }

    static String write(String script, ScriptGraph graph) {
        GraphText writer = new GraphText(graph);
        writer.text.append(Printable.line(script)).append('\n');
        writer.unfold(script, "");
        return writer.text.toString();
    }

    static String word(ScriptGraph.Kind kind) {
        return switch (kind) {
            case INCLUDE -> "includes";
            case REQUIRE -> "requires";
            case CALL -> "calls";
        };
    }

    private void unfold(String file, String indentation) {
        unfolded.add(file);
        List<ScriptGraph.Edge> edges =
                graph.edges().stream().filter(edge -> edge.from().equals(file)).toList();
        for (int i = 0; i < edges.size(); i++) {
            ScriptGraph.Edge edge = edges.get(i);
            boolean last = i == edges.size() - 1;
            boolean repeated = unfolded.contains(edge.to())
                    && graph.edges().stream().anyMatch(other -> other.from().equals(edge.to()));
            text.append(indentation)
                    .append(last ? "└─ " : "├─ ")
                    .append(word(edge.kind()))
                    .append(' ')
                    .append(Printable.line(edge.to()))
                    .append(repeated ? " …" : "")
                    .append('\n');
            if (!unfolded.contains(edge.to())) {
                unfold(edge.to(), indentation + (last ? "   " : "│  "));
            }
        }
    }
}
