package dev.moonlet.script;

import dev.moonlet.lua.StringLiterals;
import java.util.List;
import java.util.Optional;

/**
 * An enum of Java whose constants a script uses by name.
 *
 * @param name its qualified name
 * @param constants its constants, in their order
 */
public record JavaEnum(String name, List<Constant> constants) {

    /** Lua tells all integers up to this one apart. */
    private static final long LARGEST_EXACT = 1L << 53;

    /** The codes of an enum. */
    public enum Codes {
        /** Their names. */
        NAMES,
        /** Integers. */
        INTEGERS,
        /** Texts. */
        TEXTS
    }

    /** Copies the list. */
    public JavaEnum {
        constants = List.copyOf(constants);
    }

    /** The codes of the constants: codes, if all have one of the same kind, no two the same, and Lua reads them exactly. */
    public Codes codes() {
        if (constants.isEmpty()) {
            return Codes.NAMES;
        }
        boolean integers = constants.stream()
                .allMatch(constant -> constant.text().isEmpty()
                        && constant.code()
                                .filter(code -> code <= LARGEST_EXACT && code >= -LARGEST_EXACT)
                                .isPresent());
        boolean texts = constants.stream()
                .allMatch(
                        constant -> constant.code().isEmpty() && constant.text().isPresent());
        long different = constants.stream()
                .map(constant -> integers ? constant.code() : constant.text())
                .distinct()
                .count();
        if (different < constants.size() || !(integers || texts)) {
            return Codes.NAMES;
        }
        return integers ? Codes.INTEGERS : Codes.TEXTS;
    }

    /** The value of a constant, as Lua: its code, or its name if it has none. */
    public String value(Constant constant) {
        return switch (codes()) {
            case NAMES -> StringLiterals.quoted(constant.name());
            case INTEGERS -> constant.code().map(String::valueOf).orElseThrow();
            case TEXTS ->
                StringLiterals.quoted(StringLiterals.text(constant.text().orElseThrow()));
        };
    }

    /**
     * A constant.
     *
     * @param name its name
     * @param code the integer that stands for it; empty if there is none
     * @param text the text that stands for it; empty if there is none
     */
    public record Constant(String name, Optional<Long> code, Optional<String> text) {}

    /** Finds enums by their names. */
    @FunctionalInterface
    public interface Lookup {

        /** No enum is found. */
        Lookup NONE = name -> Optional.empty();

        /**
         * An enum; empty if there is none of the name.
         *
         * @param name its qualified name, with dots before nested types
         */
        Optional<JavaEnum> find(String name);

        /** The qualified names of the enums in the package or the type that a name begins with, as far as they are known. */
        default List<String> beside(String name) {
            return List.of();
        }
    }
}
