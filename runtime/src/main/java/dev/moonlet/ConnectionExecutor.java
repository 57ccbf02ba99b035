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
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs each call directly on one connection. */
final class ConnectionExecutor<K, V> implements ScriptExecutor {

    private final StatefulRedisConnection<K, V> connection;
    private final RedisCodec<K, V> unusedCodec;
    private final Set<String> loaded = ConcurrentHashMap.newKeySet();

    ConnectionExecutor(StatefulRedisConnection<K, V> connection) {
        this.connection = Objects.requireNonNull(connection, "connection");
        this.unusedCodec = ScriptCommandArgs.unusedCodec();
    }

    @Override
    public <T extends @Nullable Object> T execute(ScriptCall call, ReplyDecoder<T> decoder) {
        CompletableFuture<T> result = send(call, decoder);
        Duration timeout = connection.getTimeout();
        try {
            return timeout.isZero() || timeout.isNegative()
                    ? result.get()
                    : result.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw onCallingThread(e.getCause());
        } catch (TimeoutException e) {
            result.cancel(true);
            throw new RedisCommandTimeoutException(
                    "script %s was not answered within %d ms".formatted(call.script().name(), timeout.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisCommandInterruptedException(e);
        }
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptCall call, ReplyDecoder<T> decoder) {
        return send(call, decoder);
    }

    private <T extends @Nullable Object> CompletableFuture<T> send(ScriptCall call, ReplyDecoder<T> decoder) {
        CompletableFuture<T> result = new CompletableFuture<>();
        boolean load = loaded.add(call.script().digest());
        send(call, decoder, result, load);
        return result;
    }

    private <T extends @Nullable Object> void send(
            ScriptCall call, ReplyDecoder<T> decoder, CompletableFuture<T> result, boolean load) {
        RecordedReply.Output<K, V> output = new RecordedReply.Output<>(unusedCodec, call.script());
        AsyncCommand<K, V, RecordedReply> evalsha = new AsyncCommand<>(
                new Command<>(Keyword.EVALSHA, output, new ScriptCommandArgs<>(unusedCodec, call)));
        evalsha.whenComplete((reply, failure) -> {
            if (failure == null) {
                complete(result, decoder, reply);
            } else if (!load && output.hasError() && isUnknownScript(output.getError())) {
                send(call, decoder, result, true);
            } else if (output.isErrorReply()) {
                CompiledScript script = call.script();
                result.completeExceptionally(new ScriptException(
                        script.name(), ErrorReply.parse(output.getError()), script.sourceMap()));
            } else {
                result.completeExceptionally(failure);
            }
        });
        result.whenComplete((value, failure) -> {
            if (result.isCancelled()) {
                evalsha.cancel();
            }
        });
        if (load) {
            connection.dispatch(List.<RedisCommand<K, V, ?>>of(scriptLoad(call.script()), evalsha));
        } else {
            connection.dispatch(evalsha);
        }
    }

    private static <T extends @Nullable Object> void complete(
            CompletableFuture<T> result, ReplyDecoder<T> decoder, RecordedReply reply) {
        try {
            result.complete(decoder.decode(reply));
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    /** The server's own words; a script's error reply that begins with the code alone is the script's. */
    private static boolean isUnknownScript(String error) {
        return error.startsWith("NOSCRIPT No matching script");
    }

    private AsyncCommand<K, V, String> scriptLoad(CompiledScript script) {
        CommandArgs<K, V> args = new CommandArgs<>(unusedCodec).add("LOAD").add(script.text());
        return new AsyncCommand<>(new Command<>(Keyword.SCRIPT, new StatusOutput<>(unusedCodec), args));
    }

    private static RuntimeException onCallingThread(@Nullable Throwable failure) {
        if (failure instanceof ScriptException e) {
            return e.onCallingThread();
        }
        if (failure instanceof RuntimeException e) {
            return e;
        }
        return new RedisException(failure);
    }

    /**
     * The commands of scripts. Lettuce takes its own {@code CommandType.SCRIPT} for read-only and would send it to a
     * replica; a keyword that is not of its enum counts as a write and goes where the call goes.
     */
    private enum Keyword implements ProtocolKeyword {
        SCRIPT,
        EVALSHA;

        private final byte[] bytes = name().getBytes(StandardCharsets.US_ASCII);

        @Override
        public byte[] getBytes() {
            return bytes;
        }
    }
}
