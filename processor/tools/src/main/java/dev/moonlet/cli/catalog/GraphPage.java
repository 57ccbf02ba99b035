package dev.moonlet.cli.catalog;

import dev.moonlet.cli.graph.Graph;
import dev.moonlet.cli.graph.GraphSvg;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The page with the graph of all scripts. */
final class GraphPage {

    static final String PATH = "graph.html";

    private GraphPage() {}

    static String content(Map<String, CatalogScript> scripts) {
        Collection<CatalogScript> all = scripts.values();
        Graph graph = Graph.of(all.stream().map(CatalogScript::script).toList());
        return """
                <h1>Graph</h1>
                <p class="summary">What scripts include (solid lines), require (dashed) and call (dotted).</p>
                <div class="wide graph" tabindex="0" role="group" aria-label="graph">%s</div>
                """.formatted(GraphSvg.write(
                graph, file -> Optional.ofNullable(scripts.get(file)).map(script -> Html.address(script.page()))));
    }
}
