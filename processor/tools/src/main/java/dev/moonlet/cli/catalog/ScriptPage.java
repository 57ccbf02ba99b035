package dev.moonlet.cli.catalog;

import dev.moonlet.cli.graph.Graph;
import dev.moonlet.cli.graph.GraphSvg;
import dev.moonlet.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page about a script. */
final class ScriptPage {

    private final CatalogScript script;
    private final String root;
    private final Map<String, CatalogScript> all;

    /**
     * @param script the script
     * @param all all scripts of the catalog, by name
     */
    ScriptPage(CatalogScript script, Map<String, CatalogScript> all) {
        this.script = script;
        this.root = Frame.root(script.page());
        this.all = all;
    }

    /** Whether a script writes. */
    static String mode(Script script) {
        return script.readOnly()
                ? "<span class=\"mode reads\">read-only</span>"
                : "<span class=\"mode writes\">writes</span>";
    }

    String content() {
        Script of = script.script();
        return """
                <p class="crumbs">%s</p>
                <h1>%s %s</h1>
                %s
                %s""".formatted(crumbs(), Html.text(script.shortName()), mode(of), Prose.html(of.documentation()), facts())
                + section("java", "Java", java())
                + section("declarations", "Keys and arguments", DeclarationTables.declarations(of.signature()))
                + section("result", "Result", DeclarationTables.result(of.signature()))
                + section("access", "Access", AccessTables.html(of))
                + section("files", "Files", files())
                + section("text", "Linked text", LinkedText.html(of));
    }

    private String crumbs() {
        String folder = script.folder();
        return Html.link(root + OverviewPage.PATH, "scripts")
                + (folder.isEmpty() ? "" : " / " + Html.text(folder.replace("/", " / ")));
    }

    private static String section(String id, String title, String html) {
        return html.isEmpty()
                ? ""
                : "<section id=\"%s\" aria-labelledby=\"%s-title\">\n<h2 id=\"%s-title\">%s</h2>\n%s\n</section>\n"
                        .formatted(id, id, id, Html.text(title), html);
    }

    private String facts() {
        List<String> facts = new ArrayList<>();
        facts.add(fact("File", Html.code(script.path())));
        facts.add(fact("Digest", Html.code(script.script().digest())));
        List<String> others = script.digests().stream()
                .filter(digest -> !digest.equals(script.script().digest()))
                .map(Html::code)
                .toList();
        if (!others.isEmpty()) {
            facts.add(fact("In other forms", String.join("<br>", others)));
        }
        if (!script.script().signature().flags().isEmpty()) {
            facts.add(fact(
                    "Flags",
                    script.script().signature().flags().stream().map(Html::code).collect(Collectors.joining(" "))));
        }
        if (script.script().single()) {
            facts.add(fact("Batches", "each call is a command: calls in one command would not be independent"));
        }
        return "<dl class=\"facts\">\n" + String.join("\n", facts) + "\n</dl>\n";
    }

    private static String fact(String name, String html) {
        return "<div><dt>" + Html.text(name) + "<dd>" + html + "</div>";
    }

    private String java() {
        return JavaSignature.isKnown(script.script())
                ? "<pre tabindex=\"0\"><code>" + Html.text(JavaSignature.of(script)) + "</code></pre>"
                : "<p>The script declares nothing, so it can be bound to any method that fits it. <code>moonlet declare "
                        + Html.text(script.name()) + "</code> proposes directives.</p>";
    }

    private String files() {
        Graph graph = Graph.of(List.of(script.script()));
        return "<div class=\"wide graph\" tabindex=\"0\" role=\"group\" aria-label=\"graph\">"
                + GraphSvg.write(graph, this::address) + "</div>\n";
    }

    private Optional<String> address(String file) {
        return Optional.ofNullable(all.get(file)).map(other -> root + Html.address(other.page()));
    }
}
