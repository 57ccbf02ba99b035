package dev.moonlet.scripts;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.ErrorPrefix;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import dev.moonlet.codegen.ScriptCall;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Spread} on Redis.
 *
 * <p>Written from cluster/copy.lua, cluster/port.lua, cluster/port_of.lua, cluster/port_of_master.lua,
 * cluster/fail.lua, cluster/split.lua, cluster/fail_reading.lua, ledger.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class SpreadLua implements Spread {
    private static final CompiledScript COPY = CompiledScript.of(
            "cluster/copy",
            "1b7c870a21a3929dd94d5fb25aa34f4416a14bae",
            """
            cluster/copy.lua

            1=0:2
            3=0:5
            """,
            """
            local source = KEYS[1]
            local targets = {} for i = 2, #KEYS do targets[i - 1] = KEYS[i] end
            local value = redis.call('DUMP', source)
            if not value then
                return 0
            end
            local copied = 0
            for _, target in ipairs(targets) do
                if redis.call('EXISTS', target) == 0 then
                    redis.call('RESTORE', target, 0, value)
                    copied = copied + 1
                end
            end
            return copied
            """);

    private static final CompiledScript PORT = CompiledScript.readOnly(
            "cluster/port",
            "b37198c805a57bb01ba41715b2d66443d5831e70",
            """
            cluster/port.lua

            1=0:3
            """,
            """
            return string.match(redis.call('INFO', 'server'), 'tcp_port:(%d+)')
            """);

    private static final CompiledScript PORT_OF = CompiledScript.readOnly(
            "cluster/port_of",
            "4596796b785d141ca9e5384b20449c87a8596500",
            """
            cluster/port_of.lua

            1=0:2
            2=0:4
            """,
            """
            local key = KEYS[1]
            redis.call('TYPE', key)
            return string.match(redis.call('INFO', 'server'), 'tcp_port:(%d+)')
            """);

    private static final CompiledScript PORT_OF_MASTER = CompiledScript.of(
            "cluster/port_of_master",
            "d5d4865dee8815302180e62c259034f69b8c91a2",
            """
            cluster/port_of_master.lua

            1=0:2
            2=0:4
            """,
            """
            local key = KEYS[1]
            redis.call('PERSIST', key)
            return string.match(redis.call('INFO', 'server'), 'tcp_port:(%d+)')
            """);

    private static final CompiledScript FAIL = CompiledScript.of(
            "cluster/fail",
            "3973c68d99b0cb766d709bedb587570c380d7aab",
            """
            cluster/fail.lua

            1=0:2
            """,
            """
            local counter = KEYS[1]
            local message = ARGV[1]
            redis.call('INCR', counter)
            return redis.error_reply(message)
            """);

    private static final CompiledScript SPLIT = CompiledScript.of(
            "cluster/split",
            "7b40ab37c4d47774497cd3d4ff0015dea5e2311a",
            """
            cluster/split.lua

            1=0:2
            """,
            """
            local counter = KEYS[1]
            redis.call('INCR', counter)
            return redis.error_reply('TRYAGAIN Multiple keys request during rehashing of slot')
            """).raising(ErrorPrefix.TRYAGAIN);

    private static final CompiledScript FAIL_READING = CompiledScript.readOnly(
            "cluster/fail_reading",
            "25fd90870887c885102be5c83d17f8a52d79aafc",
            """
            cluster/fail_reading.lua

            1=0:2
            """,
            """
            local key = KEYS[1]
            local message = ARGV[1]
            local _ = redis.call('GET', key)
            return redis.error_reply(message)
            """);

    private static final CompiledScript LEDGER = CompiledScript.of(
            "ledger",
            "e519b31afabac1acee6910252d6c9a69b8474543",
            """
            ledger.lua

            1=0:2
            3=0:5
            """,
            """
            local ledger = KEYS[1]
            local id = tonumber(ARGV[1])
            return redis.call('HINCRBY', ledger, id, 1)
            """);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public SpreadLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(COPY, PORT, PORT_OF, PORT_OF_MASTER, FAIL, SPLIT, FAIL_READING, LEDGER);
    }

    /**
     * Copies what one key holds to others that hold nothing, and counts the copies.
     */
    @Override
    public long copy(String source, List<String> targets) {
        return this.executor.execute(copyCall(source, targets));
    }

    /**
     * Copies what one key holds to others that hold nothing, and counts the copies.
     */
    @Override
    public CompletionStage<Long> copyAsync(String source, List<String> targets) {
        return this.executor.executeAsync(copyCall(source, targets));
    }

    /**
     * The port of the server that runs this.
     */
    @Override
    public String port() {
        return this.executor.execute(portCall());
    }

    /**
     * The port of the server that runs this.
     */
    @Override
    public CompletionStage<String> portAsync() {
        return this.executor.executeAsync(portCall());
    }

    /**
     * The port of a server that has a key.
     */
    @Override
    public String portOf(String key) {
        return this.executor.execute(portOfCall(key));
    }

    /**
     * The port of a server that has a key.
     */
    @Override
    public CompletionStage<String> portOfAsync(String key) {
        return this.executor.executeAsync(portOfCall(key));
    }

    /**
     * The port of the server that could write a key.
     */
    @Override
    public String portOfMaster(String key) {
        return this.executor.execute(PORT_OF_MASTER.call()
                .key("key", key)
                .returning(String.class, Reply::string));
    }

    /**
     * Counts its runs, and replies with an error.
     */
    @Override
    public void fail(String counter, String message) {
        this.executor.execute(FAIL.call()
                .key("counter", counter)
                .string("message", message)
                .returning(Void.class, ReplyDecoder.nothing()));
    }

    /**
     * Counts its runs, and replies as a server of a cluster does that has only some of the keys.
     */
    @Override
    public void split(String counter) {
        this.executor.execute(SPLIT.call()
                .key("counter", counter)
                .returning(Void.class, ReplyDecoder.nothing()));
    }

    /**
     * Replies with an error, and only reads.
     */
    @Override
    public void failReading(String key, String message) {
        this.executor.execute(FAIL_READING.call()
                .key("key", key)
                .string("message", message)
                .returning(Void.class, ReplyDecoder.nothing()));
    }

    /**
     * Counts how often a call ran.
     */
    @Override
    public long enter(String ledger, int id) {
        return this.executor.execute(enterCall(ledger, id));
    }

    /**
     * Counts how often a call ran.
     */
    @Override
    public CompletionStage<Long> enterAsync(String ledger, int id) {
        return this.executor.executeAsync(enterCall(ledger, id));
    }

    private static ScriptInvocation<Long> copyCall(String source, List<String> targets) {
        return COPY.call()
                .key("source", source)
                .rest("targets", targets, ScriptCall::key)
                .returning(long.class, Reply::integer);
    }

    private static ScriptInvocation<String> portCall() {
        return PORT.call().returning(String.class, Reply::string);
    }

    private static ScriptInvocation<String> portOfCall(String key) {
        return PORT_OF.call()
                .key("key", key)
                .returning(String.class, Reply::string);
    }

    private static ScriptInvocation<Long> enterCall(String ledger, int id) {
        return LEDGER.call()
                .key("ledger", ledger)
                .integer("id", id)
                .returning(long.class, Reply::integer);
    }
}
