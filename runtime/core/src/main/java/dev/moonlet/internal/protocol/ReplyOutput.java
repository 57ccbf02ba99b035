package dev.moonlet.internal.protocol;

import dev.moonlet.codegen.ReplyDecoder;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the reply to a call from the client. It accepts every reply there is, so that none is lost in the client's own types.
 *
 * <p>A reply is on a buffer only from its first value until it is decoded, and a thread of the client reads one reply after
 * the other, so that one buffer does for nearly all of them.
 */
public final class ReplyOutput extends CommandOutput<byte[], byte[], ReplyOutput> {

    /** The buffer that the current thread used last, if it does not use it now. */
    private static final FastThreadLocal<@Nullable BufferedReply> SPARE = new FastThreadLocal<>();

    /** In so many arrays and maps the client can read a value: it has room for 32 values that are not complete. */
    static final int DEEPEST = 31;

    /** The reply is nested deeper than the client can read. */
    static final class NestedTooDeep extends RedisException {

        private static final long serialVersionUID = 1L;

        private NestedTooDeep() {
            super("the reply is nested deeper than " + DEEPEST + " arrays, which is as deep as Lettuce reads");
        }
    }

    /**
     * The largest array, and the largest map. A buffer has no room for a larger array; of a larger map, the client can't count
     * the keys and values, and takes it for an empty one.
     */
    static final int LARGEST = Integer.MAX_VALUE / 2;

    /**
     * The reply announces more than there can be. Where it ends is unknown, so the client must not read on: it would take the
     * replies to other commands for a part of this one, or a part of this one for them.
     */
    static final class TooLarge extends RedisException {

        private static final long serialVersionUID = 1L;

        private final String announced;

        private TooLarge(String announced) {
            super("the reply announces " + announced);
            this.announced = announced;
        }

        /** What is too large, and how large it is. */
        String announced() {
            return announced;
        }
    }

    private @Nullable BufferedReply reply;
    private volatile boolean answeredByError;
    private boolean tooLarge;

    /** How often this attempt was redirected, up to twice; 0 if the last error is another one. */
    private byte redirects;

    /** Whether the reply will be one of those of {@code EXEC}, which is an array itself. */
    private final boolean nested;

    /** The slot of the call in a cluster; negative where there is none. */
    private final short slot;

    @SuppressWarnings("NullAway") // it is its own result, which can't be said before it is there
    public ReplyOutput(int slot, boolean inTransaction) {
        super(ByteArrayCodec.INSTANCE, null); // which decodes nothing
        this.slot = (short) slot;
        this.nested = inTransaction;
        output = this;
    }

    /** The server's error reply to the call; {@code null} if it was none. */
    public @Nullable String error() {
        return super.getError();
    }

    /**
     * The same for the client, which would follow an error of the script's own to wherever that says, or take it for that of
     * a server that denies access. Nor does it follow an attempt that was redirected already, without a pause.
     */
    @Override
    @SuppressWarnings("NullAway") // null is how Lettuce says that there is none
    public String getError() {
        String error = super.getError();
        boolean own = error != null
                && (error.startsWith("DENIED")
                        || (slot >= 0
                                && (error.startsWith("MOVED") || error.startsWith("ASK"))
                                && (redirects > 1 || !RetryableError.isRedirect(error, slot))));
        return own ? null : error;
    }

    /** Forgets what came of a reply. */
    public void clear() {
        reply = null; // and its buffer, which may be in use still
    }

    /** Whether there is a reply that is not an error, and consists of something. */
    boolean hasValues() {
        return reply != null;
    }

    /** Whether the last answer of a server is that another one has the keys. */
    boolean isRedirected() {
        return answeredByError && redirects > 0;
    }

    /** Whether a server has answered with an error, on which the client may send the call to another one; once. */
    boolean forgetRedirect() {
        boolean told = answeredByError;
        answeredByError = false;
        return told;
    }

    /**
     * For the end of a command's {@code completeExceptionally}, which the client calls as it reads: an exception of that has it
     * close the connection, and end other commands with the exception until there is a new connection.
     *
     * @param failure how the command failed
     * @throws RedisConnectionException if the reply is too large; once
     */
    public void stopReadingWhatIsTooLarge(Throwable failure) {
        if (tooLarge) {
            tooLarge = false;
            throw new RedisConnectionException("the connection was closed: " + failure.getMessage(), failure);
        }
    }

    /** What a decoder makes of the reply, which is forgotten then. */
    public <T extends @Nullable Object> T decode(LinkedScript script, ReplyDecoder<T> decoder) {
        BufferedReply buffered = reply == null ? takeSpare() : reply;
        reply = null;
        T result = buffered.decode(script, decoder);
        buffered.buffer().clear();
        if (buffered.buffer().isKept()) {
            SPARE.set(buffered);
        }
        return result;
    }

    private static BufferedReply takeSpare() {
        BufferedReply spare = SPARE.get();
        SPARE.set(null);
        return spare == null ? new BufferedReply() : spare;
    }

    private ReplyBuffer buffer() {
        BufferedReply buffered = reply;
        if (buffered == null) {
            buffered = takeSpare();
            reply = buffered;
        }
        return buffered.buffer();
    }

    @Override
    public void set(@Nullable ByteBuffer string) {
        if (string == null) {
            buffer().add(ReplyBuffer.Kind.NIL, 0);
        } else {
            buffer().add(ReplyBuffer.Kind.STRING, string);
        }
    }

    @Override
    public void set(long integer) {
        buffer().add(ReplyBuffer.Kind.INTEGER, integer);
    }

    @Override
    public void set(double number) {
        buffer().add(ReplyBuffer.Kind.DOUBLE, Double.doubleToRawLongBits(number));
    }

    @Override
    public void set(boolean value) {
        buffer().add(ReplyBuffer.Kind.INTEGER, value ? 1 : 0);
    }

    @Override
    public void setError(@Nullable ByteBuffer message) {
        if (reply != null && message != null) {
            reply.buffer().add(ReplyBuffer.Kind.ERROR, message);
        } else {
            super.setError(message);
            if (message != null) { // the client sets none when it follows one
                boolean redirected = RetryableError.isRedirect(super.getError(), slot);
                redirects = (byte) (redirected ? Math.min(redirects + 1, 2) : 0);
            }
            answeredByError = true;
        }
    }

    @Override
    public void multi(int count) {
        if (count < 0) {
            buffer().add(ReplyBuffer.Kind.NIL, 0);
        } else {
            checkSize(count, "an array of %d elements");
            buffer().addArray(count);
            nest(count);
        }
    }

    @Override
    public void multiMap(int count) {
        checkSize(count, "a map of %d pairs");
        buffer().add(ReplyBuffer.Kind.MAP, Math.max(count, 0));
        nest(count);
    }

    private void checkSize(int count, String kind) {
        if (count > LARGEST) {
            tooLarge = true;
            throw new TooLarge(kind.formatted(count));
        }
    }

    /** Ends the call with its own exception before the client fails for want of room, and closes the connection. */
    private void nest(int count) {
        if (count > 0 && buffer().nest() > (nested ? DEEPEST - 1 : DEEPEST)) {
            throw new NestedTooDeep();
        }
    }

    @Override
    public void complete(int depth) {
        if (reply != null) {
            reply.buffer().unnest(depth);
        }
    }

    /** Tells nothing of what it holds: Lettuce logs this. */
    @Override
    public String toString() {
        return reply == null ? "no reply" : "reply of " + reply.buffer().size() + " values";
    }
}
