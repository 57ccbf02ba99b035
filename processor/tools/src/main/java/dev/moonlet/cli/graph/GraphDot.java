package dev.moonlet.cli.graph;

import dev.moonlet.script.ScriptGraph;
import dev.moonlet.source.Printable;

/**
 * Writes a graph for Graphviz.
 *
 * @see <a href="https://graphviz.org/doc/info/lang.html">The DOT language</a>
 */
public final class GraphDot {

    private GraphDot() {}

    /**
     * The graph.
     *
     * @param name what it is called
     */
    public static String write(String name, Graph graph) {
        StringBuilder dot = new StringBuilder("digraph ").append(quoted(name)).append(" {\n");
        dot.append("  node [shape=box, fontname=\"sans-serif\"];\n");
        for (String script : graph.scripts()) {
            dot.append("  ").append(quoted(script)).append(" [style=bold];\n");
        }
        for (ScriptGraph.Edge edge : graph.edges()) {
            dot.append("  ")
                    .append(quoted(edge.from()))
                    .append(" -> ")
                    .append(quoted(edge.to()))
                    .append(" [label=\"")
                    .append(Graph.word(edge.kind()))
                    .append("\", style=")
                    .append(style(edge.kind()))
                    .append("];\n");
        }
        return dot.append("}\n").toString();
    }

    private static String style(ScriptGraph.Kind kind) {
        return switch (kind) {
            case INCLUDE -> "solid";
            case REQUIRE -> "dashed";
            case CALL -> "dotted";
        };
    }

    private static String quoted(String text) {
        return "\"" + Printable.line(text).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
