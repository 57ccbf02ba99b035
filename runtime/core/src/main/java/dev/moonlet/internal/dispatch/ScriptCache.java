package dev.moonlet.internal.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.CommandSupport;
import dev.moonlet.internal.protocol.LibraryConflict;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.LoadedScripts;
import dev.moonlet.internal.protocol.PendingCall;
import dev.moonlet.internal.protocol.SourceMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the script cache of the server at the other end of a connection, and the commands that fill it.
 *
 * <p>A server loses all its scripts at once. If it rejects a call, it therefore rejects all that were sent behind it, and none
 * overtakes it. When a script is added, {@code SCRIPT EXISTS} asks for it and for the first of the others: if that is still
 * there, so are the rest. {@link #generation()} changes whenever the scripts are no longer taken to be loaded.
 *
 * <p>Safe for use by several threads. Its lock is held for its own fields only: a queue may hold its lock while it asks, and no
 * lock is held while commands are sent and listeners are called.
 *
 * @see <a href="https://redis.io/docs/latest/commands/script-load/">SCRIPT LOAD</a>
 */
public final class ScriptCache implements LoadedScripts {

    /**
     * How loading ended.
     *
     * @param error the server's error reply; {@code null} if there was none
     * @param failure why there was no reply; {@code null} if there was one
     */
    record Outcome(@Nullable String error, @Nullable Throwable failure) {

        static final Outcome LOADED = new Outcome(null, null);

        boolean isSuccess() {
            return error == null && failure == null;
        }
    }

    /**
     * Who asked for a round.
     *
     * @param behind what is sent behind the scripts if that is safe, and handed back otherwise
     */
    record Request(List<Attempt<?>> behind, Consumer<Outcome> listener) {}

    /** A server that loads this script can read the first line of scripts that have flags. */
    private static final LinkedScript FLAGGED = new LinkedScript(
            "flagged",
            "77f21361171213377cb083e2ffc2ae24ffdff8fb",
            "#!lua flags=no-writes\nreturn 1".getBytes(StandardCharsets.US_ASCII),
            SourceMap.decode("\n"),
            false,
            Set.of());

    private final CommandWriter writer;
    private final CommandSupport support = new CommandSupport();
    private final KnownScripts known = new KnownScripts();

    @GuardedBy("this")
    private @Nullable LoadRound round;

    @GuardedBy("this")
    private final Map<String, LinkedScript> requested = new LinkedHashMap<>();

    @GuardedBy("this")
    private List<Request> waiting = new ArrayList<>();

    ScriptCache(CommandWriter writer) {
        this.writer = writer;
    }

    CommandWriter writer() {
        return writer;
    }

    KnownScripts known() {
        return known;
    }

    /** By which commands scripts can be called and loaded. */
    @Override
    public CommandSupport support() {
        return support;
    }

    /** Whether the script of a call has to be loaded before. */
    boolean lacksScriptOf(PendingCall<?> call) {
        LinkedScript script = call.script();
        if (script.isFunction()) {
            return !known.hasLibrary(script.digest());
        }
        return support.loads(call.isReadOnly())
                && !known.contains(support.readable(script).digest());
    }

    /** Whether the server had the library of a function already when that was loaded last. */
    boolean hadLibrary(LinkedScript function) {
        return known.hadLibrary(function.digest());
    }

    /** The library that the server has in the place of that of a function, if that was found; it is looked for again then. */
    @Nullable
    LibraryConflict takeConflict(LinkedScript function) {
        return known.takeConflict(function.digest());
    }

    @Override
    public int generation() {
        return known.generation();
    }

    /** A script is sent with a call. */
    void onSentAsText(LinkedScript script) {
        known.onSentAsText(support.readable(script).digest());
    }

    @Override
    public void clear(int ofGeneration) {
        known.clear(ofGeneration);
    }

    /** No script is taken to be loaded any more. */
    void clear() {
        known.clear();
    }

    /** The connection was lost: the next one may lead to another server. */
    void onDisconnected() {
        LoadRound lost;
        synchronized (this) {
            clear();
            support.reset();
            lost = round;
        }
        if (lost != null) {
            lost.cancel();
        }
    }

    /** Finds out whether the server can read the first line of scripts that have flags, before what is sent next is answered. */
    public void probeFlags() {
        writer.send(new LoadRound(this, List.of(), List.of()).load(FLAGGED));
        writer.flush();
    }

    /** Whether no script is being loaded. */
    synchronized boolean isIdle() {
        return round == null;
    }

    /**
     * Loads scripts, together with those that others ask for meanwhile. Whether they are there then, {@link #lacksScriptOf} tells.
     *
     * @param behind calls of the script to send in the same write, if there is only one
     * @param flush whether to send at once, and not with what the users of the connection flush themselves
     */
    void load(Collection<LinkedScript> scripts, List<Attempt<?>> behind, boolean flush, Consumer<Outcome> listener) {
        synchronized (this) {
            scripts.forEach(script -> requested.put(script.digest(), script));
            waiting.add(new Request(behind, listener));
        }
        startRound(flush);
    }

    private void startRound(boolean flush) {
        LoadRound started;
        synchronized (this) {
            if (round != null || waiting.isEmpty()) {
                return;
            }
            requested.keySet().removeAll(known.digests());
            requested.keySet().removeAll(known.libraries());
            started = new LoadRound(this, List.copyOf(requested.values()), waiting);
            started.prepare();
            requested.clear();
            waiting = new ArrayList<>();
            round = started;
        }
        started.start(flush);
    }

    /** A round has ended, and the next one begins. */
    void end(LoadRound ended, Outcome outcome) {
        synchronized (this) {
            round = null;
        }
        writer.together(() -> ended.tell(outcome));
        startRound(true);
    }
}
