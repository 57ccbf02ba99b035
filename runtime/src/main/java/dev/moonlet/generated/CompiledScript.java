package dev.moonlet.generated;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * A script as the compiler linked it: what is sent to Redis, and what is needed to speak of it afterwards.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class CompiledScript {

    /** From what a server says that does not know a script. */
    private static final String UNKNOWN = "No matching script";

    private final String name;
    private final String digest;
    private final byte[] text;
    private final SourceMap sourceMap;
    private final boolean readOnly;
    private final boolean repliesUnknown;

    /**
     * Used by generated code, once a script.
     *
     * @param name the script's name, for example {@code jobs/push}
     * @param digest the SHA-1 digest of the text in UTF-8, 40 lower-case hexadecimal digits
     * @param sourceMap the lines of the text, as {@link SourceMap#encode()} writes them
     * @param text the linked text, in pieces where it is longer than a constant of a class file
     */
    public CompiledScript(String name, String digest, String sourceMap, String... text) {
        this(false, name, digest, sourceMap, text);
    }

    private CompiledScript(boolean readOnly, String name, String digest, String sourceMap, String... text) {
        this.readOnly = readOnly;
        this.name = Objects.requireNonNull(name, "name");
        this.digest = Objects.requireNonNull(digest, "digest");
        this.sourceMap = SourceMap.decode(sourceMap);
        this.text = String.join("", text).getBytes(StandardCharsets.UTF_8);
        this.repliesUnknown = mentions(UNKNOWN);
    }

    /** The same for a script that writes nothing, so that a replica may run it. */
    public static CompiledScript readOnly(String name, String digest, String sourceMap, String... text) {
        return new CompiledScript(true, name, digest, sourceMap, text);
    }

    /** Whether the script writes nothing, which Redis holds it to. */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** Whether the script has some words in its text, so that it may reply with them. */
    public boolean mentions(String words) {
        return new String(text, StandardCharsets.UTF_8).contains(words);
    }

    /** Whether the script may reply with the words of a server that does not know it: it has them in its text. */
    public boolean repliesUnknown() {
        return repliesUnknown;
    }

    /** The script's name. */
    public String name() {
        return name;
    }

    /** The SHA-1 digest that {@code EVALSHA} takes. */
    public String digest() {
        return digest;
    }

    /** The linked text in UTF-8: a fresh copy. */
    public byte[] text() {
        return text.clone();
    }

    /**
     * A line of the linked text.
     *
     * @param number its number, from 1
     * @return the line without its end; empty where there is no such line
     */
    public Optional<String> line(int number) {
        return number < 1
                ? Optional.empty()
                : new String(text, StandardCharsets.UTF_8)
                        .lines()
                        .skip(number - 1L)
                        .findFirst();
    }

    /** Where each line of the linked text comes from. */
    public SourceMap sourceMap() {
        return sourceMap;
    }

    @Override
    public String toString() {
        return name + " (" + digest + ")";
    }
}
