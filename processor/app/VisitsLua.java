package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.generated.CompiledScript;
import dev.moonlet.generated.Reply;
import dev.moonlet.generated.ScriptCall;
import dev.moonlet.generated.ScriptSources;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Visits} on Redis.
 *
 * <p>Written from visits/see.lua, visits/plain.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class VisitsLua implements Visits {
    private static final CompiledScript SEE = new CompiledScript(
            "visits/see",
            "33cf7a8200afbe81eb0139c6ba4c86a6844f85bf",
            """
            visits/see.lua

            1*0:6
            2=0:2
            6=0:7
            12*0:6
            """,
            """
            local result = (function()
            local counter = KEYS[1]
            local page = ARGV[1]
            local keep = tonumber(ARGV[2])
            local tags = {} for i = 3, #ARGV do tags[i - 2] = ARGV[i] end
            local visits = redis.call('HINCRBY', counter, page, 1)
            if keep then
              redis.call('PEXPIRE', counter, keep)
            end
            local kind = visits == 1 and 'FIRST' or 'OTHER'
            return { visits = visits, tags = tags, shares = { [page] = 1 / visits }, kind = kind }
            end)()
            local function failed(v)
              if type(v.err) ~= 'string' then return false end
              return v.ignore_error_stats_update ~= nil or next(v, next(v)) == nil
            end
            local function number(v)
              if type(v) == 'number' then return string.format('%.17g', v) end
              return v
            end
            local function map_1(v)
              if type(v) ~= 'table' or failed(v) then return v end
              local reply = {}
              for key, value in pairs(v) do
                reply[#reply + 1] = tostring(key)
                reply[#reply + 1] = number(value)
              end
              return reply
            end
            local function record_2(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.visits or false, v.tags or false, map_1(v.shares) or false, v.kind or false }
            end
            return record_2(result)
            """);

    private static final CompiledScript PLAIN = new CompiledScript(
            "visits/plain",
            "c7ca241111363f2c0d730c0d52204eee183f846e",
            """
            visits/plain.lua

            1=0:1
            """,
            """
            return redis.call('HGETALL', KEYS[1])
            """);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public VisitsLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
        ScriptSources.requireUnchanged(VisitsLua.class,
                "11db1928 src/main/lua/visits/see.lua",
                "fc395e7b src/main/lua/visits/plain.lua");
    }

    /**
     * Counts a visit.
     *
     * @param page of the site
     */
    @Override
    public Visits.Seen see(String counter, String page, Optional<Duration> keep, String... tags) {
        ScriptCall call = new ScriptCall(SEE, 4)
                .key("counter", counter)
                .string("page", page)
                .optional("keep", keep.orElse(null), ScriptCall::milliseconds)
                .rest("tags", Arrays.asList(tags), ScriptCall::string);
        return this.executor.execute(call, reply -> reply.struct("", 4, VisitsLua::readSeen));
    }

    @Override
    public Object plain(String counter) {
        ScriptCall call = new ScriptCall(PLAIN, 1)
                .key("counter", counter);
        return this.executor.execute(call, reply -> reply.any(""));
    }

    /**
     * Counts a visit.
     *
     * @param page of the site
     */
    @Override
    public CompletionStage<Visits.Seen> seeAsync(String counter, String page,
            Optional<Duration> keep, String... tags) {
        ScriptCall call = new ScriptCall(SEE, 4)
                .key("counter", counter)
                .string("page", page)
                .optional("keep", keep.orElse(null), ScriptCall::milliseconds)
                .rest("tags", Arrays.asList(tags), ScriptCall::string);
        return this.executor.executeAsync(call, reply -> reply.struct("", 4, VisitsLua::readSeen));
    }

    private static Visits.Seen readSeen(Reply reply) {
        long visits = reply.integer(".visits");
        List<String> tags = reply.list(".tags", element -> element.string(""));
        Map<String, Double> shares = reply.map(".shares", value -> value.number(""));
        Visits.Kind kind = reply.constant(".kind", Visits.Kind.class);
        return new Visits.Seen(visits, tags, shares, kind);
    }
}
