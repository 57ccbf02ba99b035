package dev.moonlet.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The globals that scripts have, and the members of libraries, by the servers that have them. Immutable.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#sandbox-context">Lua API: sandbox</a>
 */
public final class Sandbox {

    /** A name and its kind, then the servers that have it; {@code SandboxIT} compares it with them. */
    private static final String RESOURCE = "globals.txt";

    /** Tables that are not libraries: a script can write into the first two, and the third holds all globals. */
    private static final Set<String> OTHER_TABLES = Set.of("KEYS", "ARGV", "_G");

    private static final Sandbox INSTANCE = new Sandbox(ServersByName.read(RESOURCE));

    private final Map<String, Entry> entries = new HashMap<>();

    /** The versions of Redis in the table, the oldest first. */
    private final List<Server> redisVersions;

    /** What Lua calls the type of a global or of a member. */
    public enum Kind {
        /** A function. */
        FUNCTION,
        /** A table. */
        TABLE,
        /** A number. */
        NUMBER,
        /** A string. */
        STRING,
        /** A value of C, such as {@code cjson.null}. */
        USERDATA
    }

    /**
     * A global or a member of a library.
     *
     * @param kind its type
     * @param servers the servers that have it
     */
    private record Entry(Kind kind, Set<Server> servers) {}

    private Sandbox(Map<String, Set<Server>> table) {
        table.forEach((name, servers) -> {
            int blank = name.indexOf(' ');
            Kind kind = Kind.valueOf(name.substring(blank + 1).toUpperCase(Locale.ROOT));
            entries.put(name.substring(0, blank), new Entry(kind, servers));
        });
        this.redisVersions = table.values().stream()
                .flatMap(Set::stream)
                .filter(server -> server.product() == Server.Product.REDIS)
                .distinct()
                .sorted()
                .toList();
    }

    /** The sandbox of all servers that are known. */
    public static Sandbox get() {
        return INSTANCE;
    }

    /** Whether some server has a global of this name. */
    public boolean hasGlobal(String name) {
        return entries.containsKey(name);
    }

    /**
     * The version of Redis since which all servers lack a global that older ones have, such as {@code 7.0}; empty if the newest
     * Redis or any Valkey has it, or if no server ever had it.
     */
    public Optional<String> missingSince(String name) {
        Set<Server> servers =
                Optional.ofNullable(entries.get(name)).map(Entry::servers).orElse(Set.of());
        int last = servers.stream()
                .mapToInt(server ->
                        server.product() == Server.Product.REDIS ? redisVersions.indexOf(server) : redisVersions.size())
                .max()
                .orElse(redisVersions.size());
        return redisVersions.stream().skip(last + 1L).findFirst().map(Server::version);
    }

    /** Whether a global is a library, whose members are known and can't be written. */
    public boolean isLibrary(String name) {
        return kind(name).filter(kind -> kind == Kind.TABLE).isPresent() && !OTHER_TABLES.contains(name);
    }

    /** The kind of a global or of a member such as {@code string.len}. */
    public Optional<Kind> kind(String path) {
        return Optional.ofNullable(entries.get(path)).map(Entry::kind);
    }

    /** Whether all servers have a member. */
    public boolean isEverywhere(String path) {
        Entry entry = entries.get(path);
        Entry call = entries.get("redis.call");
        return entry != null && call != null && entry.servers().containsAll(call.servers());
    }

    /** The globals, without those that newer servers lack. */
    public Set<String> globals() {
        Set<String> names = new TreeSet<>(entries.keySet());
        names.removeIf(name -> name.indexOf('.') >= 0 || missingSince(name).isPresent());
        return names;
    }

    /** The members of a library. */
    public Set<String> members(String library) {
        String prefix = library + ".";
        return entries.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
