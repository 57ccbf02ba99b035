package dev.moonlet.redis;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * What commands reply, for commands and forms of them where that is certain; {@code ReplyTypesIT} compares it with a real server.
 * Behind a {@code /} is the number of words, the command included, where the reply depends on that.
 */
final class ReplyTypes {

    private static final String NUMBERS = """
            APPEND BITCOUNT BITOP BITPOS COPY DBSIZE DECR DECRBY DEL EXISTS EXPIRE EXPIREAT EXPIRETIME GEOADD \
            GEOSEARCHSTORE GETBIT HDEL HEXISTS HINCRBY HLEN HSET HSETNX HSTRLEN INCR INCRBY LINSERT LLEN LPUSH LPUSHX \
            LREM MSETNX PERSIST PEXPIRE PEXPIREAT PEXPIRETIME PFADD PFCOUNT PTTL PUBLISH RPUSH RPUSHX SADD SCARD \
            SDIFFSTORE SETBIT SETNX SETRANGE SINTERCARD SINTERSTORE SISMEMBER SMOVE SPUBLISH SREM STRLEN SUNIONSTORE \
            TOUCH TTL UNLINK XACK XDEL XLEN XTRIM ZCARD ZCOUNT ZDIFFSTORE ZINTERCARD ZINTERSTORE ZLEXCOUNT \
            ZRANGESTORE ZREM ZREMRANGEBYLEX ZREMRANGEBYRANK ZREMRANGEBYSCORE ZUNIONSTORE""";

    private static final String STRINGS_OR_FALSE = """
            DUMP/2 GEODIST/4 GET/2 GETDEL/2 GETEX/2 GETSET/3 HGET/3 HRANDFIELD/2 LINDEX/3 LMOVE/5 LPOP/2 RANDOMKEY/1 \
            RPOP/2 RPOPLPUSH/3 SPOP/2 SRANDMEMBER/2 ZRANDMEMBER/2 ZSCORE/3""";

    private static final String NUMBERS_OR_FALSE = "LPOS/3 ZRANK/3 ZREVRANK/3";

    private static final String STATUSES = "HMSET LSET/4 LTRIM/4 MSET PFMERGE PING/1 PSETEX/4 RENAME/3 SETEX/4 TYPE/2";

    private static final String STRINGS =
            "ECHO/2 GETRANGE/4 HINCRBYFLOAT/4 INCRBYFLOAT/3 LCS/3 SUBSTR/4 XADD/5 ZINCRBY/4";

    private static final String LISTS_OF_STRINGS = """
            HGETALL HKEYS HRANDFIELD/3 HVALS KEYS LRANGE SDIFF SINTER SMEMBERS SPOP/3 SRANDMEMBER/3 SUNION TIME ZDIFF \
            ZINTER ZPOPMAX ZPOPMIN ZRANDMEMBER/3 ZRANGE ZRANGEBYLEX ZRANGEBYSCORE ZREVRANGE ZREVRANGEBYLEX ZREVRANGEBYSCORE ZUNION""";

    private static final String LISTS_OF_STRINGS_OR_FALSE = "GEOHASH HMGET MGET ZMSCORE";

    private static final String LISTS_OF_NUMBERS = "SMISMEMBER";

    private static final String LISTS = "GEOPOS HSCAN SCAN SSCAN ZSCAN";

    private static final String LISTS_OR_FALSE = "LMPOP LPOP/3 RPOP/3 XREAD XREADGROUP ZMPOP";

    private static final String LISTS_OF_LISTS = "XRANGE XREVRANGE";

    /** The type of each form. */
    static final Map<String, ReplyType> BY_FORM = byForm();

    private ReplyTypes() {}

    private static Map<String, ReplyType> byForm() {
        Map<String, ReplyType> types = new HashMap<>();
        add(types, NUMBERS, ReplyType.NUMBER);
        add(types, NUMBERS_OR_FALSE, ReplyType.NUMBER_OR_FALSE);
        add(types, STATUSES, ReplyType.STATUS);
        add(types, STRINGS, ReplyType.STRING);
        add(types, STRINGS_OR_FALSE, ReplyType.STRING_OR_FALSE);
        add(types, LISTS_OF_NUMBERS, ReplyType.LIST_OF_NUMBERS);
        add(types, LISTS_OF_STRINGS, ReplyType.LIST_OF_STRINGS);
        add(types, LISTS_OF_STRINGS_OR_FALSE, ReplyType.LIST_OF_STRINGS_OR_FALSE);
        add(types, LISTS, ReplyType.LIST);
        add(types, LISTS_OR_FALSE, ReplyType.LIST_OR_FALSE);
        add(types, LISTS_OF_LISTS, ReplyType.LIST_OF_LISTS);
        return Collections.unmodifiableMap(types);
    }

    private static void add(Map<String, ReplyType> types, String forms, ReplyType type) {
        for (String form : forms.split(" ", -1)) {
            types.put(form, type);
        }
    }
}
