package dev.moonlet;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Records what Lettuce reads. It accepts every reply there is, so that none is lost in the client's own types. */
final class ReplyOutput extends CommandOutput<byte[], byte[], ReplyTape> {

    /** For so many elements room is made before they come. */
    private static final int LARGEST_EXPECTED = 4096;

    private boolean errorTold;

    ReplyOutput() {
        super(ByteArrayCodec.INSTANCE, new ReplyTape()); // decodes nothing
    }

    @Override
    public void set(@Nullable ByteBuffer bytes) {
        output.record(ReplyTape.Kind.STRING, bytes);
    }

    @Override
    public void set(long integer) {
        output.record(ReplyTape.Kind.INTEGER, integer);
    }

    @Override
    public void set(double number) {
        output.record(ReplyTape.Kind.DOUBLE, Double.doubleToRawLongBits(number));
    }

    @Override
    public void set(boolean value) {
        output.record(ReplyTape.Kind.INTEGER, value ? 1 : 0);
    }

    @Override
    public void setError(@Nullable ByteBuffer message) {
        if (output.size() > 0) {
            output.record(ReplyTape.Kind.ERROR, message);
        } else {
            errorTold = true;
            super.setError(message);
        }
    }

    /** Whether the server has answered with an error since this was asked for. */
    boolean forgetError() {
        boolean told = errorTold;
        errorTold = false;
        return told;
    }

    @Override
    public void multi(int count) {
        if (count < 0) {
            output.record(ReplyTape.Kind.NIL, 0);
        } else {
            output.expect(1 + Math.min(count, LARGEST_EXPECTED));
            output.record(ReplyTape.Kind.ARRAY, count);
        }
    }

    @Override
    public void multiMap(int count) {
        output.record(ReplyTape.Kind.MAP, count);
    }
}
