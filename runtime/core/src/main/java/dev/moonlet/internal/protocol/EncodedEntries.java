package dev.moonlet.internal.protocol;

import dev.moonlet.codegen.ScriptCall;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The keys and arguments of one call as RESP bulk strings, in the order in which they were added. */
abstract class EncodedEntries extends ScriptCall {

    private static final byte[] NOSCRIPT = "NOSCRIPT".getBytes(StandardCharsets.US_ASCII);

    private final BulkStrings strings;
    private EntryNames names;
    private int keys;

    /** The position behind the keys. */
    private int keysEnd;

    private int entries;
    private boolean startsWithNoscript;
    private boolean optionalString;

    /**
     * No entries yet.
     *
     * @param names those of the entries to come, as a guess
     * @param expectedBytes how many they take, as a guess
     */
    EncodedEntries(EntryNames names, int expectedBytes) {
        this.names = names;
        this.strings = new BulkStrings(expectedBytes);
    }

    /** The entries of another call, which has ended. */
    EncodedEntries(EncodedEntries other) {
        this.strings = other.strings;
        this.names = other.names;
        this.keys = other.keys;
        this.keysEnd = other.keysEnd;
        this.entries = other.entries;
        this.startsWithNoscript = other.startsWithNoscript;
    }

    /** Adds the entries of another call with other values, except those that are left out. */
    final void addChanged(EncodedEntries other, EntryChange change, IntPredicate leftOut) {
        int position = 0;
        for (int i = 0; i < other.entries; i++) {
            if (!leftOut.test(i)) {
                String name = other.name(i);
                if (i < other.keys) {
                    beginKey(name);
                }
                optionalString = other.isOptionalString(i);
                addUnchanging(name, LuaText.bytes(change.apply(i, other.strings.get(position))));
            }
            position = other.strings.next(position);
        }
    }

    /** Adds a key behind the others, although arguments have been added. */
    final void insertKey(String name, byte[] key) {
        int end = strings.end();
        strings.insert(keysEnd, key);
        keysEnd += strings.end() - end;
        names = names.withKey(keys, name);
        keys++;
        entries++;
    }

    /** The names of the entries. */
    final EntryNames names() {
        return names;
    }

    /** All entries as one text, for a search. */
    final String characters() {
        return strings.characters();
    }

    /** Whether an entry begins as the error of a server that lacks the script. */
    final boolean startsWithNoscript() {
        return startsWithNoscript;
    }

    /** The name of an entry, keys first. */
    public String name(int index) {
        return index < keys ? names.key(index) : names.argument(index - keys);
    }

    /** Whether an entry is a string that may be left out: it is empty then, and begins with a mark otherwise. */
    public boolean isOptionalString(int index) {
        return names.isOptionalString(index - keys);
    }

    /** What is sent for an entry, keys first. */
    public ByteBuffer entry(int index) {
        int position = 0;
        for (int i = 0; i < index; i++) {
            position = strings.next(position);
        }
        return strings.get(position);
    }

    /** A value that can't be sent is never sent, so the count does not matter then. */
    @Override
    protected void beginKey(String name) {
        if (keys != entries) {
            throw new IllegalStateException("key " + name + " comes after an argument");
        }
        keys++;
    }

    @Override
    protected void beginOptionalString(boolean present) {
        optionalString = true;
        if (present) {
            strings.markNext();
        }
    }

    @Override
    protected void addBytes(String name, byte[] value) {
        begin(name);
        strings.add(value);
        end();
    }

    @Override
    protected void addUnchanging(String name, byte[] value) {
        begin(name);
        strings.addUnchanging(value);
        end();
    }

    @Override
    protected void addText(String name, String value, int size) {
        begin(name);
        strings.add(value, size);
        end();
    }

    @Override
    protected void addDigits(String name, long value) {
        if (value == Long.MIN_VALUE) {
            String digits = Long.toString(value); // no long is its opposite
            addText(name, digits, digits.length());
            return;
        }
        begin(name);
        strings.add(value);
        end();
    }

    private void begin(String name) {
        names = keys > entries
                ? names.withKey(entries, name)
                : names.withArgument(entries - keys, name, optionalString);
        optionalString = false;
    }

    private void end() {
        if (keys > entries) {
            keysEnd = strings.end();
        }
        entries++;
        if (!startsWithNoscript) {
            startsWithNoscript = strings.lastStartsWith(NOSCRIPT);
        }
    }

    /** The keys as they are sent. */
    public List<ByteBuffer> keys() {
        return bulkStrings().subList(0, keys);
    }

    /** The arguments as they are sent. */
    public List<ByteBuffer> arguments() {
        return bulkStrings().subList(keys, entries);
    }

    private List<ByteBuffer> bulkStrings() {
        List<ByteBuffer> all = new ArrayList<>(entries);
        for (int position = 0; position < strings.end(); position = strings.next(position)) {
            all.add(strings.get(position));
        }
        return Collections.unmodifiableList(all);
    }

    /** How many keys there are. */
    public int keyCount() {
        return keys;
    }

    /** How many keys and arguments there are. */
    public int entryCount() {
        return entries;
    }

    /** The first key; {@code null} if there is none. */
    public @Nullable ByteBuffer firstKey() {
        return keys == 0 ? null : strings.get(0);
    }

    /** Hands over each key with the name of its parameter, in order. */
    public void forEachKey(BiConsumer<String, ByteBuffer> action) {
        int position = 0;
        for (int i = 0; i < keys; i++) {
            action.accept(names.key(i), strings.get(position));
            position = strings.next(position);
        }
    }

    /** Writes the keys and arguments. */
    public void writeTo(ByteBuf buffer) {
        strings.writeTo(buffer, 0, strings.end());
    }

    /** Writes the keys alone. */
    void writeKeysTo(ByteBuf buffer) {
        strings.writeTo(buffer, 0, keysEnd);
    }

    /** Writes the arguments alone. */
    void writeArgumentsTo(ByteBuf buffer) {
        strings.writeTo(buffer, keysEnd, strings.end());
    }

    /** Whether it has the same keys as another call. */
    boolean hasKeysOf(EncodedEntries other) {
        return this == other || strings.equals(keysEnd, other.strings, other.keysEnd);
    }

    /** How many bytes the keys and arguments take. */
    public int size() {
        return strings.size();
    }

    /** How many of them are copies. */
    int rowSize() {
        return strings.rowSize();
    }

    /** Whether an entry begins with a word. */
    public boolean hasEntryThatBeginsWith(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        for (int position = 0; position < strings.end(); position = strings.next(position)) {
            if (strings.startsWith(position, bytes)) {
                return true;
            }
        }
        return false;
    }
}
