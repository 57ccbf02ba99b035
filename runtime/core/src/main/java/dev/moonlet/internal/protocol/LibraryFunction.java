package dev.moonlet.internal.protocol;

import dev.moonlet.codegen.ErrorPrefix;
import io.lettuce.core.protocol.CommandType;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function of a library, whose text is that of the library: functions of a library are loaded and lost together. Where
 * Moonlet has named the library by its content, the name takes the place of a digest.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @see <a href="https://redis.io/docs/latest/commands/fcall/">FCALL</a>
 */
public final class LibraryFunction extends LinkedScript {

    private final String library;
    private final String function;

    /** The name as a RESP bulk string, without the end of the line. */
    private final byte[] encodedName;

    /**
     * A function of a library that is named by its content.
     *
     * @param name the name of the script that it is
     * @param library the name of the library
     * @param function the name of the function, in ASCII
     * @param text the text of the library in UTF-8
     * @param sourceMap the lines of that
     * @param raised the words that the string literals of the function have
     * @param requests how outcomes of its requests are kept; {@code null} if a call runs as often as it is sent
     */
    public LibraryFunction(
            String name,
            String library,
            String function,
            byte[] text,
            SourceMap sourceMap,
            boolean readOnly,
            Set<ErrorPrefix> raised,
            @Nullable RequestRule requests) {
        this(name, library, library, function, text, sourceMap, readOnly, raised, requests);
    }

    private LibraryFunction(
            String name,
            String library,
            String digest,
            String function,
            byte[] text,
            SourceMap sourceMap,
            boolean readOnly,
            Set<ErrorPrefix> raised,
            @Nullable RequestRule requests) {
        super(name, digest, text, sourceMap, readOnly, raised, false, requests);
        this.library = library;
        this.function = function;
        this.encodedName = ("$" + function.length() + "\r\n" + function).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * A function of a library that was named by its author, so that servers can have other libraries of that name.
     *
     * @param digest the SHA-1 digest of the text of the library
     */
    public static LibraryFunction given(
            String name,
            String library,
            String digest,
            String function,
            byte[] text,
            SourceMap sourceMap,
            boolean readOnly,
            Set<ErrorPrefix> raised) {
        return new LibraryFunction(name, library, digest, function, text, sourceMap, readOnly, raised, null);
    }

    /** The name that {@code FCALL} takes. */
    public String function() {
        return function;
    }

    /** The name of the library. */
    public String library() {
        return library;
    }

    @Override
    public boolean isNamedByContent() {
        return library.equals(digest());
    }

    /** The text of the library. */
    public String libraryText() {
        return string();
    }

    @Override
    public LibraryFunction raising(Set<ErrorPrefix> prefixes) {
        return new LibraryFunction(
                name(), library, digest(), function, textCopy(), sourceMap(), isReadOnly(), prefixes, requests());
    }

    @Override
    public boolean isFunction() {
        return true;
    }

    @Override
    public String dependency(CommandType command) {
        return digest();
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
