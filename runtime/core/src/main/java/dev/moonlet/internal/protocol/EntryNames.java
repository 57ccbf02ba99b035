package dev.moonlet.internal.protocol;

import java.util.Arrays;

/**
 * The names of the keys and arguments of a call. Calls of one script share them: names are compared by identity, because each is
 * a constant of a generated class, and new ones are made only where a call differs. The last name of either is that of all
 * entries behind it, so that lists of any length have the same names.
 *
 * <p>Immutable.
 */
final class EntryNames {

    /** Those of no entries. */
    static final EntryNames NONE = new EntryNames(new String[0], new String[0], new boolean[0]);

    private final String[] keys;
    private final String[] arguments;
    private final boolean[] optionalStrings;

    private EntryNames(String[] keys, String[] arguments, boolean[] optionalStrings) {
        this.keys = keys;
        this.arguments = arguments;
        this.optionalStrings = optionalStrings;
    }

    String key(int index) {
        return keys[Math.min(index, keys.length - 1)];
    }

    String argument(int index) {
        return arguments[Math.min(index, arguments.length - 1)];
    }

    /** Whether an argument is a string that may be left out; false for a negative index. */
    boolean isOptionalString(int index) {
        return index >= 0 && optionalStrings[Math.min(index, optionalStrings.length - 1)];
    }

    /** Names that have one for the next key. */
    @SuppressWarnings("ReferenceEquality") // names are constants, and equal ones that are not are only copied
    EntryNames withKey(int index, String name) {
        return keys.length > 0 && key(index) == name
                ? this
                : new EntryNames(put(keys, index, name), arguments, optionalStrings);
    }

    /** Names that have one for the next argument. */
    @SuppressWarnings("ReferenceEquality") // as for keys
    EntryNames withArgument(int index, String name, boolean optionalString) {
        if (arguments.length > 0 && argument(index) == name && isOptionalString(index) == optionalString) {
            return this;
        }
        String[] names = put(arguments, index, name);
        boolean[] optional = Arrays.copyOf(optionalStrings, names.length);
        if (optionalStrings.length > 0 && index > optionalStrings.length) {
            Arrays.fill(optional, optionalStrings.length, index, optionalStrings[optionalStrings.length - 1]);
        }
        optional[index] = optionalString;
        return new EntryNames(keys, names, optional);
    }

    /** The names up to an index, which has a new one; those behind it are of another call. */
    private static String[] put(String[] names, int index, String name) {
        String[] changed = Arrays.copyOf(names, index + 1);
        if (names.length > 0 && index > names.length) {
            Arrays.fill(changed, names.length, index, names[names.length - 1]);
        }
        changed[index] = name;
        return changed;
    }
}
