package dev.moonlet.internal.protocol;

import dev.moonlet.ReplyMismatchException;
import dev.moonlet.ReturnedErrorException;
import dev.moonlet.ScriptErrorException;
import dev.moonlet.codegen.FailureValue;
import dev.moonlet.codegen.Reply;
import io.lettuce.core.RedisException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A place in a buffered reply, which moves from front to back, and the errors of what is found there. */
abstract class ReplyCursor {

    final ReplyBuffer buffer = new ReplyBuffer();

    @SuppressWarnings("NullAway.Init") // known when it is read
    private LinkedScript script;

    /** The index of the next value. */
    int position;

    private int bytePosition;

    /** Where the value ends that is read alone. */
    private int end;

    private int byteEnd;

    /** The values of the reply. */
    final ReplyBuffer buffer() {
        return buffer;
    }

    /** Begins with the first value of the reply to a script. */
    final void begin(LinkedScript repliedTo) {
        script = repliedTo;
        position = 0;
        bytePosition = 0;
    }

    /** Goes on with the value of another script. */
    final void goOn(LinkedScript repliedTo) {
        script = repliedTo;
    }

    /** Hides the values behind the next one, which alone is read until {@link #leaveNext}. */
    final void enterNext() {
        int start = position;
        int byteStart = bytePosition;
        skip();
        end = position;
        byteEnd = bytePosition;
        position = start;
        bytePosition = byteStart;
        buffer.limit(end);
    }

    /** Moves behind that value, whatever was read of it. */
    final void leaveNext() {
        buffer.limit(Integer.MAX_VALUE);
        position = end;
        bytePosition = byteEnd;
    }

    private void skip() {
        for (long pending = 1; pending > 0; pending--) {
            ReplyBuffer.Kind kind = kind();
            long number = nextNumber();
            switch (kind) {
                case ARRAY -> pending += number;
                case MAP -> pending += 2 * number;
                case STRING, ERROR -> bytePosition += (int) number;
                case NIL, INTEGER, DOUBLE -> {}
            }
        }
    }

    /** The kind of the next value. */
    final ReplyBuffer.Kind kind() {
        return buffer.kind(position);
    }

    /** Fails unless the next value is of a kind. */
    final void require(ReplyBuffer.Kind kind, String path, String expected) {
        if (position >= buffer.size()) {
            throw mismatch(path, expected, "nothing");
        }
        ReplyBuffer.Kind found = kind();
        if (found == kind) {
            return;
        }
        if (found == ReplyBuffer.Kind.ERROR) {
            throw error();
        }
        throw mismatch(path, expected, found.description());
    }

    /** The error that the next value is. */
    final ScriptErrorException error() {
        return ErrorReply.parse(nextString()).toException(script);
    }

    final ReplyMismatchException mismatch(String path, String expected, String found, @Nullable Throwable cause) {
        return new ReplyMismatchException(script.name(), path, expected, found, cause);
    }

    final ReplyMismatchException mismatch(String path, String expected, String found) {
        return new ReplyMismatchException(script.name(), path, expected, found, null);
    }

    /** What the next value is. */
    public final Reply.Shape shape() {
        if (buffer.size() == 0) {
            return Reply.Shape.STRING; // the status that Lettuce does not pass on
        }
        return switch (kind()) {
            case INTEGER -> Reply.Shape.INTEGER;
            case STRING -> Reply.Shape.STRING;
            case ARRAY, MAP -> Reply.Shape.ARRAY;
            case NIL -> Reply.Shape.NIL;
            case DOUBLE, ERROR -> Reply.Shape.OTHER;
        };
    }

    /** Whether the next value is one that stands for a failure. */
    public final boolean is(FailureValue value) {
        Reply.Shape shape = shape();
        if (shape == Reply.Shape.INTEGER) {
            return value.shape() == shape
                    && Long.toString(buffer.number(position)).equals(value.code());
        }
        if (shape == Reply.Shape.STRING && buffer.size() > 0) {
            boolean comparable = value.shape() == shape || value.text();
            byte[] code = value.code().getBytes(StandardCharsets.UTF_8);
            return comparable && Arrays.equals(buffer.bytes(bytePosition, (int) buffer.number(position)), code);
        }
        return shape == Reply.Shape.NIL && value.shape() == shape;
    }

    /** The error that the next value is something else than expected. */
    public final ReplyMismatchException mismatch(String expected) {
        if (position < buffer.size() && kind() == ReplyBuffer.Kind.ERROR) {
            throw error();
        }
        return mismatch("", expected, position < buffer.size() ? kind().description() : "nothing");
    }

    /** The error that the script returned a value that it declares as a failure. */
    public final ReturnedErrorException returnedError(String code, String name, String text) {
        return new ReturnedErrorException(script.name(), code, name, text);
    }

    final long nextNumber() {
        return buffer.number(position++);
    }

    /** Text where it is certain to be some: numbers and errors. */
    final String nextString() {
        int length = (int) nextNumber();
        String text = buffer.text(bytePosition, length);
        bytePosition += length;
        return text;
    }

    final Object nextTextOrBytes() {
        int length = (int) nextNumber();
        Object value = buffer.textOrBytes(bytePosition, length);
        bytePosition += length;
        return value;
    }

    /** The next value, which must be text. */
    final String nextText(String path) {
        if (nextTextOrBytes() instanceof String text) {
            return text;
        }
        throw mismatch(path, "a string in UTF-8", "bytes that are none, which a byte[] could take");
    }

    final byte[] nextBytes() {
        int length = (int) nextNumber();
        byte[] value = buffer.bytes(bytePosition, length);
        bytePosition += length;
        return value;
    }

    /** What a decoder threw, with the place. Only the constructor of a record throws what is not Moonlet's own. */
    final RuntimeException failed(String path, RuntimeException failure) {
        if (failure instanceof ReplyMismatchException mismatch) {
            return mismatch(path + mismatch.path(), mismatch.expected(), mismatch.found(), mismatch.getCause());
        }
        return failure instanceof RedisException
                ? failure
                : mismatch(path, "values that the constructor of the record takes", "others", failure);
    }
}
