package dev.moonlet.internal.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.CommandSupport;
import dev.moonlet.internal.protocol.ConnectionFailures;
import dev.moonlet.internal.protocol.ErrorReply;
import dev.moonlet.internal.protocol.LibraryConflict;
import dev.moonlet.internal.protocol.LibraryFunction;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.LoadedScripts;
import dev.moonlet.internal.protocol.PendingCall;
import dev.moonlet.internal.protocol.RetryableError;
import dev.moonlet.internal.protocol.SourceMap;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.protocol.RedisCommand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

        boolean isSuccess() {
            return error == null && failure == null;
        }
    }

    /**
     * Who asked for a round.
     *
     * @param behind what is sent behind the scripts if that is safe, and handed back otherwise
     */
    private record Request(List<Attempt<?>> behind, Consumer<Outcome> listener) {}

    /** A server that loads this script can read the first line of scripts that have flags. */
    private static final LinkedScript FLAGGED = new LinkedScript(
            "flagged",
            "77f21361171213377cb083e2ffc2ae24ffdff8fb",
            "#!lua flags=no-writes\nreturn 1".getBytes(StandardCharsets.US_ASCII),
            SourceMap.decode("\n"),
            false,
            Set.of());

    private static final Outcome LOADED = new Outcome(null, null);

    private final CommandWriter writer;
    private final CommandSupport support = new CommandSupport();
    private final KnownScripts known = new KnownScripts();

    /** By the digests of the libraries that were not loaded. */
    private final Map<String, LibraryConflict> conflicts = new ConcurrentHashMap<>();

    @GuardedBy("this")
    private @Nullable Round round;

    @GuardedBy("this")
    private final Map<String, LinkedScript> requested = new LinkedHashMap<>();

    @GuardedBy("this")
    private List<Request> waiting = new ArrayList<>();

    ScriptCache(CommandWriter writer) {
        this.writer = writer;
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
        return conflicts.isEmpty() ? null : conflicts.remove(function.digest());
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
        Round lost;
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
        writer.send(new Round(List.of(), List.of()).load(FLAGGED));
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
        Round started;
        synchronized (this) {
            if (round != null || waiting.isEmpty()) {
                return;
            }
            requested.keySet().removeAll(known.digests());
            requested.keySet().removeAll(known.libraries());
            started = new Round(List.copyOf(requested.values()), waiting);
            started.prepare();
            requested.clear();
            waiting = new ArrayList<>();
            round = started;
        }
        started.start(flush);
    }

    private void end(Round ended, Outcome outcome) {
        synchronized (this) {
            round = null;
        }
        writer.together(
                () -> ended.requests.forEach(request -> request.listener().accept(outcome)));
        startRound(true);
    }

    /**
     * Some scripts that are loaded together. It ends when the commands have their answers and everything is written: what is sent
     * for the answers could overtake the calls behind the scripts.
     */
    private final class Round {

        /** The scripts, and one function of each library. */
        private final List<LinkedScript> all;

        private final List<LinkedScript> scripts;
        private final List<Request> requests;
        private final List<String> loaded = new ArrayList<>();
        private final List<RedisCommand<byte[], byte[], ?>> commands = new ArrayList<>();
        private boolean asks;
        private int unanswered;
        private boolean written;
        private Outcome outcome = LOADED;

        Round(List<LinkedScript> all, List<Request> requests) {
            this.all = all;
            this.scripts = all.stream().filter(script -> !script.isFunction()).toList();
            this.requests = requests;
        }

        /** Makes the commands, all of which {@link #cancel} must find. */
        void prepare() {
            List<String> asked = new ArrayList<>();
            int began = known.generation();
            all.forEach(script -> addLoad(script, began));
            String first = known.first();
            if (first != null) {
                asked.add(first);
            }
            if (!scripts.isEmpty() && (first != null || scripts.size() > 1)) {
                scripts.forEach(script -> asked.add(script.digest()));
                commands.add(ask(asked, began));
                asks = true;
            }
            unanswered = commands.size();
        }

        void start(boolean flush) {
            List<RedisCommand<byte[], byte[], ?>> sent = new ArrayList<>(commands);
            if (all.size() == 1 && requests.size() == 1) {
                sent.addAll(1, requests.get(0).behind());
            } else {
                handBack();
            }
            writer.send(sent);
            if (writer.defer(this::onWritten)) {
                return;
            }
            try {
                if (flush && !sent.isEmpty()) {
                    writer.flush();
                }
            } finally {
                onWritten();
            }
        }

        private void onWritten() {
            boolean last;
            synchronized (ScriptCache.this) {
                written = true;
                last = unanswered == 0;
            }
            if (last) {
                end(this, outcome);
            }
        }

        private void handBack() {
            requests.forEach(request -> request.behind().forEach(Attempt::handBack));
        }

        void cancel() {
            commands.forEach(
                    command -> command.completeExceptionally(new RedisConnectionException("the connection was lost")));
        }

        ScriptCacheCommand load(LinkedScript script) {
            ScriptCacheCommand command = ScriptCacheCommand.load(script);
            onEnd(command, failure -> {
                String error = command.error(failure);
                if (failure == null) {
                    loaded.add(script.digest());
                    EventLoops.onReply();
                } else if (error == null) {
                    outcome = new Outcome(null, ConnectionFailures.unwrapped(failure));
                } else if (RetryableError.isShebangUnknown(error)) {
                    support.lacksShebang();
                    support.failedToLoad(script, error);
                } else if (isForbidden(error)) {
                    support.lacksScriptLoad();
                } else if (ErrorReply.parse(error).isOfScript()) {
                    support.failedToLoad(script, error);
                } else {
                    outcome = new Outcome(error, null);
                }
            });
            return command;
        }

        private void addLoad(LinkedScript script, int began) {
            if (script instanceof LibraryFunction function && !function.isNamedByContent()) {
                addGiven(function, began);
            } else {
                commands.add(script.isFunction() ? loadLibrary(script, began) : load(script));
            }
        }

        /** Loads a library that others may know by the same name, and compares what is there then. */
        private void addGiven(LibraryFunction function, int began) {
            support.loadsAgain(function);
            conflicts.remove(function.digest());
            ScriptCacheCommand load = ScriptCacheCommand.load(function);
            ScriptCacheCommand list = ScriptCacheCommand.library(function);
            GivenLibrary given = new GivenLibrary(function);
            onEnd(load, failure -> {
                if (failure != null && load.error(failure) == null) {
                    outcome = new Outcome(null, ConnectionFailures.unwrapped(failure));
                }
                given.loaded(load.error(failure));
            });
            onEnd(list, failure -> {
                String error = list.error(failure);
                if (failure != null && error == null) {
                    outcome = new Outcome(null, ConnectionFailures.unwrapped(failure));
                } else if (outcome.isSuccess()) {
                    found(given, given.listed(error, failure == null ? list.text(function) : Optional.empty()), began);
                }
            });
            commands.add(load);
            commands.add(list);
        }

        private void found(GivenLibrary given, GivenLibrary.State state, int began) {
            LibraryFunction function = given.function();
            switch (state) {
                case LOADED -> known.addLibrary(function.digest(), false, began);
                case THERE -> known.addLibrary(function.digest(), true, began);
                case LATER -> outcome = new Outcome(given.error(), null);
                case REFUSED -> {
                    support.failedToLoad(function, given.error());
                    known.addLibrary(function.digest(), false, began);
                }
                case CONFLICT -> conflicts.put(function.digest(), given.conflict());
            }
        }

        /** Loads a library. If the server refuses that, it may still have it, which the answer to a call tells. */
        private ScriptCacheCommand loadLibrary(LinkedScript function, int began) {
            support.loadsAgain(function);
            ScriptCacheCommand command = ScriptCacheCommand.load(function);
            onEnd(command, failure -> {
                String error = command.error(failure);
                if (failure == null) {
                    known.addLibrary(function.digest(), false, began);
                } else if (error == null) {
                    outcome = new Outcome(null, ConnectionFailures.unwrapped(failure));
                } else if (RetryableError.isLibraryThere(error)) {
                    known.addLibrary(function.digest(), true, began);
                } else if (RetryableError.isPassing(error) && !RetryableError.isOfReplica(error)) {
                    outcome = new Outcome(error, null);
                } else {
                    support.failedToLoad(function, error);
                    known.addLibrary(function.digest(), false, began);
                }
            });
            return command;
        }

        private ScriptCacheCommand ask(List<String> asked, int began) {
            ScriptCacheCommand command = ScriptCacheCommand.exists(scripts.get(0), asked);
            onEnd(command, failure -> {
                String error = command.error(failure);
                List<Boolean> there = failure == null ? command.existing() : List.of();
                if (there.size() == asked.size()) {
                    List<String> present = new ArrayList<>(asked);
                    present.removeIf(digest -> !there.get(asked.indexOf(digest)));
                    present.retainAll(loaded);
                    boolean kept = asked.size() > scripts.size() && there.get(0);
                    known.add(present, kept ? asked.get(0) : null, began);
                } else if (error != null && isForbidden(error)) {
                    known.add(loaded, asked.get(0), began); // unknown, so loading has to be enough
                } else if (outcome.isSuccess()) {
                    outcome = error != null ? new Outcome(error, null) : new Outcome(null, lost(failure));
                }
            });
            return command;
        }

        /** Why there is no reply, or only the rest of one that had begun on a connection that was lost. */
        private Throwable lost(@Nullable Throwable failure) {
            return failure == null
                    ? new RedisConnectionException("the connection was lost")
                    : ConnectionFailures.unwrapped(failure);
        }

        private void onEnd(ScriptCacheCommand command, Consumer<@Nullable Throwable> action) {
            command.onComplete((value, failure) -> {
                boolean last;
                synchronized (ScriptCache.this) {
                    action.accept(failure);
                    unanswered--;
                    if (unanswered == 0 && !asks && !loaded.isEmpty()) {
                        known.add(loaded, null, known.generation());
                    }
                    last = unanswered == 0 && written;
                }
                if (last) {
                    end(this, outcome);
                }
            });
        }
    }

    /** Whether an error says that the server does not have {@code SCRIPT}, or that the user may not run it. */
    private static boolean isForbidden(String error) {
        ErrorReply reply = ErrorReply.parse(error);
        return reply.code().equals("NOPERM")
                || (reply.code().equals("ERR")
                        && reply.line() == 0
                        && reply.description().contains("command"));
    }
}
