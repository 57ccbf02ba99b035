package dev.moonlet.codegen;

import dev.moonlet.ValueCodec;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The codes of an enum. Generated code adds all of them and changes nothing afterwards; from then on, safe for
 * use by several threads.
 *
 * @param <E> the enum
 * @param <C> their codes: {@code Long} or {@code String}
 */
public final class EnumCodes<E extends Enum<E>, C> implements ValueCodec<E, C> {

    private final Class<E> type;
    private final Map<E, C> codes;
    private final Map<C, E> constants = new HashMap<>();

    /** None yet. */
    public EnumCodes(Class<E> type) {
        this.type = type;
        this.codes = new EnumMap<>(type);
    }

    /** Adds a constant. */
    public EnumCodes<E, C> code(C code, E constant) {
        codes.put(constant, code);
        constants.put(code, constant);
        return this;
    }

    @Override
    public C encode(E constant) {
        C code = codes.get(constant);
        if (code == null) {
            throw new IllegalArgumentException("%s has no code".formatted(constant));
        }
        return code;
    }

    @Override
    public E decode(C code) {
        E constant = constants.get(code);
        if (constant == null) {
            throw new IllegalArgumentException("this is not the code of a constant");
        }
        return constant;
    }

    /** What a value has to be. */
    @Override
    public String toString() {
        return "the code of a constant of " + type.getSimpleName();
    }
}
