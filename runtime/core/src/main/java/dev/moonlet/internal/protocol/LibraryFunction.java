package dev.moonlet.internal.protocol;

import dev.moonlet.codegen.ErrorPrefix;
import io.lettuce.core.protocol.CommandType;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function of a library. Its text is that of the library, and the name of the library takes the place of a digest: functions
 * of a library are loaded and lost together.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @see <a href="https://redis.io/docs/latest/commands/fcall/">FCALL</a>
 */
public final class LibraryFunction extends LinkedScript {

    private final String function;

    /** The name as a RESP bulk string, without the end of the line. */
    private final byte[] encodedName;

    /**
     * A function.
     *
     * @param name the name of the script that it is
     * @param library the name of the library
     * @param function the name of the function, in ASCII
     * @param text the text of the library in UTF-8
     * @param sourceMap the lines of that
     * @param raised the words that the string literals of the function have
     */
    public LibraryFunction(
            String name,
            String library,
            String function,
            byte[] text,
            SourceMap sourceMap,
            boolean readOnly,
            Set<ErrorPrefix> raised) {
        super(name, library, text, sourceMap, readOnly, raised);
        this.function = function;
        this.encodedName = ("$" + function.length() + "\r\n" + function).getBytes(StandardCharsets.US_ASCII);
    }

    /** The name that {@code FCALL} takes. */
    public String function() {
        return function;
    }

    /** The name of the library. */
    public String library() {
        return digest();
    }

    /** The text of the library. */
    public String libraryText() {
        return string();
    }

    @Override
    public LibraryFunction raising(Set<ErrorPrefix> prefixes) {
        return new LibraryFunction(name(), library(), function, textCopy(), sourceMap(), isReadOnly(), prefixes);
    }

    @Override
    public boolean isFunction() {
        return true;
    }

    @Override
    public String dependency(CommandType command) {
        return library();
    }

    /** The first line of a library names it; a server that has no functions rejects the command already. */
    @Override
    public boolean hasShebang() {
        return false;
    }

    /** Each call of a function is a command. */
    @Override
    public @Nullable BatchForm batchForm() {
        return null;
    }

    /** Writes the name as a RESP bulk string, without the end of the line. */
    void writeName(ByteBuf buffer) {
        buffer.writeBytes(encodedName);
    }
}
