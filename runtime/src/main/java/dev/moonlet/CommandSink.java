package dev.moonlet;

import io.lettuce.core.protocol.RedisCommand;
import java.util.List;

/** Where the commands of a lane go. */
interface CommandSink {

    /**
     * How many commands of a batch are written at a time: the server runs these while the next ones are encoded. With fewer,
     * their writes cost more than that saves.
     */
    int PIECE = 128;

    /** Sends a command as {@link #write(RedisCommand)} does; one that can't be written fails. */
    default void send(RedisCommand<byte[], byte[], ?> command) {
        try {
            write(command);
        } catch (RuntimeException | Error e) {
            command.completeExceptionally(LostConnection.told(e));
        }
    }

    /** Sends commands in their order, in pieces; where one can't be written, it fails and all behind it. */
    default void send(List<RedisCommand<byte[], byte[], ?>> commands) {
        for (int from = 0; from < commands.size(); from += PIECE) {
            try {
                write(commands.subList(from, Math.min(from + PIECE, commands.size())));
            } catch (RuntimeException | Error e) {
                Throwable failure = LostConnection.told(e);
                commands.subList(from, commands.size()).forEach(command -> command.completeExceptionally(failure));
                return;
            }
        }
    }

    /** Sends a command as the connection's users have it: at once, or with what they flush themselves. */
    void write(RedisCommand<byte[], byte[], ?> command);

    /** Sends commands in their order, in one flush, as {@link #write(RedisCommand)} does. */
    void write(List<RedisCommand<byte[], byte[], ?>> commands);

    /** Sends at once what was written, also where the connection's users flush by themselves. */
    void flush();

    /** Whether what is sent is only queued by the server, until the connection's {@code EXEC}. */
    boolean isMulti();

    /** Whether the connection was closed for good. */
    boolean isClosed();

    /** Whether it leads to the master of several servers, which may be another one from now on. */
    default boolean isReplicated() {
        return false;
    }

    /** For how long a call is sent anew whose server is gone, in nanoseconds. */
    long patience();

    /** For how long a call may wait before it is sent, in nanoseconds; {@link Long#MAX_VALUE} if the client has no time-outs. */
    long limit(ScriptCommand<?> call);

    /** Runs something later, on a thread that may not be blocked. */
    void later(Runnable action, long millis);
}
