package dev.moonlet.redis;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of commands. Names are of any case.
 *
 * @see <a href="https://redis.io/docs/latest/commands/">Commands</a>
 */
public final class Commands {

    /** What a script knows of a key after a command. */
    public enum KeyEffect {
        /** Whether it exists: the command has asked for that, or has created it. */
        PRESENCE_KNOWN,
        /** That it may not exist anymore. */
        MAY_REMOVE
    }

    private static final int PLAIN_ZADD = 4;
    private static final int MOST_OPTIONS_OF_ZADD = 4;
    private static final Set<String> PRESENCE_KNOWN = Set.of(
            "APPEND",
            "BITFIELD",
            "DECR",
            "DECRBY",
            "EXISTS",
            "EXPIRE",
            "EXPIREAT",
            "EXPIRETIME",
            "GEOADD",
            "GEOSEARCHSTORE",
            "GET",
            "GETEX",
            "GETSET",
            "HEXISTS",
            "HINCRBY",
            "HINCRBYFLOAT",
            "HLEN",
            "HMSET",
            "HSET",
            "HSETNX",
            "INCR",
            "INCRBY",
            "INCRBYFLOAT",
            "LINDEX",
            "LINSERT",
            "LLEN",
            "LPOS",
            "LPUSH",
            "LPUSHX",
            "LRANGE",
            "LSET",
            "MSET",
            "PERSIST",
            "PEXPIRE",
            "PEXPIREAT",
            "PEXPIRETIME",
            "PFADD",
            "PSETEX",
            "PTTL",
            "RESTORE",
            "RPUSH",
            "RPUSHX",
            "SADD",
            "SCARD",
            "SDIFFSTORE",
            "SET",
            "SETBIT",
            "SETEX",
            "SETNX",
            "SETRANGE",
            "SINTERSTORE",
            "SISMEMBER",
            "SRANDMEMBER",
            "STRLEN",
            "SUNIONSTORE",
            "TTL",
            "TYPE",
            "XADD",
            "XLEN",
            "ZADD",
            "ZCARD",
            "ZCOUNT",
            "ZDIFFSTORE",
            "ZINCRBY",
            "ZINTERSTORE",
            "ZLEXCOUNT",
            "ZRANGESTORE",
            "ZRANK",
            "ZREVRANK",
            "ZSCORE",
            "ZUNIONSTORE");

    private static final Set<String> MAY_REMOVE = Set.of(
            "DEL",
            "GETDEL",
            "HDEL",
            "LPOP",
            "LREM",
            "LTRIM",
            "RENAME",
            "RPOP",
            "RPOPLPUSH",
            "SPOP",
            "SREM",
            "UNLINK",
            "ZPOPMAX",
            "ZPOPMIN",
            "ZREM");

    private static final Set<String> TELLING_BY_REPLY = Set.of(
            "EXPIRE",
            "EXPIREAT",
            "GEOSEARCHSTORE",
            "LINSERT",
            "LPUSHX",
            "PERSIST",
            "PEXPIRE",
            "PEXPIREAT",
            "RPUSHX",
            "SDIFFSTORE",
            "SINTERSTORE",
            "SUNIONSTORE",
            "ZDIFFSTORE",
            "ZINTERSTORE",
            "ZRANGESTORE",
            "ZUNIONSTORE");

    /** Commands that make their second key be there. */
    private static final Set<String> MAKING_SECOND =
            Set.of("BRPOPLPUSH", "COPY", "LMOVE", "RENAME", "RENAMENX", "RPOPLPUSH", "SMOVE");

    private static final Map<String, Integer> MEMBER_PLACES = Map.ofEntries(
            Map.entry("HDEL", 2),
            Map.entry("HGET", 2),
            Map.entry("HINCRBY", 2),
            Map.entry("HINCRBYFLOAT", 2),
            Map.entry("HSETNX", 2),
            Map.entry("HSTRLEN", 2),
            Map.entry("ZINCRBY", 3),
            Map.entry("ZRANK", 2),
            Map.entry("ZREM", 2),
            Map.entry("ZREVRANK", 2),
            Map.entry("ZSCORE", 2));

    /** Options of {@code SET} that a time follows. */
    private static final Set<String> WITH_TIME = Set.of("EX", "EXAT", "PX", "PXAT");

