package dev.moonlet.internal.protocol;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code EVALSHA}, {@code EVAL} and {@code FCALL}, which are already encoded: digest, text or name, number of
 * keys, keys, arguments. The connection's codec has no part in it.
 */
final class ScriptCommandArgs extends CommandArgs<byte[], byte[]> {

    private static final int LINE_END = '\r' << 8 | '\n';
    private static final byte[] EVAL = ascii("$4\r\nEVAL\r\n");
    private static final byte[] EVALSHA = ascii("$7\r\nEVALSHA\r\n");
    private static final byte[] EVAL_RO = ascii("$7\r\nEVAL_RO\r\n");
    private static final byte[] EVALSHA_RO = ascii("$10\r\nEVALSHA_RO\r\n");
    private static final byte[] FCALL = ascii("$5\r\nFCALL\r\n");
    private static final byte[] FCALL_RO = ascii("$8\r\nFCALL_RO\r\n");
    private static final byte[] DIGEST = ascii("$40\r\n");

    private final CallContent<?> call;
    private final LinkedScript script;
    private final CommandType command;

    /** The arguments of a call, which begin with the text of a script, its digest, or the name of a function. */
    ScriptCommandArgs(CallContent<?> call, LinkedScript script, CommandType command) {
        super(ByteArrayCodec.INSTANCE);
        this.call = call;
        this.script = script;
        this.command = command;
    }

    /** A call as the client's timeouts see it before there is an attempt. */
    @SuppressWarnings("NullAway") // it has no output
    static RedisCommand<byte[], byte[], Object> describe(CallContent<?> call) {
        LinkedScript script = call.script();
        CommandType command = CommandType.EVALSHA;
        return new Command<>(command, null, new ScriptCommandArgs(call, script, command)) {
            @Override
            public String toString() {
                return command + " " + script;
            }
        };
    }

    @Override
    public int count() {
        return 2 + call.entryCount();
    }

    @Override
    public void encode(ByteBuf buffer) {
        encodeArguments(buffer, call, script, command);
    }

    /** Writes a whole command. */
    static void encode(ByteBuf buffer, CallContent<?> call, LinkedScript script, CommandType command) {
        buffer.writeByte('*');
        writeNumber(buffer, 3 + call.entryCount());
        buffer.writeBytes(
                switch (command) {
                    case EVAL -> EVAL;
                    case EVAL_RO -> EVAL_RO;
                    case EVALSHA_RO -> EVALSHA_RO;
                    case FCALL -> FCALL;
                    case FCALL_RO -> FCALL_RO;
                    default -> EVALSHA;
                });
        encodeArguments(buffer, call, script, command);
    }

    private static void encodeArguments(ByteBuf buffer, CallContent<?> call, LinkedScript script, CommandType command) {
        if (script instanceof LibraryFunction function) {
            function.writeName(buffer);
        } else if (CommandSupport.isByDigest(command)) {
            buffer.writeBytes(DIGEST);
            buffer.writeCharSequence(script.digest(), StandardCharsets.US_ASCII);
        } else {
            buffer.writeByte('$');
            writeNumber(buffer, script.textSize());
            script.writeText(buffer);
        }
        buffer.writeShort(LINE_END);
        int keys = call.keyCount();
        buffer.writeByte('$');
        writeNumber(buffer, digits(keys));
        writeNumber(buffer, keys);
        call.writeTo(buffer);
    }

    static int digits(int number) {
        return number < 10 ? 1 : 1 + digits(number / 10);
    }

    /** Writes a number, which is not negative, in digits, and the end of the line. */
    static void writeNumber(ByteBuf buffer, int number) {
        writeDigits(buffer, number);
        buffer.writeShort(LINE_END);
    }

    private static void writeDigits(ByteBuf buffer, int number) {
        if (number > 9) {
            writeDigits(buffer, number / 10);
        }
        buffer.writeByte('0' + number % 10);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public @Nullable ByteBuffer getFirstEncodedKey() {
        return call.firstKey();
    }

    /** Names the script and no content: Lettuce logs this. */
    @Override
    public String toCommandString() {
        return script.digest() + " " + call.keyCount();
    }

    @Override
    public String toString() {
        return toCommandString();
    }
}
