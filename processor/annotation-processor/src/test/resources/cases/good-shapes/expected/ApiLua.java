package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.FailureValue;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.Shapes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from jobs/finish.lua, jobs/scores.lua, jobs/ranking.lua, jobs/find.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript FINISH = CompiledScript.readOnly(
            "jobs/finish",
            "f287b01e719502f1993d96f659ca29a4cd2ea467",
            """
            jobs/finish.lua

            1*0:2
            2=0:1
            3=0:5
            9*0:2
            """,
            """
            local result = (function()
            local job = KEYS[1]
            if redis.call('EXISTS', job) == 0 then return -1 end
            if redis.call('HEXISTS', job, 'lock') == 0 then return -2 end
            local others = redis.call('HLEN', job)
            if others > 3 then return others end
            if others > 2 then return { attempt = others } end
            return { id = 'x' }
            end)()
            local function record_1(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.id or false, v.note or false }
            end
            local function record_2(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { v.attempt or false }
            end
            local function marked(v)
              return type(v.err) == 'string' or (type(v.ok) == 'string' and next(v, next(v)) == nil)
            end
            local function union_3(v)
              local kind = type(v)
              if kind == 'table' and marked(v) then return v end
              if kind == 'table' and v.id ~= nil then return { 0, record_1(v) } end
              if kind == 'table' and v.attempt ~= nil then return { 1, record_2(v) } end
              return v
            end
            return union_3(result)
            """);

    private static final CompiledScript SCORES = CompiledScript.readOnly(
            "jobs/scores",
            "d23282a6565fb9267da73de5a2500d321d45b7a7",
            """
            jobs/scores.lua

            1*0:2
            2=0:1
            3=0:3
            4*0:2
            5*0:3
            """,
            """
            local result = (function()
            local job = KEYS[1]
            return redis.call('ZRANGE', job, 0, -1, 'WITHSCORES')
            end)()
            local function number(v)
              if type(v) == 'number' then return string.format('%.17g', v) end
              return v
            end
            local function pairs_1(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              local reply = {}
              if type(v.map) == 'table' then
                for k, x in pairs(v.map) do
                  reply[#reply + 1] = k
                  reply[#reply + 1] = number(x) or false
                end
                return reply
              end
              for i = 1, #v do
                if i % 2 == 1 then reply[i] = v[i] else reply[i] = number(v[i]) or false end
              end
              return reply
            end
            return pairs_1(result)
            """);

    private static final CompiledScript RANKING = CompiledScript.readOnly(
            "jobs/ranking",
            "d23282a6565fb9267da73de5a2500d321d45b7a7",
            """
            jobs/ranking.lua

            1*0:2
            2=0:1
            3=0:3
            4*0:2
            5*0:3
            """,
            """
            local result = (function()
            local job = KEYS[1]
            return redis.call('ZRANGE', job, 0, -1, 'WITHSCORES')
            end)()
            local function number(v)
              if type(v) == 'number' then return string.format('%.17g', v) end
              return v
            end
            local function pairs_1(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              local reply = {}
              if type(v.map) == 'table' then
                for k, x in pairs(v.map) do
                  reply[#reply + 1] = k
                  reply[#reply + 1] = number(x) or false
                end
                return reply
              end
              for i = 1, #v do
                if i % 2 == 1 then reply[i] = v[i] else reply[i] = number(v[i]) or false end
              end
              return reply
            end
            return pairs_1(result)
            """);

    private static final CompiledScript FIND = CompiledScript.readOnly(
            "jobs/find",
            "3b9ce5f7b3b8c1ea8d2e0ed8799571b040807004",
            """
            jobs/find.lua

            1=0:1
            2=0:3
            """,
            """
            local job = KEYS[1]
            return redis.call('GET', job) or redis.call('STRLEN', job)
            """);

    private static final Shapes<Api.Outcome> FINISH_SHAPES = new Shapes<Api.Outcome>()
            .failure(FailureValue.integer(-1L), "MissingKey", "the job does not exist")
            .failure(FailureValue.integer(-2L), new Api.Outcome.MissingLock(-2L))
            .tagged(ApiLua::readDone)
            .tagged(ApiLua::readAgain)
            .integer(reply -> new Api.Outcome.Waiting(reply.integer()));

    private static final Shapes<Object> FIND_SHAPES = new Shapes<Object>()
            .integer(Reply::integer)
            .string(Reply::string);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public ApiLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(FINISH, SCORES, RANKING, FIND);
    }

    @Override
    public Api.Outcome finish(String job) {
        return this.executor.execute(FINISH.call()
                .key("job", job)
                .returning(Api.Outcome.class, FINISH_SHAPES));
    }

    @Override
    public Map<String, Double> scores(String job) {
        return this.executor.execute(SCORES.call()
                .key("job", job)
                .returning(Map.class, reply -> reply.pairs(Reply::string, Reply::number)));
    }

    @Override
    public List<Api.Score> ranking(String job) {
        return this.executor.execute(RANKING.call()
                .key("job", job)
                .returning(List.class, reply -> reply.pairs(ApiLua::readScore)));
    }

    @Override
    public Optional<Object> find(String job) {
        return this.executor.execute(FIND.call()
                .key("job", job)
                .returning(Optional.class, reply -> reply.optional(FIND_SHAPES)));
    }

    private static Api.Outcome.Done readDone(Reply reply) {
        reply.fields(2);
        String id = reply.string(".id");
        Optional<String> note = reply.optional(".note", Reply::string);
        return new Api.Outcome.Done(id, note);
    }

    private static Api.Outcome.Again readAgain(Reply reply) {
        reply.fields(1);
        long attempt = reply.integer(".attempt");
        return new Api.Outcome.Again(attempt);
    }

    private static Api.Score readScore(Reply reply) {
        String member = reply.string("[0]");
        double score = reply.number("[1]");
        return new Api.Score(member, score);
    }
}
