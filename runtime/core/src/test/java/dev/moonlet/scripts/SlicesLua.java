package dev.moonlet.scripts;

import dev.moonlet.Resumable;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ResumableCall;
import dev.moonlet.codegen.ScriptCall;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Runs the scripts of {@link Slices} on Redis.
 *
 * <p>Written from slices/numbers.lua, slices/scores.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class SlicesLua implements Slices {
    private static final CompiledScript NUMBERS = CompiledScript.of(
            "slices/numbers",
            "7e6ed2f45283701c6fe7e318183ca9db7b330bc7",
            """
            slices/numbers.lua

            1*0:5
            2=0:2
            5=0:6
            7*0:5
            8*0:7
            """,
            """
            local result = (function()
            local log = KEYS[1]
            local last = tonumber(ARGV[1])
            local from = tonumber(ARGV[2]) or 1
            redis.call('RPUSH', log, from)
            return { from or false, from < last and from + 1 or nil or false }
            end)()
            return result
            """);

    private static final CompiledScript SCORES = CompiledScript.readOnly(
            "slices/scores",
            "870413728d3cf67d106be72a66eedaa4aab1af0c",
            """
            slices/scores.lua

            1*0:4
            6=0:2
            8=0:5
            10*0:4
            11*0:6
            """,
            """
            local function number(v)
              if type(v) == 'number' then return string.format('%.17g', v) end
              return v
            end
            local result = (function()
            local members = KEYS[1]
            local after = tonumber(ARGV[1]) or -1
            local found = redis.call('ZRANGEBYSCORE', members, '(' .. string.format('%.17g', after), '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
            return { found[1] or false, number(tonumber(found[2])) or false }
            end)()
            return result
            """);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public SlicesLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(NUMBERS, SCORES);
    }

    /**
     * Writes down the number of each slice.
     */
    @Override
    public Resumable<Slices.Numbered> numbers(String log, long last) {
        return ResumableCall.<Slices.Numbered, Long>of(
                this.executor,
                null,
                from -> NUMBERS.call()
                    .key("log", log)
                    .integer("last", last)
                    .optional("from", from, ScriptCall::integer)
                    .returning(Slices.Numbered.class, SlicesLua::readNumbered),
                slice -> slice.from());
    }

    /**
     * Writes down the number of each slice.
     */
    @Override
    public Resumable<Slices.Numbered> numbersFrom(String log, long last, @Nullable Long from) {
        return ResumableCall.<Slices.Numbered, Long>of(
                this.executor,
                from,
                _from -> NUMBERS.call()
                    .key("log", log)
                    .integer("last", last)
                    .optional("_from", _from, ScriptCall::integer)
                    .returning(Slices.Numbered.class, SlicesLua::readNumbered),
                slice -> slice.from());
    }

    /**
     * The next member of a sorted set, by its score.
     */
    @Override
    public Resumable<Slices.Scored> scores(String members) {
        return ResumableCall.<Slices.Scored, Double>of(
                this.executor,
                null,
                after -> SCORES.call()
                    .key("members", members)
                    .optional("after", after, ScriptCall::number)
                    .returning(Slices.Scored.class, SlicesLua::readScored),
                slice -> slice.after());
    }

    /**
     * The next member of a sorted set, by its score.
     */
    @Override
    public Resumable<Slices.Scored> scoresFrom(String members, @Nullable Double after) {
        return ResumableCall.<Slices.Scored, Double>of(
                this.executor,
                after,
                _after -> SCORES.call()
                    .key("members", members)
                    .optional("_after", _after, ScriptCall::number)
                    .returning(Slices.Scored.class, SlicesLua::readScored),
                slice -> slice.after());
    }

    private static Slices.Numbered readNumbered(Reply reply) {
        reply.fields(2);
        long number = reply.integer(".number");
        Long from = reply.skipNil() ? null : reply.integer(".from");
        return new Slices.Numbered(number, from);
    }

    private static Slices.Scored readScored(Reply reply) {
        reply.fields(2);
        String member = reply.skipNil() ? null : reply.string(".member");
        Double after = reply.skipNil() ? null : reply.number(".after");
        return new Slices.Scored(member, after);
    }
}
