package dev.moonlet.cli.catalog;

import dev.moonlet.script.Script;
import dev.moonlet.script.ScriptAccess;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a script reads and writes, and what a user needs for it. */
final class AccessTables {

    private static final String INCOMPLETE =
            "<p class=\"note\">There may be more: the text of the script does not show all commands or keys.</p>\n";

    private AccessTables() {}

    static String html(Script script) {
        AccessRule rule = AccessRule.of(script);
        return commands(script.access())
                + Html.table(
                        "Keys that commands use",
                        List.of("Key", "Origin", "Read", "Written"),
                        script.access().keys().stream().map(AccessTables::row).toList())
                + (rule.complete() ? "" : INCOMPLETE)
                + "<h3>ACL rule</h3>\n<pre class=\"wrap\" tabindex=\"0\"><code>" + rule(rule)
                + "</code></pre>\n<p class=\"note\">" + note(script, rule) + "</p>\n";
    }

    /** The rule, which is broken between its parts alone. */
    private static String rule(AccessRule rule) {
        return Stream.concat(rule.commands().stream(), rule.keys().stream())
                .map(part -> "<span>" + Html.text(part) + "</span>")
                .collect(Collectors.joining(" "));
    }

    private static String commands(ScriptAccess access) {
        return access.commands().isEmpty()
                ? ""
                : access.commands().stream()
                        .map(CommandLinks::html)
                        .collect(Collectors.joining(" ", "<p class=\"commands\">", "</p>\n"));
    }

    private static List<String> row(ScriptAccess.Key key) {
        return List.of(
                key.name().isEmpty() ? "unknown" : Html.code(name(key)),
                origin(key.kind()),
                mark(key.read()),
                mark(key.written()));
    }

    private static String name(ScriptAccess.Key key) {
        return key.kind() == ScriptAccess.Kind.UNDECLARED ? "\"" + key.name() + "\"" : key.name();
    }

    private static String origin(ScriptAccess.Kind kind) {
        return switch (kind) {
            case DECLARED -> "declared";
            case DERIVED -> "derived: built from the declared key";
            case UNDECLARED -> "not declared";
            case UNKNOWN -> "not known";
        };
    }

    private static String mark(boolean used) {
        return used ? "yes" : "–";
    }

    private static String note(Script script, AccessRule rule) {
        String placeholders = rule.keys().stream().anyMatch(key -> key.contains("<"))
                ? "Replace each <code>&lt;name&gt;</code> by the key, or by a pattern of the keys, that callers supply. "
                : "";
        String old = script.readOnly()
                ? "Servers before Redis 7 have neither <code>%R~</code> nor the commands that end with <code>_ro</code>: write"
                        + " <code>~</code>, and leave out <code>_ro</code>."
                : "<code>eval</code> alone is enough for calls, or <code>evalsha</code> with <code>script|load</code>.";
        return placeholders + old;
    }
}
