package dev.moonlet.script;

/** What the reply of a value is, as far as it tells the alternatives of a type apart. */
public enum UnionShape {
    /** An integer. */
    INTEGER("integers"),
    /** A string. */
    STRING("strings"),
    /** An array. */
    ARRAY("arrays");

    private final String plural;

    UnionShape(String plural) {
        this.plural = plural;
    }

    /** What replies of it are, as a message says it. */
    public String plural() {
        return plural;
    }

    /**
     * What replies of a type are.
     *
     * @throws IllegalArgumentException if they can be anything
     */
    public static UnionShape of(LuaType type) {
        if (!(type instanceof LuaType.Scalar scalar)) {
            return ARRAY;
        }
        return switch (scalar) {
            case INTEGER, BOOLEAN, MILLISECONDS, SECONDS -> INTEGER;
            case STRING, STATUS, INT64, NUMBER -> STRING;
            case JSON, MSGPACK, ANY, NIL -> throw new IllegalArgumentException(type.notation() + " has no shape");
        };
    }
}
