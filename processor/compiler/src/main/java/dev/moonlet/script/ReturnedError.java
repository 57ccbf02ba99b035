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

    /** Whether the numbers of a result arrive as text, and with them the codes that are integers. */
    public static boolean areText(LuaType result) {
        LuaType type = result.present();
        return type instanceof LuaType.Union union
                ? union.alternatives().contains(LuaType.Scalar.NUMBER)
                        || (union.alternatives().contains(LuaType.Scalar.INT64)
                                && !union.alternatives().contains(LuaType.Scalar.INTEGER))
                : type == LuaType.Scalar.NUMBER || type == LuaType.Scalar.JSON;
    }

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
