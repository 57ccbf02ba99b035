package dev.moonlet.codegen;

import dev.moonlet.internal.protocol.LibraryFunction;
import dev.moonlet.internal.protocol.SourceMap;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A library of Redis functions, as its file has it. Immutable and safe for use by several threads.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/functions-intro/">Redis functions</a>
 */
public final class CompiledLibrary {

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final String name;
    private final String digest;
    private final byte[] text;
    private final SourceMap sourceMap;
    private final Set<ErrorPrefix> raised;

    private CompiledLibrary(String name, String digest, byte[] text, SourceMap sourceMap, Set<ErrorPrefix> raised) {
        this.name = name;
        this.digest = digest;
        this.text = text;
        this.sourceMap = sourceMap;
        this.raised = raised;
    }

    /**
     * A library.
     *
     * @param name the name that servers know it by, as its first line has it
     * @param digest the SHA-1 digest of the text in UTF-8, 40 lower-case hexadecimal digits
     * @param sourceMap the lines of the text: the files, one a line, an empty line, then one run of lines a line
     * @param text the text, in pieces if it is longer than a constant of a class file
     * @throws LinkageError if the calling class was generated from a file of this project that has changed since
     */
    public static CompiledLibrary of(String name, String digest, String sourceMap, String... text) {
        ScriptSources.requireUnchanged(STACK.getCallerClass());
        byte[] bytes = String.join("", text).getBytes(StandardCharsets.UTF_8);
        return new CompiledLibrary(name, digest, bytes, SourceMap.decode(sourceMap), Set.of());
    }

    /** This library, whose functions may raise errors that begin with some words: its string literals have them. */
    public CompiledLibrary raising(ErrorPrefix... prefixes) {
        return new CompiledLibrary(name, digest, text, sourceMap, Set.of(prefixes));
    }

    /**
     * A function of the library.
     *
     * @param scriptName how messages call it, for example {@code accounts#transfer}
     * @param function its name on servers
     */
    public CompiledScript function(String scriptName, String function) {
        return function(scriptName, function, false);
    }

    /** A function that writes nothing, so that a replica may run it; otherwise as {@link #function}. */
    public CompiledScript readOnly(String scriptName, String function) {
        return function(scriptName, function, true);
    }

    private CompiledScript function(String scriptName, String function, boolean readOnly) {
        return new CompiledScript(
                LibraryFunction.given(scriptName, name, digest, function, text, sourceMap, readOnly, raised));
    }
}
