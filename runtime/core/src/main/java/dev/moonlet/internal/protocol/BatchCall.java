package dev.moonlet.internal.protocol;

import dev.moonlet.codegen.ReplyDecoder;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one script that are sent as one command, which runs them in order. Each call has its own result or error. If the
 * command is rejected before it has run, its calls are sent one by one.
 */
public final class BatchCall extends PendingCall<@Nullable Void> {

    private final BatchForm form;
    private final List<? extends PendingCall<?>> calls;

    /** The calls that were written last. */
    private volatile Content content;

    /**
     * Some calls.
     *
     * @param calls at least one; of the same script, and to the same slot
     */
    public BatchCall(BatchForm form, List<? extends PendingCall<?>> calls) {
        this(form, calls, new Content(form, calls));
    }

    private BatchCall(BatchForm form, List<? extends PendingCall<?>> calls, Content content) {
        super(content, calls.get(0).options(), calls.get(0).slot());
        this.form = form;
        this.calls = calls;
        this.content = content;
        calls.forEach(call -> call.inBatch(this));
    }

    /** The keys and arguments of some calls. */
    private record Content(BatchForm form, List<? extends PendingCall<?>> calls)
            implements CallContent<@Nullable Void> {

        /** The places of the numbers at the beginning of the arguments. */
        private static final int NUMBERS = 3;

        @Override
        public LinkedScript script() {
            return form.script();
        }

        @Override
        public int keyCount() {
            int keys = 0;
            for (PendingCall<?> call : calls) {
                keys += call.call().keyCount();
            }
            return keys;
        }

        @Override
        public int entryCount() {
            int entries = NUMBERS + (isUniform() ? 0 : 2 * calls.size());
            for (PendingCall<?> call : calls) {
                entries += call.call().entryCount();
            }
            return entries;
        }

        private boolean isUniform() {
            for (PendingCall<?> call : calls) {
                CallContent<?> first = calls.get(0).call();
                CallContent<?> other = call.call();
                if (other.keyCount() != first.keyCount() || other.entryCount() != first.entryCount()) {
                    return false;
                }
            }
            return true;
        }

        /** Whether all calls have the keys of the first one. */
        boolean hasSameKeys() {
            for (PendingCall<?> call : calls) {
                if (!encoded(call).hasKeysOf(encoded(calls.get(0)))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public @Nullable ByteBuffer firstKey() {
            for (PendingCall<?> call : calls) {
                ByteBuffer key = call.call().firstKey();
                if (key != null) {
                    return key;
                }
            }
            return null;
        }

        @Override
        public void writeTo(ByteBuf buffer) {
            for (PendingCall<?> call : calls) {
                encoded(call).writeKeysTo(buffer);
            }
            write(buffer, calls.size());
            if (calls.isEmpty()) {
                write(buffer, 0);
                write(buffer, 0);
            } else if (isUniform()) {
                writeCounts(buffer, calls.get(0).call());
            } else {
                write(buffer, -1);
                write(buffer, -1);
                calls.forEach(call -> writeCounts(buffer, call.call()));
            }
            for (PendingCall<?> call : calls) {
                encoded(call).writeArgumentsTo(buffer);
            }
        }

        private static EncodedCall<?> encoded(PendingCall<?> call) {
            return (EncodedCall<?>) call.call();
        }

        private static void writeCounts(ByteBuf buffer, CallContent<?> call) {
            write(buffer, call.keyCount());
            write(buffer, call.entryCount() - call.keyCount());
        }

        private static void write(ByteBuf buffer, int number) {
            String digits = Integer.toString(number);
            buffer.writeByte('$');
            ScriptCommandArgs.writeNumber(buffer, digits.length());
            buffer.writeCharSequence(digits, StandardCharsets.US_ASCII);
            buffer.writeByte('\r');
            buffer.writeByte('\n');
        }

        @Override
        public ReplyDecoder<@Nullable Void> decoder() {
            return reply -> {
                new BatchReply(form, calls).answer((BufferedReply) reply);
                return null;
            };
        }

        /** Each of its calls has its own. */
        @Override
        public int readTimeout() {
            return 0;
        }

        /** Each of its calls notes that itself. */
        @Override
        public void onSent(Clock clock) {}

        @Override
        public boolean isRequest() {
            return form.script().requests() != null;
        }

        @Override
        public boolean isTooLate(Clock clock) {
            return calls.stream().anyMatch(call -> !call.isDone() && call.call().isTooLate(clock));
        }

        /** Interceptors are around its calls. */
        @Override
        public @Nullable CallProgress progress() {
            return null;
        }

        /** The batch form catches the errors of the script. */
        @Override
        public boolean mayRaiseNoscript() {
            return false;
        }

        @Override
        public boolean mentions(String word) {
            return false;
        }

        @Override
        public boolean mentionsInAnyCase(String words) {
            return false;
        }

        @Override
        public boolean hasEntryThatBeginsWith(String word) {
            return false;
        }
    }

    /** The calls that are not over: a call that was cancelled before it is written does not run. */
    @Override
    CallContent<@Nullable Void> contentToWrite() {
        List<PendingCall<?>> left = new ArrayList<>(calls.size());
        for (PendingCall<?> call : calls) {
            if (!call.isDone()) {
                left.add(call);
            }
        }
        Content next = new Content(form, left);
        content = next;
        return next;
    }

    @Override
    CallContent<@Nullable Void> contentSent() {
        return content;
    }

    @Override
    ReplyDecoder<@Nullable Void> decoder() {
        return content.decoder();
    }

    @Override
    void onWritten() {
        content.calls().forEach(PendingCall::onWritten);
    }

    @Override
    public void onLoad() {
        calls.forEach(PendingCall::onLoad);
    }

    @Override
    public void sequence(long newSequence) {
        super.sequence(newSequence);
        long next = newSequence;
        for (PendingCall<?> call : calls) {
            call.sequence(next++);
        }
    }

    @Override
    public int places() {
        return calls.size();
    }

    /**
     * While a hash slot moves, a server rejects a batch of which some keys have moved. It would run calls of the other keys that
     * were sent behind it.
     */
    @Override
    public boolean isExclusive() {
        return slot() >= 0 && !content.hasSameKeys();
    }

    /** Each blocking caller has its own timeout. */
    @Override
    public boolean isAwaited() {
        for (PendingCall<?> call : calls) {
            if (!call.isAwaited()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether its calls have to be sent one by one, because the command was rejected before it has run, and another command can
     * have another answer.
     */
    public boolean isSplitBy(RetryableError reason, String error) {
        return switch (reason) {
            case NONE -> {
                ErrorReply reply = ErrorReply.parse(error);
                if (reply.isOfCompiler()) {
                    form.refuse();
                }
                yield reply.line() == 0 || reply.isOfCompiler();
            }
            case REDIRECT -> error.startsWith("ASK ");
            case UNAVAILABLE -> error.startsWith("TRYAGAIN ");
            case NO_SCRIPT, NO_FUNCTION, NO_COMMAND, NO_SHEBANG, LOADING, REPLICA -> false;
        };
    }

    /** Its calls that are not over, from now on to be sent one by one. It has not run, and is completed afterwards. */
    public List<PendingCall<?>> split() {
        List<PendingCall<?>> left = new ArrayList<>(calls);
        left.removeIf(PendingCall::isDone);
        left.forEach(call -> call.inBatch(null));
        return left;
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        boolean failed = super.completeExceptionally(failure);
        if (failed) {
            for (PendingCall<?> call : calls) {
                call.completeExceptionally(failure);
                call.inBatch(null);
            }
        }
        return failed;
    }
}
