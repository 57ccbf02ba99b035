package dev.moonlet.internal.protocol;

import io.lettuce.core.protocol.CommandType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * By which commands a server and its user let scripts be called, as far as their error replies have told. What is lacking is
 * tried again on the next connection only.
 *
 * <p>Safe for use by several threads.
 */
public final class CommandSupport {

    private static final List<CommandType> READING_BY_DIGEST =
            List.of(CommandType.EVALSHA_RO, CommandType.EVALSHA, CommandType.EVAL_RO, CommandType.EVAL);
    private static final List<CommandType> READING_BY_TEXT =
            List.of(CommandType.EVAL_RO, CommandType.EVAL, CommandType.EVALSHA_RO, CommandType.EVALSHA);
    private static final List<CommandType> BY_DIGEST = List.of(CommandType.EVALSHA, CommandType.EVAL);
    private static final List<CommandType> BY_TEXT = List.of(CommandType.EVAL, CommandType.EVALSHA);

    private final Set<CommandType> lacking = ConcurrentHashMap.newKeySet();
    private final Set<CommandType> proven = ConcurrentHashMap.newKeySet();
    private final Map<String, String> loadErrors = new ConcurrentHashMap<>();
    private volatile boolean complete = true;
    private volatile boolean scriptLoad = true;
    private volatile boolean shebang = true;

    /** Whether a command sends the digest of a script, and not its text. */
    public static boolean isByDigest(CommandType command) {
        return command == CommandType.EVALSHA || command == CommandType.EVALSHA_RO;
    }

    /** Whether a command calls a function. */
    static boolean isOfFunctions(CommandType command) {
        return command == CommandType.FCALL || command == CommandType.FCALL_RO;
    }

    /**
     * The command for a call: the first that is not lacking.
     *
     * @param reading whether the script only reads
     * @param text whether its text is to be sent, if that is possible
     */
    public CommandType choose(boolean reading, boolean text) {
        List<CommandType> commands = reading ? text ? READING_BY_TEXT : READING_BY_DIGEST : text ? BY_TEXT : BY_DIGEST;
        if (complete) {
            return commands.get(0);
        }
        for (CommandType command : commands) {
            if (!lacking.contains(command)) {
                return command;
            }
        }
        return commands.get(0);
    }

    /** The command by which a call is sent. With its text, if its script can't be loaded or that has not helped. */
    public CommandType command(PendingCall<?> call) {
        boolean text = !loads(call.isReadOnly())
                || call.rejections() >= PendingCall.ROUNDS
                || loadError(call.script()).isPresent();
        return command(call, text);
    }

    /** The command by which a call is sent with its text, if that is possible. */
    public CommandType textCommand(PendingCall<?> call) {
        return command(call, true);
    }

    private CommandType command(PendingCall<?> call, boolean text) {
        boolean reading = call.isReadOnly();
        if (call.script().isFunction()) {
            return ofFunctions(reading);
        }
        return call.isText() ? chooseText(reading) : choose(reading, text);
    }

    /** The command for a function, which has no other form. */
    public static CommandType ofFunctions(boolean reading) {
        return reading ? CommandType.FCALL_RO : CommandType.FCALL;
    }

    /** The command for a call that must be sent with its text, whether that is lacking or not. */
    public CommandType chooseText(boolean reading) {
        return reading && has(CommandType.EVAL_RO) ? CommandType.EVAL_RO : CommandType.EVAL;
    }

    /** Whether scripts that only read can be run as such, which a replica does too. */
    public boolean reads() {
        return has(CommandType.EVALSHA_RO) || has(CommandType.EVAL_RO);
    }

    /** Notes that a command is lacking. */
    public synchronized void lacks(CommandType command) {
        lacking.add(command);
        proven.remove(command);
        complete = false;
    }

    /**
     * Whether the server has accepted a command. {@code EVALSHA} is taken for granted: a server that lacks it rejects all that
     * was sent behind it, too. So are the commands that call functions, because there is no other command for these calls.
     */
    public boolean isProven(CommandType command) {
        return command == CommandType.EVALSHA || isOfFunctions(command) || proven.contains(command);
    }

    /** Notes that the server has accepted a command. */
    public void proves(CommandType command) {
        if (!isProven(command)) {
            proven.add(command);
        }
    }

    /** Whether a command may be there. */
    public boolean has(CommandType command) {
        return !lacking.contains(command);
    }

    /** Notes why the server has not loaded a script. */
    public void failedToLoad(LinkedScript script, String error) {
        loadErrors.put(script.digest(), error);
    }

    /** Why the server has not loaded a script, in the form that it can read; empty if that is not known. */
    public Optional<String> loadError(LinkedScript script) {
        return Optional.ofNullable(loadErrors.get(readable(script).digest()));
    }

    /** Notes that a script is being loaded again. */
    public void loadsAgain(LinkedScript script) {
        loadErrors.remove(script.digest());
    }

    /** Notes that scripts can't be loaded. */
    public void lacksScriptLoad() {
        scriptLoad = false;
    }

    /**
     * Whether scripts can be loaded and called by their digests; else each call has the text with it.
     *
     * @param reading whether the scripts only read
     */
    public boolean loads(boolean reading) {
        return scriptLoad && (has(CommandType.EVALSHA) || (reading && has(CommandType.EVALSHA_RO)));
    }

    /** Whether a call can be sent with its text. */
    public boolean sendsText(boolean reading) {
        return !isByDigest(choose(reading, true));
    }

    /** Whether a script can come to the server at all: loaded, or with a call. */
    public boolean brings(boolean reading) {
        return scriptLoad || sendsText(reading);
    }

    /** Notes that the server can't read the first line of scripts that have flags. */
    public void lacksShebang() {
        shebang = false;
    }

    /** A script in the form that the server can read. */
    public LinkedScript readable(LinkedScript script) {
        return shebang || !script.hasShebang() ? script : script.withoutShebang();
    }

    /** Whether the server can read a script, or a form of it that does the same. */
    public boolean canRead(LinkedScript script) {
        return shebang || script.newerFlag().isEmpty();
    }

    /** Forgets everything: the next connection can lead to another server. */
    public synchronized void reset() {
        lacking.clear();
        proven.clear();
        loadErrors.clear();
        complete = true;
        scriptLoad = true;
        shebang = true;
    }
}