    /** Commands whose words are all keys. */
    private static final Set<String> OF_KEYS_ALONE = Set.of("DEL", "EXISTS", "UNLINK");

    /** How many words there are before the options of {@code SET}. */
    private static final int PLAIN_SET = 3;

    private Commands() {}

    private static String normalized(String command) {
        return command.toUpperCase(Locale.ROOT);
    }

    /**
     * Whether a command only reads, on any server that has it.
     *
     * @param command its name
     * @param subcommand its first word; empty if it has none or if that is not known
     */
    public static boolean isReading(String command, String subcommand) {
        return CommandTable.get().isReading(normalized(command), normalized(subcommand));
    }

    /**
     * What a call replies; empty where that is not certain.
     *
     * @param words the name of the command and what follows, each empty if it is not known
     */
    public static Optional<ReplyType> replyType(List<Optional<String>> words) {
        String name = normalized(words.get(0).orElse(""));
        return switch (name) {
            case "SET" -> replyOfSet(words);
            case "ZADD" -> replyOfZadd(words);
            default -> replyType(name, words.size());
        };
    }

    /** {@code SET} replies the old value with {@code GET}, and false if a condition does not hold. */
    private static Optional<ReplyType> replyOfSet(List<Optional<String>> words) {
        if (words.size() < PLAIN_SET) {
            return Optional.empty();
        }
        Set<String> options = new HashSet<>();
        for (int i = PLAIN_SET; i < words.size(); i++) {
            if (words.get(i).isEmpty()) {
                return Optional.empty();
            }
            String option = normalized(words.get(i).orElse(""));
            options.add(option);
            i += WITH_TIME.contains(option) ? 1 : 0; // whatever the time is, it is no option
        }
        if (options.contains("GET")) {
            return Optional.of(ReplyType.STRING_OR_FALSE);
        }
        return Optional.of(
                options.contains("NX") || options.contains("XX") || options.contains("IFEQ")
                        ? ReplyType.STATUS_OR_FALSE
                        : ReplyType.STATUS);
    }

    /** {@code ZADD} counts, unless {@code INCR} makes it reply a score. */
    private static Optional<ReplyType> replyOfZadd(List<Optional<String>> words) {
        boolean counts = words.size() >= PLAIN_ZADD
                && words.stream().skip(2).limit(MOST_OPTIONS_OF_ZADD).noneMatch(word -> word.filter(
                                "INCR"::equalsIgnoreCase)
                        .isPresent())
                && words.get(2).isPresent();
        return counts ? Optional.of(ReplyType.NUMBER) : Optional.empty();
    }

    private static Optional<ReplyType> replyType(String name, int words) {
        return Optional.ofNullable(ReplyTypes.BY_FORM.getOrDefault(name, ReplyTypes.BY_FORM.get(name + "/" + words)));
    }

    /** What the elements are of the list that a command replies; empty if it replies none, or where that is not certain. */
    public static Optional<ReplyType> elementType(String command) {
        return Optional.ofNullable(ReplyTypes.BY_FORM.get(normalized(command))).flatMap(ReplyType::element);
    }

    /** What a script knows of the key after a command; empty if it knows nothing new. */
    public static Optional<KeyEffect> keyEffect(String command) {
        String name = normalized(command);
        if (MAY_REMOVE.contains(name)) {
            return Optional.of(KeyEffect.MAY_REMOVE);
        }
        return PRESENCE_KNOWN.contains(name) ? Optional.of(KeyEffect.PRESENCE_KNOWN) : Optional.empty();
    }

    /** Whether a command tells by its reply alone that the key exists, so that nothing is known if the reply is not looked at. */
    public static boolean tellsByReply(String command) {
        return TELLING_BY_REPLY.contains(normalized(command));
    }

    /** The number of the word that is a member or a field of the key which a command asks for, or sets; 0 for none. */
    public static int memberPlace(String command) {
        return MEMBER_PLACES.getOrDefault(normalized(command), 0);
    }

    /** Whether the key that a word of a command is, is there after it, although it is not the first one. */
    public static boolean makesKey(String command, int place) {
        String name = normalized(command);
        return (place == 2 && MAKING_SECOND.contains(name)) || (place > 1 && place % 2 == 1 && name.equals("MSET"));
    }

    /** Whether all words of a command are keys. */
    public static boolean hasKeysAlone(String command) {
        return OF_KEYS_ALONE.contains(normalized(command));
    }
}
