package dev.moonlet.lua;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The names of a file, each as one string, found by its characters without making a string first. */
final class NameTable {

    private static final int CAPACITY = 128;
    private static final NameTable KEYWORDS = keywords();

    private @Nullable String[] names;
    private @Nullable TokenKind[] kinds;
    private int size;

    /** A table that holds the keywords. */
    NameTable() {
        this.names = KEYWORDS.names.clone();
        this.kinds = KEYWORDS.kinds.clone();
        this.size = KEYWORDS.size;
    }

    private NameTable(int capacity) {
        this.names = new String[capacity];
        this.kinds = new TokenKind[capacity];
    }

    private static NameTable keywords() {
        NameTable table = new NameTable(CAPACITY);
        for (TokenKind kind : TokenKind.values()) {
            if (kind.isKeyword()) {
                table.put(kind.text(), kind);
            }
        }
        return table;
    }

    /** The index of a name in a text; {@code hash} is that of {@link String#hashCode()}. */
    int find(String text, int start, int end, int hash) {
        int slot = slot(hash);
        for (String name = names[slot]; name != null; name = names[slot]) {
            if (name.hashCode() == hash
                    && name.length() == end - start
                    && text.regionMatches(start, name, 0, name.length())) {
                return slot;
            }
            slot = (slot + 1) & (names.length - 1);
        }
        if (2 * size >= names.length) {
            grow();
            return find(text, start, end, hash);
        }
        names[slot] = text.substring(start, end);
        kinds[slot] = TokenKind.NAME;
        size++;
        return slot;
    }

    String name(int index) {
        return Objects.requireNonNull(names[index]);
    }

    TokenKind kind(int index) {
        return Objects.requireNonNull(kinds[index]);
    }

    private void grow() {
        NameTable larger = new NameTable(2 * names.length);
        for (int i = 0; i < names.length; i++) {
            if (names[i] != null) {
                larger.put(name(i), kind(i));
            }
        }
        names = larger.names;
        kinds = larger.kinds;
        size = larger.size;
    }

    private void put(String name, TokenKind kind) {
        int slot = slot(name.hashCode());
        while (names[slot] != null) {
            slot = (slot + 1) & (names.length - 1);
        }
        names[slot] = name;
        kinds[slot] = kind;
        size++;
    }

    private int slot(int hash) {
        return (hash ^ (hash >>> 15)) & (names.length - 1);
    }

    @Override
    public String toString() {
        return Arrays.toString(names);
    }
}
