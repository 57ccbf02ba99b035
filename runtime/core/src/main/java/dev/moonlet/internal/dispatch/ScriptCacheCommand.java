package dev.moonlet.internal.dispatch;

import dev.moonlet.ScriptExecutionException;
import dev.moonlet.internal.protocol.ConnectionFailures;
import dev.moonlet.internal.protocol.LibraryFunction;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.ReplyOutput;
import dev.moonlet.internal.protocol.ScriptKeyword;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@code SCRIPT LOAD}, {@code SCRIPT EXISTS}, {@code FUNCTION LOAD} or {@code FUNCTION LIST}. It takes any reply, and none that is too large. */
final class ScriptCacheCommand extends AsyncCommand<byte[], byte[], ReplyOutput> {

    private final LinkedScript script;
    private final ReplyOutput reply;

    private ScriptCacheCommand(LinkedScript script, ReplyOutput reply, CommandArgs<byte[], byte[]> args) {
        super(new Command<>(script.isFunction() ? ScriptKeyword.FUNCTION : ScriptKeyword.SCRIPT, reply, args));
        this.script = script;
        this.reply = reply;
    }

    /** Loads a script, or the library of a function. */
    static ScriptCacheCommand load(LinkedScript script) {
        return new ScriptCacheCommand(
                script, new ReplyOutput(-1, false), args("LOAD").add(script.textCopy()));
    }

    /** Loads the library of a function between {@code MULTI} and {@code EXEC}. */
    static ScriptCacheCommand loadInTransaction(LibraryFunction function) {
        return new ScriptCacheCommand(
                function, new ReplyOutput(-1, true), args("LOAD").add(function.textCopy()));
    }

    /**
     * Asks for scripts.
     *
     * @param script one of those that have been loaded just now
     */
    static ScriptCacheCommand exists(LinkedScript script, List<String> digests) {
        CommandArgs<byte[], byte[]> args = args("EXISTS");
        digests.forEach(args::add);
        return new ScriptCacheCommand(script, new ReplyOutput(-1, false), args);
    }

    /** Asks for the library of a function, with its text. */
    static ScriptCacheCommand library(LibraryFunction function) {
        return new ScriptCacheCommand(
                function,
                new ReplyOutput(-1, false),
                args("LIST").add("LIBRARYNAME").add(function.library()).add("WITHCODE"));
    }

    /** The text of a library that was asked for; empty if the server does not have it. */
    Optional<String> text(LibraryFunction function) {
        try {
            return reply.decode(script, answer -> LoadedLibrary.text(answer.any(""), function.library()));
        } catch (ScriptExecutionException e) {
            return Optional.empty();
        }
    }

    private static CommandArgs<byte[], byte[]> args(String subcommand) {
        return new CommandArgs<>(ByteArrayCodec.INSTANCE).add(subcommand);
    }

    /** The server's error reply. Lettuce puts other failures into the output, too. */
    @Nullable
    String error(@Nullable Throwable failure) {
        return failure != null && ConnectionFailures.unwrapped(failure) instanceof RedisCommandExecutionException
                ? reply.error()
                : null;
    }

    /** Which scripts are there; empty if the reply is something else. */
    List<Boolean> existing() {
        try {
            return reply.decode(script, answers -> answers.list("", answer -> answer.integer("") == 1));
        } catch (ScriptExecutionException e) {
            return List.of();
        }
    }

    /** Called by Lettuce, once more on the next connection if there was no reply, or only a part of it. */
    @Override
    public void encode(ByteBuf buffer) {
        reply.clear();
        super.encode(buffer);
    }

    @Override
    public boolean completeExceptionally(Throwable thrown) {
        boolean ended = super.completeExceptionally(thrown);
        reply.stopReadingWhatIsTooLarge(thrown);
        return ended;
    }
}
