package dev.moonlet.internal.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes scripts as functions of one library. The names of functions are unique on a server, so they begin with the name of the
 * library. That ends with a hash of the content: other content has other names.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/functions-intro/">Redis functions</a>
 */
public final class LibraryWriter {

    private static final int HASH_DIGITS = 16;
    private static final String NO_WRITES = "no-writes";

    private final StringBuilder text = new StringBuilder();
    private final List<SourceMap> maps = new ArrayList<>();
    private final List<Integer> before = new ArrayList<>();
    private int lines;

    /** What makes two scripts one. */
    private record Identity(String name, String digest) {

        static Identity of(LinkedScript script) {
            return new Identity(script.name(), script.digest());
        }
    }

    private LibraryWriter() {}

    /**
     * The functions of a library.
     *
     * @param application what the name of the library begins with: letters, digits and underscores
     * @param scripts its scripts, of which several may be one
     * @param written when it was written, which the library names and which is not part of its content
     * @return the function of each script
     */
    public static Map<LinkedScript, LibraryFunction> functions(
            String application, Collection<LinkedScript> scripts, Instant written) {
        Map<Identity, LinkedScript> distinct =
                new TreeMap<>(Comparator.comparing(Identity::name).thenComparing(Identity::digest));
        scripts.forEach(script -> distinct.putIfAbsent(Identity.of(script), script));
        String content = new LibraryWriter().write("", named("", distinct.values()), "");
        String library = application + "_"
                + LinkedScript.sha1(content.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS);
        Map<String, LinkedScript> named = named(library, distinct.values());
        LibraryWriter writer = new LibraryWriter();
        byte[] bytes = writer.write(library, named, written.toString()).getBytes(StandardCharsets.UTF_8);
        SourceMap map = SourceMap.joined(writer.maps, writer.before);
        Map<LinkedScript, LibraryFunction> functions = new LinkedHashMap<>();
        named.forEach((name, script) -> {
            LibraryFunction function = new LibraryFunction(
                    script.name(), library, name, bytes, map, script.isReadOnly(), script.raised(), script.requests());
            scripts.stream()
                    .filter(other -> Identity.of(other).equals(Identity.of(script)))
                    .forEach(other -> functions.put(other, function));
        });
        return functions;
    }

    /** Names for functions. The scripts {@code jobs/push} and {@code jobs_push} get different ones. */
    private static Map<String, LinkedScript> named(String library, Collection<LinkedScript> scripts) {
        Map<String, LinkedScript> named = new LinkedHashMap<>();
        for (LinkedScript script : scripts) {
            String wanted = library + "_" + script.name().replaceAll("[^A-Za-z0-9_]", "_");
            String name = wanted;
            for (int i = 2; named.containsKey(name); i++) {
                name = wanted + "_" + i;
            }
            named.put(name, script);
        }
        return named;
    }

    private String write(String library, Map<String, LinkedScript> functions, String written) {
        line("#!lua name=" + library);
        functions.forEach((name, script) -> function(name, script, written));
        return text.toString();
    }

    private void function(String name, LinkedScript script, String written) {
        String body = script.string();
        if (script.hasShebang()) {
            int end = body.indexOf('\n');
            body = end < 0 ? "" : body.substring(end); // each line keeps its number
        }
        Set<String> flags = script.flags().collect(Collectors.toCollection(LinkedHashSet::new));
        if (script.isReadOnly()) {
            flags.add(NO_WRITES);
        }
        line("redis.register_function{function_name=%s, description=%s, flags={%s}, callback=function(KEYS, ARGV%s)"
                .formatted(
                        quoted(name),
                        quoted(script.name() + " " + script.digest() + " " + written),
                        flags.stream().map(LibraryWriter::quoted).collect(Collectors.joining(", ")),
                        body.contains("...")
                                ? ", ..."
                                : "")); // a script always has it, a function only if it is declared
        maps.add(script.sourceMap());
        before.add(lines);
        line(body.endsWith("\n") ? body.substring(0, body.length() - 1) : body);
        line("end}");
    }

    private void line(String line) {
        text.append(line).append('\n');
        lines += 1 + (int) line.chars().filter(c -> c == '\n').count();
    }

    private static String quoted(String string) {
        return "'" + string.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
