package dev.moonlet.lua.scope;

import java.util.Arrays;

/** Numbers by the offset of a node: data about a tree, outside of it and without an object for each entry. */
final class OffsetTable {

    private static final int VALUE_BITS = 32;

    private final long[] entries;
    private final int size;

    private OffsetTable(long[] entries, int size) {
        this.entries = entries;
        this.size = size;
    }

    /** The number at an offset, or -1. */
    int get(int offset) {
        int found = Arrays.binarySearch(entries, 0, size, (long) offset << VALUE_BITS);
        int index = found >= 0 ? found : -found - 1;
        return index < size && entries[index] >>> VALUE_BITS == offset ? (int) entries[index] : -1;
    }

    /** Gathers entries in any order. */
    static final class Builder {

        private long[] entries = new long[64];
        private int size;

        void put(int offset, int value) {
            if (size == entries.length) {
                entries = Arrays.copyOf(entries, 2 * size);
            }
            entries[size++] = (long) offset << VALUE_BITS | value;
        }

        OffsetTable build() {
            Arrays.sort(entries, 0, size);
            return new OffsetTable(entries, size);
        }
    }
}
