package dev.moonlet.script.directive;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.UnionShape;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes one type of several that a value can have, if their replies differ. */
final class UnionReader {

    private static final Set<LuaType> NUMBERS =
            Set.of(LuaType.Scalar.INTEGER, LuaType.Scalar.NUMBER, LuaType.Scalar.MILLISECONDS, LuaType.Scalar.SECONDS);

    private final DirectiveScanner scanner;
    private final Span span;
    private boolean optional;

    UnionReader(DirectiveScanner scanner, Span span) {
        this.scanner = scanner;
        this.span = span;
    }

    /** The type of a value that is of one of some types. */
    LuaType union(List<LuaType> types) {
        List<LuaType> alternatives = new ArrayList<>();
        types.forEach(type -> add(type, alternatives));
        Map<UnionShape, LuaType> replies = new HashMap<>();
        for (LuaType type : alternatives) {
            LuaType earlier = replies.putIfAbsent(shape(type), type);
            if (earlier != null && !(earlier instanceof LuaType.Table && type instanceof LuaType.Table)) {
                throw bad(earlier.notation() + " and " + type.notation() + " can't be distinguished: both are "
                        + shape(type).plural() + " in a reply");
            }
        }
        List<LuaType> numbers = alternatives.stream().filter(NUMBERS::contains).toList();
        if (numbers.size() > 1) {
            throw bad(numbers.get(0).notation() + " and " + numbers.get(1).notation()
                    + " can't be distinguished: both are numbers in Lua");
        }
        if (alternatives.isEmpty()) {
            return LuaType.Scalar.NIL;
        }
        LuaType type = alternatives.size() == 1 ? alternatives.get(0) : new LuaType.Union(alternatives);
        if (type instanceof LuaType.Union union) {
            checkTables(union.tables());
        }
        return optional ? new LuaType.Optional(type) : type;
    }

    private void add(LuaType type, List<LuaType> alternatives) {
        if (type == LuaType.Scalar.NIL) {
            optional = true;
        } else if (type instanceof LuaType.Optional value) {
            optional = true;
            add(value.type(), alternatives);
        } else if (type instanceof LuaType.Union union) {
            union.alternatives().forEach(inner -> add(inner, alternatives));
        } else if (!alternatives.contains(type)) {
            alternatives.add(type);
        }
    }

    private UnionShape shape(LuaType type) {
        if (type == LuaType.Scalar.JSON || type == LuaType.Scalar.MSGPACK || type == LuaType.Scalar.ANY) {
            throw bad(type.notation() + " can't be distinguished from other types");
        }
        return UnionShape.of(type);
    }

    /** Tables are distinguished by a field that is always there, and that only one of them has; one may have none. */
    private void checkTables(List<LuaType.Table> tables) {
        tables.stream()
                .flatMap(table -> table.fields().stream())
                .filter(field -> field.name().equals("ok"))
                .findFirst()
                .ifPresent(field -> {
                    throw scanner.bad(Diagnostic.error(
                                    "bad-directive",
                                    "a field can't be named \"ok\" where a result has several types",
                                    scanner.file(),
                                    field.span())
                            .hint("a table with this field is how Redis marks a status reply"));
                });
        List<LuaType.Table> plain = tables.stream()
                .filter(table -> table.ownField(tables).isEmpty())
                .toList();
        if (plain.size() > 1) {
            throw scanner.bad(Diagnostic.error(
                            "bad-directive",
                            plain.get(0).notation() + " and " + plain.get(1).notation() + " can't be distinguished",
                            scanner.file(),
                            span)
                    .hint("give one of them a field that the other does not have, and that is never nil"));
        }
    }

    private DirectiveScanner.BadDirective bad(String message) {
        return scanner.bad(message, span);
    }
}
