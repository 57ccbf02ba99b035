package dev.moonlet;

import io.lettuce.core.protocol.RedisCommand;
import java.util.List;

/** Where the commands of a lane go. */
interface CommandSink {

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

    /** Runs something later, on a thread that may not be blocked. */
    void later(Runnable action, long millis);
}
