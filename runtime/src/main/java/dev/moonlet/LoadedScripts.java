package dev.moonlet;

import dev.moonlet.generated.CompiledScript;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.BooleanListOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The scripts that a server is taken to have, and the commands that load some and ask for them.
 *
 * <p>Safe for use by several threads.
 *
 * @see <a href="https://redis.io/docs/latest/commands/script-load/">SCRIPT LOAD</a>
 */
final class LoadedScripts {

    /** A server that loads this script can read the first line of scripts that have flags. */
    private static final CompiledScript FLAGGED = new CompiledScript(
            "flagged", "77f21361171213377cb083e2ffc2ae24ffdff8fb", "\n", "#!lua flags=no-writes\nreturn 1");

    private final Set<String> digests = ConcurrentHashMap.newKeySet();
    private final CommandSupport support = new CommandSupport();

    boolean contains(CompiledScript script) {
        return digests.contains(script.digest());
    }

    boolean containsAll(Collection<String> all) {
        return digests.containsAll(all);
    }

    boolean isEmpty() {
        return digests.isEmpty();
    }

    void addAll(Collection<String> more) {
        digests.addAll(more);
    }

    /** Nothing is taken for loaded any more. */
    void clear() {
        digests.clear();
    }

    /** By which commands scripts can be called and loaded. */
    CommandSupport support() {
        return support;
    }

    /**
     * A command that loads a script.
     *
     * @param refused runs if that is not allowed: what was sent behind it is going to be refused, and nothing may overtake it
     * @param answered runs when that is done, or can't be
     */
    AsyncCommand<byte[], byte[], String> load(CompiledScript script, Runnable refused, Runnable answered) {
        CommandArgs<byte[], byte[]> args =
                new CommandArgs<>(ByteArrayCodec.INSTANCE).add("LOAD").add(script.text());
        StatusOutput<byte[], byte[]> output = new StatusOutput<>(ByteArrayCodec.INSTANCE);
        AsyncCommand<byte[], byte[], String> command =
                new AsyncCommand<>(new Command<>(ScriptKeyword.SCRIPT, output, args));
        command.onComplete((digest, failure) -> {
            String error = output.getError();
            if (failure != null && error != null && RetryableError.isShebangUnknown(error)) {
                support.lacksShebang();
                support.failedToLoad(script, error);
            } else if (failure != null && isForbidden(error)) {
                refused.run();
                support.lacksScriptLoad();
            } else if (failure != null
                    && error != null
                    && ErrorReply.parse(error).isOfScript()) {
                support.failedToLoad(script, error);
            }
            answered.run();
        });
        return command;
    }

    /** A command whose reply tells whether the server can read the first line of scripts that have flags. */
    AsyncCommand<byte[], byte[], String> askForShebang() {
        return load(FLAGGED, () -> {}, () -> {});
    }

    /**
     * A command that asks which scripts are there, of those that are taken for loaded and of some more.
     *
     * @param answered runs when the answer is known here, or when there is none
     */
    AsyncCommand<byte[], byte[], List<Boolean>> askFor(Set<String> more, Runnable answered) {
        Set<String> union = new LinkedHashSet<>(digests);
        union.addAll(more);
        List<String> asked = List.copyOf(union);
        CommandArgs<byte[], byte[]> args = new CommandArgs<>(ByteArrayCodec.INSTANCE).add("EXISTS");
        asked.forEach(args::add);
        BooleanListOutput<byte[], byte[]> output = new BooleanListOutput<>(ByteArrayCodec.INSTANCE);
        AsyncCommand<byte[], byte[], List<Boolean>> command =
                new AsyncCommand<>(new Command<>(ScriptKeyword.SCRIPT, output, args));
        command.onComplete((there, failure) -> {
            try {
                clear();
                if (isForbidden(output.getError())) {
                    addAll(asked); // nobody tells, so that loading has to do
                } else if (failure == null && there.size() == asked.size()) {
                    IntStream.range(0, asked.size())
                            .filter(there::get)
                            .mapToObj(asked::get)
                            .forEach(digests::add);
                }
            } finally {
                answered.run();
            }
        });
        return command;
    }

    /** Whether an error says that the server does not have {@code SCRIPT}, or that the user may not run it. */
    private static boolean isForbidden(@Nullable String error) {
        if (error == null) {
            return false;
        }
        ErrorReply reply = ErrorReply.parse(error);
        return reply.code().equals("NOPERM")
                || (reply.code().equals("ERR")
                        && reply.line() == 0
                        && reply.description().contains("command"));
    }
}
