package dev.moonlet;

import dev.moonlet.generated.CompiledScript;
import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import dev.moonlet.generated.ScriptFuture;
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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs each call directly on one connection. */
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
        send(pending, loaded.add(call.script().digest()) ? Form.LOADED : Form.DIGEST);
        return pending;
    }

    private <T extends @Nullable Object> void send(PendingCall<T> pending, Form form) {
        CompiledScript script = pending.call().script();
        ReplyOutput<K, V> output = new ReplyOutput<>(unusedCodec);
        AsyncCommand<K, V, ReplyTape> command = new AsyncCommand<>(new Command<>(
                form == Form.TEXT ? ScriptKeyword.EVAL : ScriptKeyword.EVALSHA,
                output,
                new ScriptCommandArgs<>(unusedCodec, pending.call(), form == Form.TEXT)));
        pending.sentAs(command);
        command.onComplete((reply, failure) -> {
            if (failure == null) {
                pending.answer(new RecordedReply(script, reply));
            } else if (!output.isErrorReply()) {
                pending.completeExceptionally(failure);
            } else if (form != Form.TEXT && UNKNOWN_SCRIPT.equals(output.getError())) {
                send(pending, form == Form.DIGEST ? Form.LOADED : Form.TEXT);
            } else {
                pending.completeExceptionally(new ScriptException(script, ErrorReply.parse(output.getError())));
            }
        });
        if (form == Form.LOADED) {
            connection.dispatch(List.<RedisCommand<K, V, ?>>of(scriptLoad(script), command));
        } else {
            connection.dispatch(command);
        }
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

    /** The caller's side of a call, which outlives the command if that has to be sent again. */
    private static final class PendingCall<T extends @Nullable Object> extends ScriptFuture<T> {

        private final ScriptCall call;
        private final ReplyDecoder<T> decoder;
        private volatile @Nullable AsyncCommand<?, ?, ?> command;

        PendingCall(ScriptCall call, ReplyDecoder<T> decoder) {
            this.call = call;
            this.decoder = decoder;
        }

        ScriptCall call() {
            return call;
        }

        void sentAs(AsyncCommand<?, ?, ?> sent) {
            command = sent;
        }

        void answer(RecordedReply reply) {
            try {
                complete(decoder.decode(reply));
            } catch (RuntimeException | Error e) {
                completeExceptionally(e);
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            AsyncCommand<?, ?, ?> sent = command;
            if (sent != null) {
                sent.cancel(mayInterruptIfRunning);
            }
            return super.cancel(mayInterruptIfRunning);
        }
    }
}
