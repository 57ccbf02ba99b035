package dev.moonlet.adopt;

import dev.moonlet.analysis.proposal.ProposedEntry;
import dev.moonlet.script.LuaType;

/** The Java types that go with the types of scripts. */
final class JavaTypes {

    private JavaTypes() {}

    /** The type of a parameter. */
    static String parameter(ProposedEntry entry) {
        return switch (entry.form()) {
            case ONE, EMPTY -> argument(entry);
            case OPTIONAL -> "Optional<" + boxed(argument(entry)) + ">";
            case REST -> "List<" + boxed(argument(entry)) + ">";
        };
    }

    /** The type of an argument: what the script decodes itself is passed as it is. */
    static String argument(ProposedEntry entry) {
        return entry.moment() ? "Instant" : argument(entry.type());
    }

    private static String argument(LuaType type) {
        return type == LuaType.Scalar.JSON ? "String" : type == LuaType.Scalar.MSGPACK ? "byte[]" : value(type);
    }

    /** The type of a value, or of a part of a result. */
    static String value(LuaType type) {
        if (type instanceof LuaType.Optional optional) {
            return optional(optional.type());
        }
        if (type instanceof LuaType.Array array) {
            return "List<" + boxed(array.element()) + ">";
        }
        if (type instanceof LuaType.Pairs pairs) {
            return "Map<" + boxed(pairs.key()) + ", " + boxed(pairs.value()) + ">";
        }
        return switch (type instanceof LuaType.Scalar scalar ? scalar : LuaType.Scalar.ANY) {
            case STRING, STATUS -> "String";
            case INTEGER, INT64 -> "long";
            case NUMBER -> "double";
            case BOOLEAN -> "boolean";
            case MILLISECONDS, SECONDS -> "Duration";
            case JSON, MSGPACK, ANY -> "Object";
            case NIL -> "void";
        };
    }

    /** The type of a value that may be missing. */
    static String optional(LuaType type) {
        return "Optional<" + boxed(type) + ">";
    }

    private static String boxed(LuaType type) {
        return boxed(value(type));
    }

    private static String boxed(String type) {
        return switch (type) {
            case "long" -> "Long";
            case "double" -> "Double";
            case "boolean" -> "Boolean";
            default -> type;
        };
    }

    /** What a type becomes that a reply is read as which the script does not declare: Redis cuts fractions. */
    static LuaType raw(LuaType type) {
        if (type instanceof LuaType.Optional optional) {
            return new LuaType.Optional(raw(optional.type()));
        }
        if (type instanceof LuaType.Array array) {
            return new LuaType.Array(raw(array.element()));
        }
        if (type instanceof LuaType.Tuple tuple) {
            return new LuaType.Tuple(
                    tuple.elements().stream().map(JavaTypes::raw).toList());
        }
        return type == LuaType.Scalar.NUMBER ? LuaType.Scalar.INTEGER : type;
    }
}
