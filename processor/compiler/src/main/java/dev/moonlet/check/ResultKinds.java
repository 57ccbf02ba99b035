package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.ReturnedError;

/** Which kinds of values arrive as what a script declares of its result. */
final class ResultKinds {

    private ResultKinds() {}

    /** What the values are that stand for failures. */
    static int ofErrors(AnalyzedScript script) {
        int kinds = 0;
        for (ReturnedError error : script.signature().errors()) {
            kinds |= switch (error.kind()) {
                case INTEGER -> ValueType.NUMBER;
                case STRING -> ValueType.STRING;
                case NIL -> ValueType.FALSY;
            };
        }
        return kinds;
    }

    /** What is converted to a type that casts. */
    static int cast(LuaType type) {
        if (type == LuaType.Scalar.BOOLEAN) {
            return ValueType.ALL & ~ValueType.FUNCTION;
        }
        int status = ValueType.TABLE | ValueType.STATUS;
        return type == LuaType.Scalar.INTEGER ? ValueType.STRING | status : ValueType.NUMBER | ValueType.TRUE | status;
    }

    /** What arrives as the declared type, Redis and the lines that encode the result taken together. */
    static int fitting(LuaType type) {
        if (type instanceof LuaType.Optional optional) {
            return fitting(optional.type()) | ValueType.FALSY;
        }
        if (type instanceof LuaType.Union union) {
            return union.alternatives().stream().mapToInt(ResultKinds::fitting).reduce(0, (a, b) -> a | b);
        }
        if (!(type instanceof LuaType.Scalar scalar)) {
            return ValueType.TABLE;
        }
        return switch (scalar) {
            case STRING -> ValueType.STRING | ValueType.STATUS;
            case STATUS -> ValueType.STRING | ValueType.TABLE | ValueType.STATUS;
            case INTEGER, MILLISECONDS, SECONDS -> ValueType.NUMBER | ValueType.TRUE;
            case NUMBER -> ValueType.NUMBER | ValueType.STRING | ValueType.TRUE;
            case INT64 -> ValueType.NUMBER | ValueType.STRING;
            case BOOLEAN -> ValueType.NUMBER | ValueType.BOOLEAN;
            case JSON, MSGPACK -> ValueType.ALL & ~ValueType.NIL & ~ValueType.FUNCTION;
            case ANY, NIL -> ValueType.ALL;
        };
    }
}
