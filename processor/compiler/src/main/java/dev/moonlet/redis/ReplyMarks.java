package dev.moonlet.redis;

import java.util.Set;

/**
 * The fields by which Redis tells replies from other tables.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#lua-to-resp3-type-conversion">Lua API: from
 *     Lua to RESP3</a>
 */
public final class ReplyMarks {

    /** Their names. */
    public static final Set<String> NAMES =
            Set.of("err", "ok", "double", "map", "set", "big_number", "verbatim_string", "format");

    private ReplyMarks() {}
}
