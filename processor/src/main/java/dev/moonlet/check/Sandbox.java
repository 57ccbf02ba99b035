package dev.moonlet.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The globals that scripts have in Redis, and the members of its libraries, as a real server gave them.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#sandbox-context">Lua API: sandbox</a>
 */
final class Sandbox {

    /** What a server of Redis 7.0 has; {@code SandboxIT} holds it against one. */
    private static final String RESOURCE = "redis-7.0-globals.txt";

    /** What later servers have besides: nothing is said of it. */
    private static final Set<String> LATER = Set.of("os", "server", "print");

    private static final Sandbox INSTANCE = new Sandbox(load());

    private final Map<String, String> kinds;

    private Sandbox(Map<String, String> kinds) {
        this.kinds = kinds;
    }

    static Sandbox get() {
        return INSTANCE;
    }

    private static Map<String, String> load() {
        Map<String, String> kinds = new HashMap<>();
        try (InputStream stream = Sandbox.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the processor's jar lacks " + RESOURCE);
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            reader.lines().map(line -> line.split(" ", -1)).forEach(words -> kinds.put(words[0], words[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kinds;
    }

    /** Whether there is a global of this name, or will be. */
    boolean hasGlobal(String name) {
        return kinds.containsKey(name) || LATER.contains(name);
    }

    /** Whether a global is a library, whose members are known and can't be written. */
    boolean isLibrary(String name) {
        return "table".equals(kinds.get(name)) && !name.equals("KEYS") && !name.equals("ARGV") && !name.equals("_G");
    }

    /** The kind of a global or of a member such as {@code string.len}, in Lua's word for it. */
    Optional<String> kind(String path) {
        return Optional.ofNullable(kinds.get(path));
    }

    /** The globals. */
    Set<String> globals() {
        Set<String> names = new TreeSet<>(kinds.keySet());
        names.removeIf(name -> name.indexOf('.') >= 0);
        return names;
    }

    /** The members of a library. */
    Set<String> members(String library) {
        Set<String> names = new TreeSet<>();
        String prefix = library + ".";
        kinds.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .forEach(names::add);
        return names;
    }
}
