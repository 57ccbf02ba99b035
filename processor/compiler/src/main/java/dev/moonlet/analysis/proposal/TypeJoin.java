package dev.moonlet.analysis.proposal;

import dev.moonlet.script.LuaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What values of two types are together. A part that is nothing but false is {@code nil} until it is joined with another one. */
final class TypeJoin {

    private TypeJoin() {}

    /** What two values of a result are; empty if they have no type in common. */
    static Optional<ProposedResult> join(ProposedResult a, ProposedResult b) {
        boolean optional = a.optional() || b.optional();
        if (a.type() instanceof LuaType.Tuple first && b.type() instanceof LuaType.Tuple second) {
            int size = Math.max(first.elements().size(), second.elements().size());
            List<LuaType> types = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                types.add(
                        i < first.elements().size() && i < second.elements().size()
                                ? part(
                                        first.elements().get(i),
                                        second.elements().get(i))
                                : missing((i < first.elements().size() ? first : second)
                                        .elements()
                                        .get(i)));
                String name = i < a.parts().size() ? a.parts().get(i) : "";
                names.add(name.isEmpty() && i < b.parts().size() ? b.parts().get(i) : name);
            }
            return Optional.of(new ProposedResult(new LuaType.Tuple(types), optional, names));
        }
        LuaType joined = part(a.type(), b.type());
        return joined == LuaType.Scalar.ANY
                ? Optional.empty()
                : Optional.of(new ProposedResult(joined, optional, a.parts()));
    }

    /** What two parts are; {@code any} if they have no type in common. */
    static LuaType part(LuaType a, LuaType b) {
        if (a == LuaType.Scalar.NIL || b == LuaType.Scalar.NIL) {
            return missing(a == LuaType.Scalar.NIL ? b : a);
        }
        boolean optional = a instanceof LuaType.Optional || b instanceof LuaType.Optional;
        LuaType joined = present(a.present(), b.present());
        return optional ? missing(joined) : joined;
    }

    private static LuaType present(LuaType a, LuaType b) {
        if (a.equals(b)) {
            return a;
        }
        if (a instanceof LuaType.Array first && b instanceof LuaType.Array second) {
            LuaType element = part(first.element(), second.element());
            return element.present() == LuaType.Scalar.ANY ? LuaType.Scalar.ANY : new LuaType.Array(element);
        }
        if (isNumber(a) && isNumber(b)) {
            return LuaType.Scalar.NUMBER;
        }
        return isText(a) && isText(b) ? LuaType.Scalar.STRING : LuaType.Scalar.ANY;
    }

    /** The type of what may also be missing or false. */
    static LuaType missing(LuaType type) {
        return type == LuaType.Scalar.NIL || type == LuaType.Scalar.BOOLEAN || type instanceof LuaType.Optional
                ? type
                : new LuaType.Optional(type);
    }

    private static boolean isNumber(LuaType type) {
        return type == LuaType.Scalar.INTEGER || type == LuaType.Scalar.NUMBER;
    }

    private static boolean isText(LuaType type) {
        return type == LuaType.Scalar.STRING || type == LuaType.Scalar.STATUS;
    }
}
