package dev.moonlet.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.ServerTable;
import dev.moonlet.testing.ServerUnderTest;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the checks know of servers is what the server under test says.
 *
 * <p>{@code mvn verify -Dit.test=SandboxIT -Dmoonlet.goldens=rewrite} takes the globals of this server anew.
 */
class SandboxIT {

    private static final ServerTable GLOBALS =
            new ServerTable(Path.of("src/main/resources/dev/moonlet/check/globals.txt"));

    /** Security updates removed them from some builds of a version. */
    private static final Set<String> DIFFER_BY_BUILD =
            Set.of("getfenv function", "newproxy function", "setfenv function");

    private static final String LIST_GLOBALS = """
            local lines = {}
            for name, value in pairs(_G) do
              if string.sub(name, 1, 2) ~= '__' and not string.find(name, '^f_%x+$') then
                lines[#lines + 1] = name .. ' ' .. type(value)
                if type(value) == 'table' and value ~= _G and value ~= KEYS and value ~= ARGV then
                  for member, v in pairs(value) do
                    lines[#lines + 1] = name .. '.' .. member .. ' ' .. type(v)
                  end
                end
              end
            end
            return lines
            """;

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @Test
    void globalsAreThoseOfTheServer() throws IOException {
        Set<String> actual = globals();
        GLOBALS.rewrite(actual);
        Set<String> known = GLOBALS.ofServer();
        assumeThat(known).as("globals of " + ServerUnderTest.get()).isNotEmpty();
        assertThat(withoutThoseOfBuilds(actual)).isEqualTo(withoutThoseOfBuilds(known));
    }

    /** No check takes a name for a mistake that the server has. */
    @Test
    void everyGlobalOfTheServerIsKnown() throws IOException {
        assertThat(GLOBALS.all()).containsAll(globals());
    }

    private static Set<String> globals() {
        List<String> lines = redis.connection().sync().eval(LIST_GLOBALS, ScriptOutputType.MULTI);
        return new TreeSet<>(lines);
    }

    private static Set<String> withoutThoseOfBuilds(Set<String> globals) {
        return globals.stream()
                .filter(global -> !DIFFER_BY_BUILD.contains(global))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every form of every command that the server has, on a key that is not there and on one that is. */
    @Test
    void repliesAreOfTheKindsThatChecksExpect() {
        Map<String, Integer> forms = Replies.forms();
        assertThat(forms).hasSizeGreaterThan(80);
        Set<String> known = redis.connection().sync().command().stream()
                .map(command -> ((List<?>) command).get(0).toString().toUpperCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        forms.forEach((form, kinds) -> {
            if (known.contains(command(form))) {
                check(form, kinds, false);
                check(form, kinds, true);
            }
        });
    }

    private static String command(String form) {
        return form.contains("/") ? form.substring(0, form.indexOf('/')) : form;
    }

    private static void check(String form, int kinds, boolean existing) {
        String command = command(form);
        RedisCommands<String, String> commands = redis.connection().sync();
        commands.flushall();
        if (existing) {
            fill(commands);
        }
        String call = "return type(redis.call(" + arguments(command) + ")) .. ' '";
        String type = commands.<String>eval(call, ScriptOutputType.VALUE).strip();
        assertThat(kinds & kind(type))
                .as("%s on %s: %s", form, existing ? "something" : "nothing", type)
                .isNotZero();
        if (type.equals("table")) {
            elements(command, existing);
        }
        if (form.contains("/")) {
            int words = arguments(command).split(", ", -1).length;
            assertThat(form).isEqualTo(command + "/" + words);
        }
    }

    private static void elements(String command, boolean existing) {
        int expected = Replies.elements(command).orElseThrow().kinds();
        List<String> types = redis.connection()
                .sync()
                .eval(
                        "local types = {} for i, element in ipairs(redis.call(" + arguments(command)
                                + ")) do types[i] = type(element) end return types",
                        ScriptOutputType.MULTI);
        assertThat(existing && types.isEmpty()).as(command).isFalse();
        assertThat(types).as(command).allSatisfy(type -> assertThat(expected & kind(type))
                .isNotZero());
    }

    private static void fill(RedisCommands<String, String> commands) {
        commands.set("string", "5");
        commands.hset("hash", "field", "5");
        commands.rpush("list", "5", "6");
        commands.sadd("set", "5");
        commands.zadd("zset", 5, "5");
        commands.xadd("stream", new XAddArgs().id("1-1"), Map.of("a", "b"));
        commands.pfadd("hll", "5");
    }

    private static int kind(String type) {
        return switch (type) {
            case "number" -> ValueType.NUMBER;
            case "string" -> ValueType.STRING;
            case "boolean" -> ValueType.FALSE;
            case "table" -> ValueType.TABLE;
            default -> 0;
        };
    }

    /** The words of a call, as Lua writes them. */
    private static String arguments(String command) {
        String words =
                switch (command) {
                    case "TIME", "DBSIZE" -> "";
                    case "KEYS" -> "*";
                    case "ECHO" -> "text";
                    case "APPEND",
                            "DECRBY",
                            "INCRBY",
                            "SETNX",
                            "GETSET",
                            "INCRBYFLOAT",
                            "MSETNX",
                            "EXPIRE",
                            "PEXPIRE" -> "string 7";
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
