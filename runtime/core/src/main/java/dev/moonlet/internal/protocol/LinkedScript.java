package dev.moonlet.internal.protocol;

import dev.moonlet.codegen.ErrorPrefix;
import io.lettuce.core.protocol.CommandType;
import io.netty.buffer.ByteBuf;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A script as the compiler linked it: what is sent to Redis, and what is needed to speak of it afterwards.
 *
 * <p>Immutable and safe for use by several threads.
 */
public sealed class LinkedScript permits LibraryFunction {

    private static final int LARGEST_EXPECTED = 1024;
    private static final String FLAGS = "flags=";

    /** What a call by digest depends on: a server loses all its scripts at once. */
    private static final String SCRIPTS = "";

    /** The flag that a server too old for flags need not know: whether a script writes is its own affair there. */
    private static final String NO_WRITES = "no-writes";

    private final String name;
    private final String digest;
    private final byte[] text;
    private final SourceMap sourceMap;
    private final boolean readOnly;
    private final Set<ErrorPrefix> raised;
    private final boolean batchable;
    private final @Nullable RequestRule requests;
    private volatile @Nullable LinkedScript withoutShebang;
    private volatile @Nullable BatchForm batchForm;

    /** A guess that threads may overwrite for each other. */
    private int expectedBytes;

    /** Those of some earlier call, which threads may overwrite for each other. */
    private EntryNames names = EntryNames.NONE;

    /**
     * A script.
     *
     * @param digest the SHA-1 digest of the text, 40 lower-case hexadecimal digits
     * @param text the linked text in UTF-8
     * @param raised the words that its string literals have, with which its own errors may begin
     */
    public LinkedScript(
            String name, String digest, byte[] text, SourceMap sourceMap, boolean readOnly, Set<ErrorPrefix> raised) {
        this(name, digest, text, sourceMap, readOnly, raised, true, null);
    }

    LinkedScript(
            String name,
            String digest,
            byte[] text,
            SourceMap sourceMap,
            boolean readOnly,
            Set<ErrorPrefix> raised,
            boolean batchable,
            @Nullable RequestRule requests) {
        this.name = Objects.requireNonNull(name, "name");
        this.digest = Objects.requireNonNull(digest, "digest");
        this.text = text;
        this.sourceMap = sourceMap;
        this.readOnly = readOnly;
        this.raised = raised;
        this.batchable = batchable;
        this.requests = requests;
    }

    /** This script, which may raise errors that begin with some words: its string literals have them. */
    public LinkedScript raising(Set<ErrorPrefix> prefixes) {
        return new LinkedScript(name, digest, text, sourceMap, readOnly, prefixes, batchable, requests);
    }

    /** This script, of which each call has to be a command. */
    public LinkedScript single() {
        return new LinkedScript(name, digest, text, sourceMap, readOnly, raised, false, requests);
    }

    /** This script, of which a request runs once. */
    public LinkedScript keeping(RequestRule rule) {
        return new LinkedScript(name, digest, text, sourceMap, readOnly, raised, batchable, rule);
    }

    /** Another form of this script, which has no batch form and catches all errors. */
    LinkedScript derived(byte[] newText) {
        return new LinkedScript(name, sha1(newText), newText, sourceMap, readOnly, Set.of(), false, requests);
    }

    /** The form that runs several calls; {@code null} if there is none. */
    @Nullable
    public BatchForm batchForm() {
        BatchForm known = batchForm;
        if (known == null && batchable) {
            known = initBatchForm();
        }
        return known;
    }

    private synchronized BatchForm initBatchForm() {
        BatchForm known = batchForm;
        if (known == null) {
            known = BatchForm.of(this, string());
            batchForm = known;
        }
        return known;
    }

    /** Whether the script writes nothing, which Redis holds it to. */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** How outcomes of its requests are kept; {@code null} if a call runs as often as it is sent. */
    @Nullable
    public RequestRule requests() {
        return requests;
    }

    Set<ErrorPrefix> raised() {
        return raised;
    }

    /** Whether the script itself may raise an error that begins with a word. */
    public boolean raises(ErrorPrefix prefix) {
        return raised.contains(prefix);
    }

