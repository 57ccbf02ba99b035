package dev.moonlet;

import dev.moonlet.generated.CompiledScript;
import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.RedisCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs each call directly on one connection.
 *
 * <p>Calls are sent as they come. Where the server has lost a script, which it says of each call that was under way, new
 * calls stand in line until all of those are answered; then the refused ones and the ones in line are sent in one flush, in
 * their order. So no call overtakes one that was made before, and a script is loaded once, however many calls missed it.
 */
final class ConnectionExecutor<K, V> implements ScriptExecutor {

    /** The server's own words; a script's error reply that has only the code in common is the script's. */
    private static final String UNKNOWN_SCRIPT = "NOSCRIPT No matching script. Please use EVAL.";

    /** How a call is sent. */
    private enum Form {
        /** By digest alone. */
        DIGEST,
        /** By digest, behind a command that loads the script. */
        LOADED,
        /** With the script: loading was not allowed, failed, or was undone before the call came. */
        TEXT
    }

    private final StatefulRedisConnection<K, V> connection;
    private final RedisCodec<K, V> unusedCodec;
    private final Set<String> loaded = ConcurrentHashMap.newKeySet();
    private final AtomicInteger underWay = new AtomicInteger();
    private final CallLine line = new CallLine();

    ConnectionExecutor(StatefulRedisConnection<K, V> connection) {
        this.connection = Objects.requireNonNull(connection, "connection");
        this.unusedCodec = ScriptCommandArgs.unusedCodec();
    }

    @Override
    public <T extends @Nullable Object> T execute(ScriptCall call, ReplyDecoder<T> decoder) {
        PendingCall<T> pending = start(call, decoder);
        Duration timeout = connection.getTimeout();
        try {
            return timeout.isZero() || timeout.isNegative()
                    ? pending.get()
                    : pending.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw onCallingThread(e.getCause());
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw new RedisCommandTimeoutException("script %s was not answered within %d ms"
                    .formatted(call.script().name(), timeout.toMillis()));
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new RedisCommandInterruptedException(e);
        }
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptCall call, ReplyDecoder<T> decoder) {
        return start(call, decoder);
    }

    private <T extends @Nullable Object> PendingCall<T> start(ScriptCall call, ReplyDecoder<T> decoder) {
        PendingCall<T> pending = new PendingCall<>(call, decoder);
        while (!enter()) {
            if (line.await(pending)) {
                return pending;
            }
        }
        send(pending, loaded.add(call.script().digest()) ? Form.LOADED : Form.DIGEST);
        return pending;
    }

    /** Begins a call, unless others have to be sent again before. */
    private boolean enter() {
        underWay.incrementAndGet();
        if (!line.isFormed()) {
            return true;
        }
        leave();
        return false;
    }

    /** Ends a call, or what came of one that is sent again. The last one lets those go that stand in line. */
    private void leave() {
        if (underWay.decrementAndGet() == 0 && line.isFormed()) {
            line.release(() -> underWay.get() == 0, this::sendAgain);
        }
    }

    private void send(PendingCall<?> pending, Form form) {
        AsyncCommand<K, V, ReplyTape> command = command(pending, form);
        try {
            if (form == Form.LOADED) {
                connection.dispatch(List.<RedisCommand<K, V, ?>>of(scriptLoad(pending.script()), command));
            } else {
                connection.dispatch(command);
            }
        } catch (RuntimeException e) {
            command.completeExceptionally(e); // which ends the call
        }
    }

    /** Sends calls in one flush, each script once before the first call of it. */
    private void sendAgain(List<PendingCall<?>> calls) {
        underWay.addAndGet(calls.size());
        List<RedisCommand<K, V, ?>> commands = new ArrayList<>();
        Set<String> loadedBefore = new HashSet<>();
        for (PendingCall<?> call : calls) {
            if (call.isRefusedAgain()) {
                commands.add(command(call, Form.TEXT));
                continue;
            }
            if (loadedBefore.add(call.script().digest())) {
                loaded.add(call.script().digest());
                commands.add(scriptLoad(call.script()));
            }
            commands.add(command(call, Form.LOADED));
        }
        try {
            connection.dispatch(commands);
        } catch (RuntimeException e) {
            commands.forEach(command -> command.completeExceptionally(e));
        }
    }

    private AsyncCommand<K, V, ReplyTape> command(PendingCall<?> pending, Form form) {
        ReplyOutput<K, V> output = new ReplyOutput<>(unusedCodec);
        AsyncCommand<K, V, ReplyTape> command = new AsyncCommand<>(new Command<>(
                form == Form.TEXT ? ScriptKeyword.EVAL : ScriptKeyword.EVALSHA,
                output,
                new ScriptCommandArgs<>(unusedCodec, pending.call(), form == Form.TEXT)));
        pending.sentAs(command);
        command.onComplete((reply, failure) -> {
            try {
                if (failure == null) {
                    pending.answer(new RecordedReply(pending.script(), reply));
                } else if (!output.isErrorReply()) {
                    pending.completeExceptionally(failure);
                } else if (form != Form.TEXT && UNKNOWN_SCRIPT.equals(output.getError())) {
                    pending.refused(form == Form.LOADED);
                    line.form(pending);
                } else {
                    pending.completeExceptionally(
                            new ScriptException(pending.script(), ErrorReply.parse(output.getError())));
                }
            } finally {
                leave();
            }
        });
        return command;
    }

    private AsyncCommand<K, V, String> scriptLoad(CompiledScript script) {
        CommandArgs<K, V> args = new CommandArgs<>(unusedCodec).add("LOAD").add(script.text());
        return new AsyncCommand<>(new Command<>(ScriptKeyword.SCRIPT, new StatusOutput<>(unusedCodec), args));
    }

    private static RuntimeException onCallingThread(@Nullable Throwable failure) {
        if (failure instanceof ScriptException e) {
            return e.onCallingThread();
        }
        if (failure instanceof ReplyMismatchException e) {
            return e.onCallingThread();
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            return e;
        }
        return new RedisException(failure);
    }
}
