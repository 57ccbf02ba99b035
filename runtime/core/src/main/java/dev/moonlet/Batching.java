package dev.moonlet;

import dev.moonlet.internal.dispatch.BatchLimits;
import java.time.Duration;
import java.util.Objects;

/**
 * How an executor sends calls of one script as one command, a batch, which runs the script once for each call:
 *
 * <pre>{@code
 * Pipeline pipeline = ScriptExecutor.on(connection)
 *         .batching(Batching.upTo(500).withServerTime(Duration.ofMillis(2)))
 *         .buildPipeline();
 * }</pre>
 *
 * <p>Each call has its own result or error. The calls of a batch run in their order, and no other client's command runs between
 * them. A batch is as large as all of its limits allow. Immutable.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/eval-intro/">Scripting with Lua</a>
 */
@Beta
public final class Batching {

    private static final int DEFAULT_BYTES = 256 * 1024;
    private static final Duration DEFAULT_TIME = Duration.ofMillis(5);

    private final int calls;
    private final int bytes;
    private final Duration serverTime;

    private Batching(int calls, int bytes, Duration serverTime) {
        this.calls = calls;
        this.bytes = bytes;
        this.serverTime = serverTime;
    }

    /**
     * Batches of a number of calls at most, with up to 256 KiB of keys and arguments, and up to 5 milliseconds of the server's
     * time.
     *
     * @throws IllegalArgumentException if the number is less than 2
     */
    public static Batching upTo(int calls) {
        if (calls < 2) {
            throw new IllegalArgumentException("a batch of up to " + calls + " calls is none; at least 2");
        }
        return new Batching(calls, DEFAULT_BYTES, DEFAULT_TIME);
    }

    /**
     * These batches, with up to so many bytes of keys and arguments. A call that is larger is sent alone.
     *
     * @throws IllegalArgumentException if the number is not positive
     */
    public Batching withBytes(int mostBytes) {
        if (mostBytes < 1) {
            throw new IllegalArgumentException(mostBytes + " bytes are not positive");
        }
        return new Batching(calls, mostBytes, serverTime);
    }

    /**
     * These batches, with up to so much of the server's time. The server runs nothing else meanwhile. How long a call takes is
     * measured with each batch by the server's clock; the first batches of a script have up to 16 calls. A call that takes
     * longer is sent alone.
     *
     * @throws IllegalArgumentException if the time is not positive
     */
    public Batching withServerTime(Duration longest) {
        if (Objects.requireNonNull(longest, "longest").isZero() || longest.isNegative()) {
            throw new IllegalArgumentException("server time " + longest + " is not positive");
        }
        return new Batching(calls, bytes, longest);
    }

    BatchLimits limits() {
        return new BatchLimits(calls, bytes, serverTime.toNanos());
    }

    @Override
    public String toString() {
        return "batches of up to %d calls, %d bytes, %d ms".formatted(calls, bytes, serverTime.toMillis());
    }
}
