package dev.moonlet;

import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The calls that only read, and which the client sends to the server that its {@code ReadFrom} chooses, so that nobody here
 * knows which. Where that server does not have a script, it is sent along. These calls have no order: replicas may lag.
 */
final class ReadLane implements CallSender {

    /** For how long calls wait until another one is answered that has their script with it. */
    private static final long LONGEST_MILLIS = 50;

    private final CommandSink sink;
    private final Consumer<ScriptCommand<?>> writes;
    private final Set<String> sent;
    private final CommandSupport support;

    /** The calls that wait for an answer to one that was sent with its script, by the digest of that. */
    private final Map<String, List<ScriptCommand<?>>> behind = new HashMap<>();

    /**
     * A lane.
     *
     * @param support by which commands the servers let scripts be called
     * @param sent the scripts that were sent to some server, safe for use by several threads
     * @param writes takes the calls of a server that can't run them as such that only read
     */
    ReadLane(CommandSink sink, CommandSupport support, Set<String> sent, Consumer<ScriptCommand<?>> writes) {
        this.sink = sink;
        this.support = support;
        this.sent = sent;
        this.writes = writes;
    }

    /** Whether a call can be sent here. */
    boolean takes(ScriptCommand<?> call) {
        return call.isReadOnly() && support.reads();
    }

    /** Sends a call at once. */
    void submit(ScriptCommand<?> call) {
        send(call, form(call));
    }

    /** Sends calls at once, in one flush. */
    void submit(List<ScriptCommand<?>> calls) {
        send(calls, this::form);
    }

    private void send(List<ScriptCommand<?>> calls, Function<ScriptCommand<?>, ScriptCommand.Form> forms) {
        List<RedisCommand<byte[], byte[], ?>> commands = new ArrayList<>(calls.size());
        for (ScriptCommand<?> call : calls) {
            ScriptCommand.Form form = support.has(CommandType.EVAL_RO) ? forms.apply(call) : ScriptCommand.Form.DIGEST;
            if (call.prepare(form, this, 0)) {
                commands.add(call);
            }
        }
        if (!commands.isEmpty()) {
            sink.send(commands);
            sink.flush();
        }
    }

    private ScriptCommand.Form form(ScriptCommand<?> call) {
        return sent.add(call.script().digest()) ? ScriptCommand.Form.TEXT : known();
    }

    /** The form of a call whose script a server may have. */
    private ScriptCommand.Form known() {
        return support.has(CommandType.EVALSHA_RO) ? ScriptCommand.Form.DIGEST : ScriptCommand.Form.TEXT;
    }

    private void send(ScriptCommand<?> call, ScriptCommand.Form form) {
        ScriptCommand.Form possible = support.has(CommandType.EVAL_RO) ? form : ScriptCommand.Form.DIGEST;
        if (call.prepare(possible, this, 0)) {
            sink.send(call);
        }
    }

    @Override
    public CommandSupport support() {
        return support;
    }

    @Override
    public void refused(ScriptCommand<?> call) {
        if (support.reads() && support.has(CommandType.EVAL_RO)) {
            load(call);
        } else if (support.reads() && !call.isByDigest()) {
            send(call, ScriptCommand.Form.DIGEST); // the server may have the script
            sink.flush();
        } else {
            call.forgetReadOnly();
            writes.accept(call);
            sink.flush();
        }
    }

    /**
     * Sends a call with its script, or, if one is on its way already, by digest when that has its answer. That may be an
     * answer of another server, or late, so that none waits for long.
     */
    private void load(ScriptCommand<?> call) {
        String digest = call.script().digest();
        List<ScriptCommand<?>> followers = new ArrayList<>();
        List<ScriptCommand<?>> known;
        synchronized (behind) {
            known = behind.putIfAbsent(digest, followers);
            if (known != null && !call.isRefusedOften()) {
                known.add(call);
                return;
            }
        }
        if (known == null) {
            CompletableFuture<?> unused = call.root().whenComplete((result, failure) -> loaded(digest, followers));
            sink.later(() -> loaded(digest, followers), LONGEST_MILLIS);
        }
        send(call, ScriptCommand.Form.TEXT);
        sink.flush();
    }

    private void loaded(String digest, List<ScriptCommand<?>> calls) {
        synchronized (behind) {
            if (behind.get(digest) != calls) {
                return; // they have been sent
            }
            behind.remove(digest);
        }
        send(calls, call -> known());
    }

    @Override
    public void orphaned(ScriptCommand<?> call, Throwable reason) {
        if (sink.isClosed() || call.isGivenUp(sink.patience(), reason)) {
            call.fail(reason);
        } else {
            sink.later(
                    () -> {
                        send(call, ScriptCommand.Form.TEXT);
                        sink.flush();
                    },
                    Later.pause(call.triesInVain()));
        }
    }
}
