package dev.moonlet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is known of the replies of commands is what the server under test replies. */
class ReplyTypesIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    /** Commands that refuse a key that is not there. */
    private static final Set<String> OF_WHAT_IS_THERE = Set.of("LSET", "RENAME");

    /** Every form of every command that the server has, on a key that is not there and on one that is. */
    @Test
    void repliesAreOfTheTypesThatAreKnown() {
        Map<String, ReplyType> forms = ReplyTypes.BY_FORM;
        assertThat(forms).hasSizeGreaterThan(80);
        Set<String> known = redis.connection().sync().command().stream()
                .map(command -> ((List<?>) command).get(0).toString().toUpperCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        forms.forEach((form, type) -> {
            boolean counted = form.endsWith("POP/3");
            if (known.contains(command(form)) && (!counted || known.contains("LMPOP"))) {
                if (!OF_WHAT_IS_THERE.contains(command(form))) {
                    check(form, type, false);
                }
                check(form, type, true);
            }
        });
    }

    /** What {@code SET} replies depends on its options. */
    @Test
    void repliesOfSetAreThoseOfItsOptions() {
        for (String options : List.of("", " NX", " XX", " KEEPTTL", " XX GET", " EX 9", " PX 9 NX")) {
            List<String> words = List.of(("SET string value" + options).split(" ", -1));
            ReplyType expected = Commands.replyType(
                            words.stream().map(Optional::of).toList())
                    .orElseThrow();
            for (boolean existing : List.of(true, false)) {
                if (existing) {
                    redis.connection().sync().set("string", "5");
                } else {
                    redis.connection().sync().del("string");
                }
                String type = redis.connection()
                        .sync()
                        .eval(
                                "local r = redis.call(unpack(ARGV)) "
                                        + "return type(r) == 'table' and r.ok and 'status' or type(r)",
                                ScriptOutputType.VALUE,
                                new String[0],
                                words.toArray(String[]::new));
                assertThat(type).as("%s", words).isIn(luaTypes(expected));
            }
        }
    }

    private static String command(String form) {
        return form.contains("/") ? form.substring(0, form.indexOf('/')) : form;
    }

    private static void check(String form, ReplyType expected, boolean existing) {
        String command = command(form);
        RedisCommands<String, String> commands = redis.connection().sync();
        commands.flushall();
        if (existing) {
            fill(commands);
        } else if (command.equals("XREADGROUP")) {
            commands.xgroupCreate(
                    XReadArgs.StreamOffset.from("stream", "0"), "group", XGroupCreateArgs.Builder.mkstream());
        }
        String call = "local r = redis.call(" + arguments(form) + ") "
                + "return (type(r) == 'table' and r.ok and 'status' or type(r)) .. ' '";
        String type = commands.<String>eval(call, ScriptOutputType.VALUE).strip();
        assertThat(type)
                .as("%s on %s", form, existing ? "something" : "nothing")
                .isIn(luaTypes(expected));
        if (type.equals("table")) {
            elements(command, existing);
        }
        if (form.contains("/")) {
            int words = arguments(form).split(", ", -1).length;
            assertThat(form).isEqualTo(command + "/" + words);
        }
    }

    private static void elements(String command, boolean existing) {
        if (Commands.elementType(command).isEmpty()) {
            return;
        }
        Set<String> expected = luaTypes(Commands.elementType(command).get());
        if (existing) {
            redis.connection().sync().flushall(); // the command may have taken something
            fill(redis.connection().sync());
        }
        List<String> types = redis.connection()
                .sync()
                .eval(
                        "local types = {} for i, element in ipairs(redis.call(" + arguments(command)
                                + ")) do types[i] = type(element) end return types",
                        ScriptOutputType.MULTI);
        assertThat(existing && types.isEmpty()).as(command).isFalse();
        assertThat(types).as(command).isSubsetOf(expected);
    }

    private static void fill(RedisCommands<String, String> commands) {
        commands.set("string", "5");
        commands.hset("hash", "field", "5");
        commands.rpush("list", "5", "6");
        commands.sadd("set", "5");
        commands.zadd("zset", 5, "5");
        commands.xadd("stream", new XAddArgs().id("1-1"), Map.of("a", "b"));
        commands.xgroupCreate(XReadArgs.StreamOffset.from("stream", "0"), "group");
        commands.pfadd("hll", "5");
        commands.geoadd("geo", 1, 1, "a");
        commands.geoadd("geo", 2, 2, "b");
    }

    /** What {@code type} says of a reply. */
    private static Set<String> luaTypes(ReplyType type) {
        return switch (type) {
            case STATUS -> Set.of("status");
            case STATUS_OR_FALSE -> Set.of("status", "boolean");
            case NUMBER -> Set.of("number");
            case NUMBER_OR_FALSE -> Set.of("number", "boolean");
            case STRING -> Set.of("string");
            case STRING_OR_FALSE -> Set.of("string", "boolean");
            case LIST_OR_FALSE -> Set.of("table", "boolean");
            case LIST, LIST_OF_NUMBERS, LIST_OF_STRINGS, LIST_OF_STRINGS_OR_FALSE, LIST_OF_LISTS -> Set.of("table");
        };
    }

    /** The words of a call, as Lua writes them. */
    private static String arguments(String form) {
        String command = command(form);
        String words =
                switch (form.endsWith("POP/3") || form.matches(".*RAND.*/3") ? form : command) {
                    case "TIME", "DBSIZE", "PING", "RANDOMKEY" -> "";
                    case "BITOP" -> "and string2 string";
                    case "BITPOS" -> "string 1";
                    case "COPY" -> "string string2";
                    case "GEOADD" -> "geo 1 1 a";
                    case "GEODIST" -> "geo a b";
                    case "GEOHASH", "GEOPOS" -> "geo a";
                    case "GEOSEARCHSTORE" -> "geo2 geo frommember a byradius 1 km";
                    case "HRANDFIELD" -> "hash";
                    case "LINSERT" -> "list before 5 7";
                    case "LCS" -> "string string";
                    case "LMOVE" -> "list list left right";
                    case "PFMERGE" -> "hll2 hll";
                    case "PUBLISH", "SPUBLISH" -> "channel text";
                    case "SINTERCARD" -> "1 set";
                    case "SCAN" -> "0";
                    case "HSCAN" -> "hash 0";
                    case "SSCAN" -> "set 0";
                    case "ZSCAN" -> "zset 0";
                    case "XADD" -> "stream * a b";
                    case "XTRIM" -> "stream maxlen 0";
                    case "ZINTERCARD", "ZDIFF", "ZINTER", "ZUNION" -> "1 zset";
                    case "ZDIFFSTORE", "ZINTERSTORE", "ZUNIONSTORE" -> "zset2 1 zset";
                    case "ZPOPMAX", "ZPOPMIN", "ZRANDMEMBER" -> "zset";
                    case "ZRANGESTORE" -> "zset2 zset 0 -1";
                    case "KEYS" -> "*";
                    case "ECHO" -> "text";
                    case "LPOP/3", "RPOP/3" -> "list 1";
                    case "SPOP/3", "SRANDMEMBER/3" -> "set 1";
                    case "HRANDFIELD/3" -> "hash 1";
                    case "ZRANDMEMBER/3" -> "zset 1";
                    case "LSET" -> "list 0 7";
                    case "RENAME" -> "string string2";
                    case "LMPOP" -> "1 list left";
                    case "ZMPOP" -> "1 zset min";
                    case "XREAD" -> "streams stream 0";
                    case "XREADGROUP" -> "group group consumer streams stream >";
                    case "APPEND",
                            "DECRBY",
                            "INCRBY",
                            "SETNX",
                            "GETSET",
                            "INCRBYFLOAT",
                            "MSETNX",
                            "EXPIRE",
                            "PEXPIRE" -> "string 7";
                    case "PSETEX", "SETEX" -> "string 7 value";
                    case "HMSET" -> "hash field 7";
                    case "MSET" -> "string 7";
                    case "LTRIM" -> "list 0 1";
                    case "EXPIREAT", "PEXPIREAT" -> "string 9999999999";
                    case "GETRANGE", "SUBSTR" -> "string 0 1";
                    case "SETRANGE" -> "string 0 x";
                    case "GETBIT" -> "string 1";
                    case "SETBIT" -> "string 1 1";
                    case "HDEL", "HEXISTS", "HGET", "HMGET", "HSTRLEN" -> "hash field";
                    case "HSET", "HSETNX", "HINCRBY", "HINCRBYFLOAT" -> "hash field 7";
                    case "HGETALL", "HKEYS", "HVALS", "HLEN" -> "hash";
                    case "LINDEX" -> "list 0";
                    case "LLEN", "LPOP", "RPOP" -> "list";
                    case "LPUSH", "LPUSHX", "RPUSH", "RPUSHX" -> "list 7";
                    case "LRANGE" -> "list 0 -1";
                    case "LPOS" -> "list 5";
                    case "LREM" -> "list 0 5";
                    case "RPOPLPUSH" -> "list list";
                    case "PFADD" -> "hll 7";
                    case "PFCOUNT" -> "hll";
                    case "SADD", "SREM", "SISMEMBER", "SMISMEMBER" -> "set 5";
                    case "SMOVE" -> "set set2 5";
                    case "SCARD", "SMEMBERS", "SDIFF", "SINTER", "SUNION", "SPOP", "SRANDMEMBER" -> "set";
                    case "SDIFFSTORE", "SINTERSTORE", "SUNIONSTORE" -> "set2 set";
                    case "XACK" -> "stream group 1-1";
                    case "XDEL" -> "stream 1-1";
                    case "XLEN" -> "stream";
                    case "XRANGE" -> "stream - +";
                    case "XREVRANGE" -> "stream + -";
                    case "ZCARD" -> "zset";
                    case "ZCOUNT", "ZRANGEBYSCORE", "ZREMRANGEBYSCORE" -> "zset 0 9";
                    case "ZREVRANGEBYSCORE" -> "zset 9 0";
                    case "ZLEXCOUNT", "ZRANGEBYLEX", "ZREMRANGEBYLEX" -> "zset - +";
                    case "ZREVRANGEBYLEX" -> "zset + -";
                    case "ZRANGE", "ZREVRANGE", "ZREMRANGEBYRANK" -> "zset 0 -1";
                    case "ZREM", "ZSCORE", "ZMSCORE", "ZRANK", "ZREVRANK" -> "zset 5";
                    case "ZINCRBY" -> "zset 1 5";
                    default -> "string";
                };
        String all = (command + " " + words).strip();
        return "'" + String.join("', '", all.split(" ", -1)).toLowerCase(Locale.ROOT) + "'";
    }
}
