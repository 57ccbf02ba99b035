package app;

import dev.moonlet.Resumable;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ResumableCall;
import dev.moonlet.codegen.ScriptCall;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api.Scores} on Redis.
 *
 * <p>Written from by_score.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
final class Api_ScoresLua implements Api.Scores {
    private static final CompiledScript BY_SCORE = CompiledScript.readOnly(
            "by_score",
            "f33f9de6ecfee3f65121d9617003dabf84c90692",
            """
            by_score.lua

            1*0:3
            2=0:1
            4=0:4
            14*0:3
            15*0:13
            """,
            """
            local result = (function()
            local source = KEYS[1]
            local score = tonumber(ARGV[1]) or 0
            local last
            local members = {}
            for i, value in ipairs(redis.call('ZRANGEBYSCORE', source, '(' .. score, '+inf', 'WITHSCORES', 'LIMIT', 0, 100)) do
              if i % 2 == 1 then
                members[#members + 1] = value
              else
                last = tonumber(value)
              end
            end
            return { score = last, members = members }
            end)()
            local function number(v)
              if type(v) == 'number' then return string.format('%.17g', v) end
              return v
            end
            local function record_1(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { number(v.score) or false, v.members or false }
            end
            return record_1(result)
            """);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public Api_ScoresLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(BY_SCORE);
    }

    @Override
    public Resumable<Api.Page<String>> pages(String source) {
        return ResumableCall.<Api.Page<String>, Double>of(
                this.executor,
                null,
                score -> BY_SCORE.call()
                    .key("source", source)
                    .optional("score", score, ScriptCall::number)
                    .returning(Api.Page.class, Api_ScoresLua::readPageOfString),
                slice -> slice.score());
    }

    @Override
    public Resumable<Api.Page<String>> slice(String source, Optional<Double> score) {
        return ResumableCall.<Api.Page<String>, Double>of(
                this.executor,
                score.orElse(null),
                _score -> BY_SCORE.call()
                    .key("source", source)
                    .optional("_score", _score, ScriptCall::number)
                    .returning(Api.Page.class, Api_ScoresLua::readApiPageOfString),
                slice -> slice.score());
    }

    private static Api.Page<String> readPageOfString(Reply reply) {
        reply.fields(2);
        Double score = reply.skipNil() ? null : reply.number(".score");
        List<String> members = reply.list(".members", Reply::string);
        return new Api.Page<String>(score, members);
    }

    private static Api.Page<String> readApiPageOfString(Reply reply) {
        reply.fields(2);
        Double score = reply.skipNil() ? null : reply.number(".score");
        List<String> members = reply.list(".members", Reply::string);
        return new Api.Page<String>(score, members);
    }
}
