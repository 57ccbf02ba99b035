package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.JsonTable;
import dev.moonlet.codegen.ScriptCall;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from find.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
@NullMarked
final class ApiLua implements Api {
    private static final CompiledScript FIND = CompiledScript.readOnly(
            "find",
            "c59d90d16f8f385da1539a1f52dd7b1d91022fe2",
            """
            find.lua

            1=0:1
            5=0:6
            """,
            """
            local key = KEYS[1]
            local other = ARGV[1] if (other or '') == '' then other = nil else other = string.sub(other, 2) end
            local raw = ARGV[2] if (raw or '') == '' then raw = nil else raw = string.sub(raw, 2) end
            local ignored = cjson.decode(ARGV[3])
            return redis.call('GET', key) or other or raw or ignored[1]
            """);

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
        return List.of(FIND);
    }

    @Override
    public @Nullable String find(String key, @Nullable String other, byte @Nullable [] raw,
            List<@Nullable String> ignored) {
        return this.executor.execute(FIND.call()
                .key("key", key)
                .optionalString("other", other, ScriptCall::string)
                .optionalString("raw", raw, ScriptCall::string)
                .array("ignored", ignored, JsonTable::string)
                .returning(String.class, reply -> reply.skipNil() ? null : reply.string()));
    }

    @Override
    public CompletionStage<@Nullable String> findAsync(String key, @Nullable String other,
            byte @Nullable [] raw, List<String> ignored) {
        return this.executor.executeAsync(FIND.call()
                .key("key", key)
                .optionalString("other", other, ScriptCall::string)
                .optionalString("raw", raw, ScriptCall::string)
                .array("ignored", ignored, JsonTable::string)
                .returning(String.class, reply -> reply.skipNil() ? null : reply.string()));
    }
}
