package dev.moonlet.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A library of functions that a {@code FunctionLibrary} has loaded into a server.
 *
 * @param name its name: that of the application and a hash
 * @param application the name of the application
 * @param written when it was made, as an ISO 8601 instant
 * @param functions the scripts in it
 */
record ServerLibrary(String name, String application, String written, List<Function> functions) {

    /**
     * A script.
     *
     * @param script its name
     * @param digest its digest
     */
    record Function(String script, String digest) {}

    private static final Pattern NAME = Pattern.compile("(\\w+)_[0-9a-f]{16}");
    private static final Pattern DESCRIPTION = Pattern.compile("(.*) ([0-9a-f]{40}) (\\S+)", Pattern.DOTALL);

    /** The libraries of a server that Moonlet has written, the newest first. */
    static List<ServerLibrary> of(Server.Primary primary) {
        return of(Server.ask(() -> primary.commands().functionList()));
    }

    /** Those of a reply of {@code FUNCTION LIST}. */
    static List<ServerLibrary> of(List<Map<String, Object>> replies) {
        List<ServerLibrary> libraries = new ArrayList<>();
        for (Map<String, Object> reply : replies) {
            Matcher name = NAME.matcher(String.valueOf(reply.get("library_name")));
            List<Matcher> functions = descriptions(reply.get("functions"));
            if (name.matches() && !functions.isEmpty() && functions.stream().allMatch(Matcher::matches)) {
                libraries.add(new ServerLibrary(
                        name.group(),
                        name.group(1),
                        functions.get(0).group(3),
                        functions.stream()
                                .map(function -> new Function(function.group(1), function.group(2)))
                                .sorted(Comparator.comparing(Function::script))
                                .toList()));
            }
        }
        libraries.sort(Comparator.comparing(ServerLibrary::written).reversed().thenComparing(ServerLibrary::name));
        return libraries;
    }

    /** The descriptions of functions, each of which is a list of names and values in turn, or a map. */
    private static List<Matcher> descriptions(@Nullable Object functions) {
        List<Matcher> descriptions = new ArrayList<>();
        if (functions instanceof List<?> all) {
            for (Object function : all) {
                descriptions.add(DESCRIPTION.matcher(String.valueOf(value(function, "description"))));
            }
        }
        return descriptions;
    }

    private static Object value(@Nullable Object function, String name) {
        if (function instanceof Map<?, ?> map) {
            return String.valueOf(map.get(name));
        }
        if (function instanceof List<?> list) {
            int at = list.indexOf(name);
            return at < 0 || at + 1 == list.size() ? "" : String.valueOf(list.get(at + 1));
        }
        return "";
    }
}
