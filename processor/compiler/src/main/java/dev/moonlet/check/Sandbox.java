package dev.moonlet.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The globals that scripts have, and the members of libraries, by the servers that have them.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#sandbox-context">Lua API: sandbox</a>
 */
final class Sandbox {

    /** A name, its kind, and the servers that have it, a line each; {@code SandboxIT} compares it with them. */
    private static final String RESOURCE = "globals.txt";

    private static final String REDIS = "redis-";

    private static final Sandbox INSTANCE = new Sandbox(load());

    private final Map<String, Entry> entries;

    /** The versions of Redis in the table, the oldest first. */
    private final List<String> redisVersions;

    /**
     * A global or a member of a library.
     *
     * @param kind Lua's word for what it is
     * @param servers the servers that have it
     */
    private record Entry(String kind, Set<String> servers) {

        static Entry of(String line) {
            int end = line.indexOf(": ");
            String kind = line.substring(line.indexOf(' ') + 1, end);
            return new Entry(kind, Set.of(line.substring(end + 2).split(" ", -1)));
        }
    }

    private Sandbox(Map<String, Entry> entries) {
        this.entries = entries;
        this.redisVersions = entries.values().stream()
                .flatMap(entry -> entry.servers().stream())
                .filter(server -> server.startsWith(REDIS))
                .map(server -> server.substring(REDIS.length()))
                .distinct()
                .sorted(Comparator.comparingDouble(Double::parseDouble))
                .toList();
    }

    static Sandbox get() {
        return INSTANCE;
    }

    private static Map<String, Entry> load() {
        try (InputStream stream = Sandbox.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the processor's jar lacks " + RESOURCE);
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return reader.lines()
                    .collect(Collectors.toUnmodifiableMap(line -> line.substring(0, line.indexOf(' ')), Entry::of));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether some server has a global of this name. */
    boolean hasGlobal(String name) {
        return entries.containsKey(name);
    }

    /**
     * The version of Redis since which all servers lack a global that older ones have, such as {@code 7.0}; empty if the newest
     * Redis or any Valkey has it, or if no server ever had it.
     */
    Optional<String> missingSince(String name) {
        Set<String> servers =
                Optional.ofNullable(entries.get(name)).map(Entry::servers).orElse(Set.of());
        int last = -1;
        for (String server : servers) {
            last = server.startsWith(REDIS)
                    ? Math.max(last, redisVersions.indexOf(server.substring(REDIS.length())))
                    : redisVersions.size();
        }
        return last < 0
                ? Optional.empty()
                : redisVersions.stream().skip(last + 1L).findFirst();
    }

    /** Whether a global is a library, whose members are known and can't be written. */
    boolean isLibrary(String name) {
        return kind(name).filter("table"::equals).isPresent()
                && !name.equals("KEYS")
                && !name.equals("ARGV")
                && !name.equals("_G");
    }

    /** The kind of a global or of a member such as {@code string.len}, in Lua's word for it. */
    Optional<String> kind(String path) {
        return Optional.ofNullable(entries.get(path)).map(Entry::kind);
    }

    /** The globals, without those that newer servers lack. */
    Set<String> globals() {
        Set<String> names = new TreeSet<>(entries.keySet());
        names.removeIf(name -> name.indexOf('.') >= 0 || missingSince(name).isPresent());
        return names;
    }

    /** The members of a library. */
    Set<String> members(String library) {
        Set<String> names = new TreeSet<>();
        String prefix = library + ".";
        entries.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .forEach(names::add);
        return names;
    }
}
