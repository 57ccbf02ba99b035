package dev.moonlet.check;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the replies of commands are in Lua, for commands and forms of them where that is certain; {@code SandboxIT} holds
 * them against a real server.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#data-type-conversion">Lua API: data type
 *     conversion</a>
 */
final class Replies {

    /** A number: counts, and 1 or 0 for yes or no. */
    private static final String NUMBERS = """
            APPEND BITCOUNT DBSIZE DECR DECRBY DEL EXISTS EXPIRE EXPIREAT GETBIT HDEL HEXISTS HINCRBY HLEN HSET \
            HSETNX HSTRLEN INCR INCRBY LLEN LPUSH LPUSHX LREM MSETNX PERSIST PEXPIRE PEXPIREAT PFADD PFCOUNT PTTL \
            RPUSH RPUSHX SADD SCARD SDIFFSTORE SETBIT SETNX SETRANGE SINTERSTORE SISMEMBER SMOVE SREM STRLEN \
            SUNIONSTORE TTL UNLINK XACK XDEL XLEN ZCARD ZCOUNT ZLEXCOUNT ZREM ZREMRANGEBYLEX ZREMRANGEBYRANK \
            ZREMRANGEBYSCORE""";

    /** A string, or false for what is not there. */
    private static final String STRINGS_OR_FALSE =
            "GET/2 GETDEL/2 GETSET/3 HGET/3 LINDEX/3 LPOP/2 RPOP/2 RPOPLPUSH/3 SPOP/2 SRANDMEMBER/2 ZSCORE/3";

    /** A number, or false for what is not there. */
    private static final String NUMBERS_OR_FALSE = "LPOS/3 ZRANK/3 ZREVRANK/3";

    private static final String STRINGS = "ECHO/2 GETRANGE/4 HINCRBYFLOAT/4 INCRBYFLOAT/3 SUBSTR/4 ZINCRBY/4";

    /** A list of strings; a miss is an empty one. */
    private static final String LISTS_OF_STRINGS = """
            HGETALL HKEYS HVALS KEYS LRANGE SDIFF SINTER SMEMBERS SUNION TIME ZRANGE ZRANGEBYLEX ZRANGEBYSCORE \
            ZREVRANGE ZREVRANGEBYLEX ZREVRANGEBYSCORE""";

    /** A list with false for each that is not there. */
    private static final String LISTS_OF_STRINGS_OR_FALSE = "HMGET MGET ZMSCORE";

    private static final String LISTS_OF_NUMBERS = "SMISMEMBER";

    private static final String LISTS_OF_TABLES = "XRANGE XREVRANGE";

    private static final Map<String, Integer> KINDS = new HashMap<>();
    private static final Map<String, Integer> ELEMENTS = new HashMap<>();

    static {
        add(NUMBERS, ValueType.NUMBER);
        add(STRINGS_OR_FALSE, ValueType.STRING | ValueType.FALSE);
        add(NUMBERS_OR_FALSE, ValueType.NUMBER | ValueType.FALSE);
        add(STRINGS, ValueType.STRING);
        addLists(LISTS_OF_STRINGS, ValueType.STRING);
        addLists(LISTS_OF_STRINGS_OR_FALSE, ValueType.STRING | ValueType.FALSE);
        addLists(LISTS_OF_NUMBERS, ValueType.NUMBER);
        addLists(LISTS_OF_TABLES, ValueType.TABLE);
    }

    private Replies() {}

    private static void add(String commands, int kinds) {
        for (String command : commands.split(" ", -1)) {
            KINDS.put(command, kinds);
        }
    }

    private static void addLists(String commands, int elements) {
        add(commands, ValueType.TABLE);
        for (String command : commands.split(" ", -1)) {
            ELEMENTS.put(command, elements);
        }
    }

    /** All forms: a command, with the number of its words, itself included, where the reply depends on that. */
    static Map<String, Integer> forms() {
        return Map.copyOf(KINDS);
    }

    /** What a command replies; empty where that is not certain. */
    static Optional<ValueType> of(String command, int words) {
        String name = command.toUpperCase(Locale.ROOT);
        Integer kinds = KINDS.getOrDefault(name, KINDS.get(name + "/" + words));
        return Optional.ofNullable(kinds).map(found -> new ValueType(found, name));
    }

    /** What the elements of the list are that a command replies; empty if it replies none, or that is not certain. */
    static Optional<ValueType> elements(String command) {
        return Optional.ofNullable(ELEMENTS.get(command)).map(kinds -> new ValueType(kinds, command));
    }
}
