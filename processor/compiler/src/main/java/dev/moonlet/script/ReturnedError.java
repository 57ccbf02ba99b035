package dev.moonlet.script;

import dev.moonlet.diagnostic.Label;

/**
 * A value that a script returns for a failure: {@code @error -2 MissingLock "the job is not locked"}.
 *
 * @param kind what the value is
 * @param code the value, as text; {@code nil} for nil
 * @param name what the failure is called
 * @param text what it means; may be empty
 * @param place where it is declared
 */
public record ReturnedError(Kind kind, String code, String name, String text, Label place) {

    /** What the value of a failure is. */
    public enum Kind {
        /** An integer. */
        INTEGER(LuaType.Scalar.INTEGER),
        /** A string. */
        STRING(LuaType.Scalar.STRING),
        /** Nothing. */
        NIL(LuaType.Scalar.NIL);

        private final LuaType.Scalar type;

        Kind(LuaType.Scalar type) {
            this.type = type;
        }

        /** The type of these values. */
        public LuaType.Scalar type() {
            return type;
        }
    }
}
