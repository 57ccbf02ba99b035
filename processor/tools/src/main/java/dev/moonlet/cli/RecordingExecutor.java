package dev.moonlet.cli;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Records the keys and arguments of a call as they would be sent, and sends nothing. */
final class RecordingExecutor implements ScriptExecutor {

    private List<ByteBuffer> keys = List.of();
    private List<ByteBuffer> arguments = List.of();

    RecordingExecutor() {}

    /** The call as an {@code EVAL} of a text. */
    List<ByteBuffer> eval(String text) {
        List<ByteBuffer> command = new ArrayList<>();
        command.add(bytes("EVAL"));
        command.add(bytes(text));
        command.add(bytes(Integer.toString(keys.size())));
        command.addAll(keys);
        command.addAll(arguments);
        return command;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    @SuppressWarnings("NullAway") // there is no result
    public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
        keys = invocation.keys();
        arguments = invocation.arguments();
        return null;
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
        return CompletableFuture.completedFuture(execute(invocation));
    }
}
