package dev.moonlet.cli.catalog;

import dev.moonlet.script.Declaration;
import dev.moonlet.script.KeyExpression;
import dev.moonlet.script.Script;
import dev.moonlet.script.ScriptAccess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the ACL of a user has to allow so that a script can run.
 *
 * @param commands the rules for commands: those that Moonlet sends, then those that the script calls
 * @param keys the rules for keys, in which {@code <name>} is the key that the caller supplies
 * @param complete whether that is all
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/">ACL</a>
 */
record AccessRule(List<String> commands, List<String> keys, boolean complete) {

    private static final List<String> WRITING = List.of("+evalsha", "+eval", "+script|load");
    private static final List<String> READING = List.of("+evalsha_ro", "+eval_ro", "+script|load");
    private static final List<String> KEEPING = List.of("+get", "+set");
    private static final String ANY = "*";

    static AccessRule of(Script script) {
        List<String> commands = new ArrayList<>(script.readOnly() ? READING : WRITING);
        script.access().commands().stream()
                .map(command -> "+" + command.toLowerCase(Locale.ROOT).replace(' ', '|'))
                .forEach(commands::add);
        if (script.signature().kept().isPresent()) {
            KEEPING.stream().filter(command -> !commands.contains(command)).forEach(commands::add);
        }
        Map<String, Boolean> keys = new LinkedHashMap<>(); // a pattern, and whether it is written to
        // The command that calls the script names the declared keys, so it needs them too.
        script.signature().keys().forEach(key -> keys.put(pattern(script, key.name()), !script.readOnly()));
        script.access().keys().forEach(key -> keys.merge(pattern(script, key), key.written(), Boolean::logicalOr));
        script.signature().kept().ifPresent(kept -> keys.put(escaped(kept.prefix()) + ":" + ANY, true));
        return new AccessRule(
                List.copyOf(commands),
                keys.entrySet().stream()
                        .map(key -> (key.getValue() ? "~" : "%R~") + key.getKey())
                        .toList(),
                script.access().complete());
    }

    private static String pattern(Script script, ScriptAccess.Key key) {
        return switch (key.kind()) {
            case DECLARED -> pattern(script, key.name());
            case DERIVED -> ANY + pattern(script, key.name()) + ANY;
            case UNDECLARED -> key.name().isEmpty() ? ANY : escaped(key.name());
            case UNKNOWN -> ANY;
        };
    }

    /** A declared key: a placeholder, or what it is computed from. */
    private static String pattern(Script script, String name) {
        Optional<KeyExpression> expression = script.signature().keys().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .flatMap(Declaration::expression);
        return expression.isEmpty()
                ? "<" + name + ">"
                : expression.get().parts().stream().map(AccessRule::part).collect(Collectors.joining());
    }

    private static String part(KeyExpression.Part part) {
        if (part instanceof KeyExpression.Literal literal) {
            return escaped(literal.text());
        }
        return "<" + ((KeyExpression.Name) part).name() + ">";
    }

    /** A key as a pattern that it alone matches. */
    private static String escaped(String key) {
        return key.replaceAll("([\\\\*?\\[\\]])", "\\\\$1");
    }

    /** The rule as {@code ACL SETUSER} takes it. */
    String text() {
        return String.join(" ", commands) + (keys.isEmpty() ? "" : " " + String.join(" ", keys));
    }
}
