package dev.moonlet.cli.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page of all commands, with the scripts that call them. */
final class CommandsPage {

    static final String PATH = "commands.html";

    private CommandsPage() {}

    static String content(List<CatalogScript> scripts) {
        Map<String, List<CatalogScript>> callers = new TreeMap<>();
        for (CatalogScript script : scripts) {
            script.script().access().commands().forEach(command -> callers.computeIfAbsent(
                            command, name -> new ArrayList<>())
                    .add(script));
        }
        List<List<String>> rows = callers.entrySet().stream()
                .map(entry -> List.of(CommandLinks.html(entry.getKey()), links(entry.getValue())))
                .toList();
        return "<h1>Commands</h1>\n" + Html.table("Commands", List.of("Command", "Scripts"), rows);
    }

    private static String links(List<CatalogScript> scripts) {
        return scripts.stream()
                .map(script -> Html.link(Html.address(script.page()), Html.text(script.name())))
                .collect(Collectors.joining(", "));
    }
}
