package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.CommandSupport;
import dev.moonlet.internal.protocol.ConnectionFailures;
import dev.moonlet.internal.protocol.ErrorReply;
import dev.moonlet.internal.protocol.LibraryFunction;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.RetryableError;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.protocol.RedisCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Some scripts that are loaded together. It ends when the commands have their answers and everything is written: what is sent
 * for the answers could overtake the calls behind the scripts.
 *
 * <p>Its fields change under the monitor of its cache.
 */
final class LoadRound {

    private final ScriptCache cache;
    private final KnownScripts known;
    private final CommandSupport support;

    /** The scripts, and one function of each library. */
    private final List<LinkedScript> all;

    private final List<LinkedScript> scripts;
    private final List<ScriptCache.Request> requests;
    private final List<String> loaded = new ArrayList<>();
    private final List<RedisCommand<byte[], byte[], ?>> commands = new ArrayList<>();
    private boolean asks;
    private int unanswered;
    private boolean written;
    private ScriptCache.Outcome outcome = ScriptCache.Outcome.LOADED;

    /** The scripts of some requests. */
    LoadRound(ScriptCache cache, List<LinkedScript> all, List<ScriptCache.Request> requests) {
        this.cache = cache;
        this.known = cache.known();
        this.support = cache.support();
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
        cache.writer().send(sent);
        if (cache.writer().defer(this::onWritten)) {
            return;
        }
        try {
            if (flush && !sent.isEmpty()) {
                cache.writer().flush();
            }
        } finally {
            onWritten();
        }
    }

    private void onWritten() {
        boolean last;
        synchronized (cache) {
            written = true;
            last = unanswered == 0;
        }
        if (last) {
            cache.end(this, outcome);
        }
    }

    private void handBack() {
        requests.forEach(request -> request.behind().forEach(Attempt::handBack));
    }

    /** Tells those who asked for it how it ended. */
    void tell(ScriptCache.Outcome ended) {
        requests.forEach(request -> request.listener().accept(ended));
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
                outcome = new ScriptCache.Outcome(null, ConnectionFailures.unwrapped(failure));
            } else if (RetryableError.isShebangUnknown(error)) {
                support.lacksShebang();
                support.failedToLoad(script, error);
            } else if (isForbidden(error)) {
                support.lacksScriptLoad();
            } else if (ErrorReply.parse(error).isOfScript()) {
                support.failedToLoad(script, error);
            } else {
                outcome = new ScriptCache.Outcome(error, null);
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
        known.takeConflict(function.digest());
        ScriptCacheCommand load = ScriptCacheCommand.load(function);
        ScriptCacheCommand list = ScriptCacheCommand.library(function);
        GivenLibrary given = new GivenLibrary(function);
        onEnd(load, failure -> {
            if (failure != null && load.error(failure) == null) {
                outcome = new ScriptCache.Outcome(null, ConnectionFailures.unwrapped(failure));
            }
            given.loaded(load.error(failure));
        });
        onEnd(list, failure -> {
            String error = list.error(failure);
            if (failure != null && error == null) {
                outcome = new ScriptCache.Outcome(null, ConnectionFailures.unwrapped(failure));
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
            case LATER -> outcome = new ScriptCache.Outcome(given.error(), null);
            case REFUSED -> {
                support.failedToLoad(function, given.error());
                known.addLibrary(function.digest(), false, began);
            }
            case CONFLICT -> known.addConflict(function.digest(), given.conflict());
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
                outcome = new ScriptCache.Outcome(null, ConnectionFailures.unwrapped(failure));
            } else if (RetryableError.isLibraryThere(error)) {
                known.addLibrary(function.digest(), true, began);
            } else if (RetryableError.isPassing(error) && !RetryableError.isOfReplica(error)) {
                outcome = new ScriptCache.Outcome(error, null);
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
                outcome = error != null
                        ? new ScriptCache.Outcome(error, null)
                        : new ScriptCache.Outcome(null, lost(failure));
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
            synchronized (cache) {
                action.accept(failure);
                unanswered--;
                if (unanswered == 0 && !asks && !loaded.isEmpty()) {
                    known.add(loaded, null, known.generation());
                }
                last = unanswered == 0 && written;
            }
            if (last) {
                cache.end(this, outcome);
            }
        });
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
