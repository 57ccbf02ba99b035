package dev.moonlet.script;

import java.util.List;
import java.util.Optional;

/**
 * An enum of Java whose constants a script uses by name.
 *
 * @param name its qualified name
 * @param constants its constants, in their order
 */
public record JavaEnum(String name, List<Constant> constants) {

    /** Lua's numbers tell all integers up to this one apart. */
    private static final long LARGEST_EXACT = 1L << 53;

    /** Copies the list. */
    public JavaEnum {
        constants = List.copyOf(constants);
    }

    /** Whether integers stand for its constants. */
    public boolean hasCodes() {
        return !constants.isEmpty()
                && constants.stream().allMatch(constant -> constant.code().isPresent());
    }

    /** This enum; without codes, unless all constants have one that Lua reads exactly, and no two the same. */
    public JavaEnum checked() {
        long different = constants.stream().map(Constant::code).distinct().count();
        boolean exact = constants.stream()
                .flatMap(constant -> constant.code().stream())
                .allMatch(code -> code <= LARGEST_EXACT && code >= -LARGEST_EXACT);
        return hasCodes() && different == constants.size() && exact
                ? this
                : new JavaEnum(
                        name,
                        constants.stream()
                                .map(constant -> new Constant(constant.name(), Optional.empty()))
                                .toList());
    }

    /**
     * A constant.
     *
     * @param name its name
     * @param code what it is sent as; empty if that is its name
     */
    public record Constant(String name, Optional<Long> code) {}

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
    }
}
