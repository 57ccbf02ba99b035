package dev.moonlet.redis;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The flags that a script for Redis 7 can have.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#script_flags">Lua API: script flags</a>
 */
public final class ScriptFlags {

    /** The flag of a script that only reads. */
    public static final String NO_WRITES = "no-writes";

    /** The flags, in alphabetical order. */
    public static final Set<String> KNOWN = Collections.unmodifiableSet(
            new TreeSet<>(List.of(NO_WRITES, "allow-oom", "allow-stale", "no-cluster", "allow-cross-slot-keys")));

    private ScriptFlags() {}
}
