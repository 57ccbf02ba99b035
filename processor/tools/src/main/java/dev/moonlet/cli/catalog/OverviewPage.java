package dev.moonlet.cli.catalog;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The first page: all scripts by folder. */
final class OverviewPage {

    static final String PATH = "index.html";

    private OverviewPage() {}

    static String content(String title, List<CatalogScript> scripts) {
        Map<String, List<CatalogScript>> folders = scripts.stream()
                .collect(Collectors.groupingBy(CatalogScript::folder, TreeMap::new, Collectors.toList()));
        String count = scripts.size() == 1 ? "1 script" : scripts.size() + " scripts";
        StringBuilder content =
                new StringBuilder("<h1>%s</h1>\n<p class=\"summary\">%s</p>\n".formatted(Html.text(title), count));
        folders.forEach((folder, members) -> content.append(folder(folder, members)));
        return content.toString();
    }

    private static String folder(String folder, List<CatalogScript> members) {
        String heading = folder.isEmpty() ? "" : "<h2>" + Html.text(folder + "/") + "</h2>\n";
        return heading
                + members.stream()
                        .map(OverviewPage::card)
                        .collect(Collectors.joining("\n", "<ul class=\"cards\">\n", "\n</ul>\n"));
    }

    private static String card(CatalogScript script) {
        return """
                <li><h3>%s %s</h3>
                <p>%s</p>
                <p class="commands">%s</p>""".formatted(
                Html.link(Html.address(script.page()), Html.text(script.shortName())),
                ScriptPage.mode(script.script()),
                Prose.inline(Prose.summary(script.script().documentation())),
                script.script().access().commands().stream().map(Html::code).collect(Collectors.joining(" ")));
    }
}