    /** Whether the script has some words in its text, so that it may reply with them. */
    public boolean mentions(String words) {
        return string().contains(words);
    }

    /** Whether what a server knows by the same name has the same text. */
    public boolean isNamedByContent() {
        return true;
    }

    /** Whether it is called by the name of a function, which a library has; its text is that of the library then. */
    public boolean isFunction() {
        return false;
    }

    /**
     * What a server has to have for a call: calls with the same dependency are rejected together if it is lost. {@code null} for
     * a call that is sent with its text.
     */
    public @Nullable String dependency(CommandType command) {
        return CommandSupport.isByDigest(command) ? SCRIPTS : null;
    }

    /** Whether the text begins with a line for the server, {@code #!lua flags=…}, which servers before Redis 7 can't read. */
    public boolean hasShebang() {
        return text.length > 1 && text[0] == '#' && text[1] == '!';
    }

    /** The first flag that a server must know to run the script as it is meant; empty if there is none. */
    public Optional<String> newerFlag() {
        return flags().filter(flag -> !flag.equals(NO_WRITES)).findFirst();
    }

    /** The flags in the line for the server. */
    Stream<String> flags() {
        if (!hasShebang()) {
            return Stream.empty();
        }
        return Arrays.stream(string().lines().findFirst().orElse("").split("\\s+"))
                .filter(word -> word.startsWith(FLAGS))
                .flatMap(word -> Arrays.stream(word.substring(FLAGS.length()).split(",")))
                .filter(flag -> !flag.isEmpty());
    }

    /**
     * This script with an empty first line in place of the one for the server; the same script if it has a flag that the
     * server must know.
     */
    public LinkedScript withoutShebang() {
        LinkedScript known = withoutShebang;
        if (known == null && newerFlag().isPresent()) {
            known = this;
            withoutShebang = known;
        } else if (known == null) {
            String whole = string();
            int end = whole.indexOf('\n');
            byte[] rest = whole.substring(end < 0 ? whole.length() : end).getBytes(StandardCharsets.UTF_8);
            known = new LinkedScript(name, sha1(rest), rest, sourceMap, readOnly, raised, false, requests);
            withoutShebang = known;
        }
        return known;
    }

    static String sha1(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(bytes);
            return String.format("%040x", new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** The linked text. */
    String string() {
        return new String(text, StandardCharsets.UTF_8);
    }

    /** The script's name. */
    public String name() {
        return name;
    }

    /** The digests that servers know it by: its own, those of its batch form, and those of what servers before Redis 7 get. */
    public List<String> digests() {
        BatchForm batch = batchForm();
        return Stream.concat(Stream.of(this), batch == null ? Stream.empty() : Stream.of(batch.script()))
                .flatMap(form -> form.hasShebang() ? Stream.of(form, form.withoutShebang()) : Stream.of(form))
                .map(LinkedScript::digest)
                .distinct()
                .toList();
    }

    /** The SHA-1 digest that {@code EVALSHA} takes. */
    public String digest() {
        return digest;
    }

    /** The linked text in UTF-8, as an argument of {@code SCRIPT LOAD}: a fresh copy. */
    public byte[] textCopy() {
        return text.clone();
    }

    /** The size of the linked text in bytes. */
    public int textSize() {
        return text.length;
    }

    /** Writes the linked text. */
    public void writeText(ByteBuf buffer) {
        buffer.writeBytes(text);
    }

    /** How many bytes the keys and arguments of the longest call so far took, up to a limit. */
    int expectedBytes() {
        return expectedBytes;
    }

    /** Notes how many bytes the keys and arguments of a call take. */
    void expect(int bytes) {
        if (bytes > expectedBytes && bytes <= LARGEST_EXPECTED) {
            expectedBytes = bytes;
        }
    }

    /** The names of keys and arguments that some earlier call had. */
    EntryNames names() {
        return names;
    }

    /** Notes the names that a call has. */
    void expect(EntryNames used) {
        names = used;
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
                : string().lines().skip(number - 1L).findFirst();
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
