package dev.moonlet.cli.graph;

import dev.moonlet.script.ScriptGraph;
import dev.moonlet.source.Printable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes a graph as an indented tree for each script; what a tree shows already is not unfolded again. */
public final class GraphText {

    private final Graph graph;
    private final StringBuilder text = new StringBuilder();

    private GraphText(Graph graph) {
        this.graph = graph;
    }

    /** The trees. */
    public static String write(Graph graph) {
        GraphText writer = new GraphText(graph);
        for (String script : graph.scripts()) {
            writer.text.append(Printable.line(script)).append('\n');
            writer.unfold(script, "", new HashSet<>());
        }
        return writer.text.toString();
    }

    private void unfold(String file, String indentation, Set<String> unfolded) {
        unfolded.add(file);
        List<ScriptGraph.Edge> edges = graph.from(file);
        for (int i = 0; i < edges.size(); i++) {
            ScriptGraph.Edge edge = edges.get(i);
            boolean last = i == edges.size() - 1;
            boolean repeated =
                    unfolded.contains(edge.to()) && !graph.from(edge.to()).isEmpty();
            text.append(indentation)
                    .append(last ? "└─ " : "├─ ")
                    .append(Graph.word(edge.kind()))
                    .append(' ')
                    .append(Printable.line(edge.to()))
                    .append(repeated ? " …" : "")
                    .append('\n');
            if (!unfolded.contains(edge.to())) {
                unfold(edge.to(), indentation + (last ? "   " : "│  "), unfolded);
            }
        }
    }
}
