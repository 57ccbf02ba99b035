package dev.moonlet.codegen;

import dev.moonlet.ValueCodec;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The integers that stand for the constants of an enum. Generated code adds all of them and changes nothing afterwards; from then
 * on, safe for use by several threads.
 *
 * @param <E> the enum
 */
public final class EnumCodes<E extends Enum<E>> implements ValueCodec<E, Long> {

    private final Class<E> type;
    private final Map<E, Long> codes;
    private final Map<Long, E> constants = new HashMap<>();

    /** None yet. */
    public EnumCodes(Class<E> type) {
        this.type = type;
        this.codes = new EnumMap<>(type);
    }

    /** Adds a constant. */
    public EnumCodes<E> code(long code, E constant) {
        codes.put(constant, code);
        constants.put(code, constant);
        return this;
    }

    @Override
    public Long encode(E constant) {
        Long code = codes.get(constant);
        if (code == null) {
            throw new IllegalArgumentException("%s has no code".formatted(constant));
        }
        return code;
    }

    @Override
    public E decode(Long code) {
        E constant = constants.get(code);
        if (constant == null) {
            throw new IllegalArgumentException("%d is not the code of a constant".formatted(code));
        }
        return constant;
    }

    /** What a value has to be. */
    @Override
    public String toString() {
        return "the code of a constant of " + type.getSimpleName();
    }
}
