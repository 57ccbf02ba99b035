package dev.moonlet.scripts;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ScriptCall;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Notes} on Redis.
 *
 * <p>Written from note.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class NotesLua implements Notes {
    private static final CompiledScript NOTE = CompiledScript.of(
            "note",
            "8b81a42084991c373bb7ce39ddc792468abb91d6",
            """
            note.lua

            1=0:2
            6=0:8
            """,
            """
            local note = KEYS[1]
            local copy = KEYS[2]
            local revision = tonumber(ARGV[1])
            local author = ARGV[2] if (author or '') == '' then author = nil else author = string.sub(author, 2) end
            local words = {} for i = 3, #ARGV do words[i - 2] = ARGV[i] end
            if revision < 0 then
              return redis.error_reply("STALE revision of the note")
            end
            if #words == 0 then
              return nil
            end
            local text = string.format('%.17g', revision) .. ' ' .. (author or '-') .. ' ' .. table.concat(words, ' ')
            redis.call('SET', note, text)
            redis.call('SET', copy, text)
            redis.call('INCR', note .. ':runs')
            return text
            """);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public NotesLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(NOTE);
    }

    /**
     * Writes down what it was called with.
     */
    @Override
    public Optional<String> write(Notes.Place place, long revision, List<String> words) {
        return this.executor.execute(writeCall(place, revision, words));
    }

    /**
     * Writes down what it was called with.
     */
    @Override
    public CompletableFuture<Optional<String>> writeAsync(Notes.Place place, long revision,
            List<String> words) {
        return this.executor.executeAsync(writeCall(place, revision, words)).toCompletableFuture();
    }

    /**
     * Writes down what it was called with.
     */
    @Override
    public Optional<String> writeHastily(Notes.Place place, long revision, List<String> words) {
        return this.executor.execute(writeHastilyCall(place, revision, words));
    }

    /**
     * Writes down what it was called with.
     */
    @Override
    public CompletableFuture<Optional<String>> writeHastilyAsync(Notes.Place place, long revision,
            List<String> words) {
        return this.executor.executeAsync(writeHastilyCall(place, revision,
                words)).toCompletableFuture();
    }

    private static ScriptInvocation<Optional<String>> writeCall(Notes.Place place, long revision,
            List<String> words) {
        return NOTE.call()
                .supplied("place", place)
                .key("place.note", place.note())
                .computedKey("copy", call ->
                        call.key("place.note", place.note()).string("copy", ":copy"))
                .integer("revision", revision)
                .optionalStringOf("place.author", place.author(), ScriptCall::string)
                .rest("words", words, ScriptCall::string)
                .returning(Optional.class, reply -> reply.optional(Reply::string));
    }

    private static ScriptInvocation<Optional<String>> writeHastilyCall(Notes.Place place,
            long revision, List<String> words) {
        return NOTE.call()
                .supplied("place", place)
                .key("place.note", place.note())
                .computedKey("copy", call ->
                        call.key("place.note", place.note()).string("copy", ":copy"))
                .integer("revision", revision)
                .optionalStringOf("place.author", place.author(), ScriptCall::string)
                .rest("words", words, ScriptCall::string)
                .readTimeout(50)
                .returning(Optional.class, reply -> reply.optional(Reply::string));
    }
}
