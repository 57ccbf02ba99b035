package app;

import dev.moonlet.Resumable;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ResumableCall;
import dev.moonlet.codegen.ScriptCall;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;
import reactor.core.publisher.Flux;

/**
 * Runs the scripts of {@link Api.Trim} on Redis.
 *
 * <p>Written from trim.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
final class Api_TrimLua implements Api.Trim {
    private static final CompiledScript TRIM = CompiledScript.of(
            "trim",
            "4fa3f67554278d32deec8909f2d2f2da1809de64",
            """
            trim.lua

            1*0:5
            2=0:2
            5=0:6
            7*0:5
            8*0:7
            """,
            """
            local result = (function()
            local source = KEYS[1]
            local limit = tonumber(ARGV[1])
            local position = tonumber(ARGV[2]) or 0
            local count = redis.call('ZREMRANGEBYRANK', source, 0, limit - 1)
            return { count or false, count > 0 and position + count or nil or false }
            end)()
            return result
            """);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public Api_TrimLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(TRIM);
    }

    /**
     * Removes the lowest members of a sorted set.
     */
    @Override
    public Resumable<Api.Slice> all(String source, int limit) {
        return ResumableCall.<Api.Slice, Long>of(
                this.executor,
                null,
                position -> TRIM.call()
                    .key("source", source)
                    .integer("limit", limit)
                    .optional("position", position, ScriptCall::integer)
                    .returning(Api.Slice.class, Api_TrimLua::readSlice),
                slice -> slice.position());
    }

    /**
     * Removes the lowest members of a sorted set.
     */
    @Override
    public Iterator<Api.Slice> iterator(String source, int limit) {
        return ResumableCall.<Api.Slice, Long>of(
                this.executor,
                null,
                position -> TRIM.call()
                    .key("source", source)
                    .integer("limit", limit)
                    .optional("position", position, ScriptCall::integer)
                    .returning(Api.Slice.class, Api_TrimLua::readSlice),
                slice -> slice.position()).iterator();
    }

    /**
     * Removes the lowest members of a sorted set.
     */
    @Override
    public Stream<Api.Slice> stream(String source, int limit) {
        return ResumableCall.<Api.Slice, Long>of(
                this.executor,
                null,
                position -> TRIM.call()
                    .key("source", source)
                    .integer("limit", limit)
                    .optional("position", position, ScriptCall::integer)
                    .returning(Api.Slice.class, Api_TrimLua::readSlice),
                slice -> slice.position()).stream();
    }

    /**
     * Removes the lowest members of a sorted set.
     */
    @Override
    public Flux<Api.Slice> flux(String source, int limit) {
        return ResumableCall.<Api.Slice, Long>of(
                this.executor,
                null,
                position -> TRIM.call()
                    .key("source", source)
                    .integer("limit", limit)
                    .optional("position", position, ScriptCall::integer)
                    .returning(Api.Slice.class, Api_TrimLua::readSlice),
                slice -> slice.position()).flux();
    }

    /**
     * Removes the lowest members of a sorted set.
     */
    @Override
    public Resumable<Api.Slice> from(String source, int limit, Long position) {
        return ResumableCall.<Api.Slice, Long>of(
                this.executor,
                position,
                _position -> TRIM.call()
                    .key("source", source)
                    .integer("limit", limit)
                    .optional("_position", _position, ScriptCall::integer)
                    .returning(Api.Slice.class, Api_TrimLua::readSlice),
                slice -> slice.position());
    }

    /**
     * Removes the lowest members of a sorted set.
     */
    @Override
    public Resumable<Api.Slice> fromPrimitive(String source, int limit, long position) {
        return ResumableCall.<Api.Slice, Long>of(
                this.executor,
                position,
                _position -> TRIM.call()
                    .key("source", source)
                    .integer("limit", limit)
                    .optional("_position", _position, ScriptCall::integer)
                    .returning(Api.Slice.class, Api_TrimLua::readSlice),
                slice -> slice.position());
    }

    /**
     * Removes the lowest members of a sorted set.
     */
    @Override
    public Resumable<Api.Slice> of(Api.Source source, Optional<Long> position) {
        return ResumableCall.<Api.Slice, Long>of(
                this.executor,
                position.orElse(null),
                _position -> TRIM.call()
                    .supplied("source", source)
                    .key("source.source", source.source())
                    .integer("source.limit", source.limit())
                    .optional("_position", _position, ScriptCall::integer)
                    .returning(Api.Slice.class, Api_TrimLua::readSlice),
                slice -> slice.position());
    }

    /**
     * Removes the lowest members of a sorted set.
     */
    @Override
    public Api.Slice one(String source, int limit) {
        return this.executor.execute(TRIM.call()
                .key("source", source)
                .integer("limit", limit)
                .absent("position")
                .returning(Api.Slice.class, Api_TrimLua::readSlice));
    }

    /**
     * Removes the lowest members of a sorted set.
     *
     * @param position how many are gone
     */
    @Override
    public CompletionStage<Api.Slice> oneAsync(String source, int limit, Long position) {
        return this.executor.executeAsync(TRIM.call()
                .key("source", source)
                .integer("limit", limit)
                .optional("position", position, ScriptCall::integer)
                .returning(Api.Slice.class, Api_TrimLua::readSlice));
    }

    /**
     * Removes the lowest members of a sorted set.
     */
    @Override
    public Resumable<Api.Maybe> maybe(String source, int limit) {
        return ResumableCall.<Api.Maybe, Long>of(
                this.executor,
                null,
                position -> TRIM.call()
                    .key("source", source)
                    .integer("limit", limit)
                    .optional("position", position, ScriptCall::integer)
                    .readTimeout(100)
                    .returning(Api.Maybe.class, Api_TrimLua::readMaybe),
                slice -> slice.position().orElse(null));
    }

    private static Api.Slice readSlice(Reply reply) {
        reply.fields(2);
        long count = reply.integer(".count");
        Long position = reply.skipNil() ? null : reply.integer(".position");
        return new Api.Slice(count, position);
    }

    private static Api.Maybe readMaybe(Reply reply) {
        reply.fields(2);
        long count = reply.integer(".count");
        Optional<Long> position = reply.optional(".position", Reply::integer);
        return new Api.Maybe(count, position);
    }
}
