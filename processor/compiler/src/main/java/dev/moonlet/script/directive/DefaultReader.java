package dev.moonlet.script.directive;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.LuaParser;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.script.LuaType;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the default value of an argument: a literal of Lua, which the linked script holds as it is written. */
final class DefaultReader {

    private final DirectiveScanner scanner;

    DefaultReader(DirectiveScanner scanner) {
        this.scanner = scanner;
    }

    /** The literal behind {@code =}; empty if there is no such sign. */
    Optional<String> defaultValue(LuaType type) {
        scanner.skipBlanks();
        if (!scanner.accept('=')) {
            return Optional.empty();
        }
        scanner.skipBlanks();
        DirectiveScanner.Word literal = scanner.take(length(scanner.rest()));
        LuaParser.Result parsed = parsed(literal.text());
        if (parsed.errors().stream().anyMatch(error -> error.code().equals("syntax-too-many-levels"))) {
            throw scanner.bad(bad("the default is nested more than 200 levels deep, Lua's limit", literal));
        }
        Optional<Expression> value = value(parsed);
        if (value.isEmpty() || !isLiteral(value.get())) {
            throw scanner.bad(bad("the default is not a Lua literal", literal)
                    .hint("write a string in quotes, a number, true, false, or a table of those"));
        }
        if (!type.accept(new Fitting(value.get())) && !isBareInt64(type, literal.text())) {
            throw scanner.bad(bad("the default is not " + article(type), literal));
        }
        checkEnd(literal);
        return Optional.of(isBareInt64(type, literal.text()) ? "'" + literal.text() + "'" : literal.text());
    }

    /** Reports what would make more of the literal than a literal. */
    private void checkEnd(DirectiveScanner.Word literal) {
        String after = scanner.rest();
        if (DefaultEnd.isPartOfDefault(literal.text(), after)) {
            int start = literal.span().start();
            Span whole = new Span(
                    start,
                    start + literal.text().length() + after.stripTrailing().length());
            throw scanner.bad(Diagnostic.error(
                            "bad-directive", "the default is more than a literal of Lua", scanner.file(), whole)
                    .hint("write one literal: it is not calculated; a description goes behind --"));
        }
    }

    private Diagnostic bad(String message, DirectiveScanner.Word literal) {
        return Diagnostic.error(
                "bad-directive", message, scanner.file(), literal.text().isEmpty() ? scanner.here() : literal.span());
    }

    private static String article(LuaType type) {
        String notation = type.notation();
        return ("aeiou".indexOf(notation.charAt(0)) >= 0 ? "an " : "a ") + notation;
    }

    /** How far the literal goes at the beginning of a text: a quoted string, balanced braces, or up to a blank. */
    private static int length(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                i = closing(text, i);
            } else if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (c != ' ' && c != '\t') {
                continue;
            } else if (depth == 0) {
                return i;
            }
            if (depth == 0 && (c == '}' || c == '"' || c == '\'')) {
                return Math.min(text.length(), i + 1);
            }
        }
        return text.length();
    }

    /** The index of the quote that ends a string. */
    static int closing(String text, int start) {
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != text.charAt(start)) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    /** The value of a text that is one expression. */
    static Optional<Expression> parse(String literal) {
        return value(parsed(literal));
    }

    private static LuaParser.Result parsed(String literal) {
        return LuaParser.parse(new SourceFile("default", "default", "return " + literal));
    }

    private static Optional<Expression> value(LuaParser.Result result) {
        return result.errors().isEmpty()
                ? result.chunk().filter(chunk -> chunk.comments().isEmpty()).flatMap(DefaultReader::returned)
                : Optional.empty();
    }

    private static Optional<Expression> returned(Chunk chunk) {
        return chunk.block().statements().stream()
                .filter(Statement.Return.class::isInstance)
                .map(Statement.Return.class::cast)
                .filter(statement -> statement.values().size() == 1)
                .map(statement -> statement.values().get(0))
                .filter(value -> value.end() == chunk.file().text().length())
                .findFirst();
    }

    private static boolean isLiteral(Expression value) {
        if (value instanceof Expression.Table table) {
            return table.fields().stream().allMatch(DefaultReader::isLiteral);
        }
        return value instanceof Expression.Str || value instanceof Expression.Bool || isNumber(value);
    }

    private static boolean isLiteral(TableField field) {
        boolean key = !(field instanceof TableField.Keyed keyed) || isLiteral(keyed.key());
        return key && isLiteral(field.value());
    }

    private static boolean isNumber(Expression value) {
        return value instanceof Expression.Numeral
                || (value instanceof Expression.Unary unary
                        && unary.operator() == UnaryOperator.NEGATE
                        && unary.operand() instanceof Expression.Numeral);
    }

    /** Whether a default is the digits of an integer that Lua is to see as a string. */
    private static boolean isBareInt64(LuaType type, String literal) {
        return type.present() == LuaType.Scalar.INT64 && isInt64(literal);
    }

    /** Whether a text is the digits of an integer of 64 bits. */
    private static boolean isInt64(String text) {
        try {
            Long.parseLong(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isInteger(Expression value) {
        Expression operand = value instanceof Expression.Unary unary ? unary.operand() : value;
        return isNumber(value)
                && operand instanceof Expression.Numeral numeral
                && numeral.value() == Math.rint(numeral.value());
    }

    /** Whether a literal is a value of a type. */
    private record Fitting(Expression value) implements LuaType.Visitor<Boolean> {

        @Override
        public Boolean scalar(LuaType.Scalar type) {
            return switch (type) {
                case STRING -> value instanceof Expression.Str;
                case INT64 -> value instanceof Expression.Str digits && isInt64(digits.value());
                case INTEGER, MILLISECONDS, SECONDS -> isInteger(value);
                case NUMBER -> isNumber(value);
                case BOOLEAN -> value instanceof Expression.Bool;
                case JSON, MSGPACK, ANY -> true;
                case STATUS, NIL -> false;
            };
        }

        @Override
        public Boolean optional(LuaType.Optional type) {
            return type.type().accept(this);
        }

        @Override
        public Boolean array(LuaType.Array type) {
            return value instanceof Expression.Table table
                    && table.fields().stream()
                            .allMatch(field -> field instanceof TableField.Positional
                                    && type.element().accept(new Fitting(field.value())));
        }

        @Override
        public Boolean map(LuaType.Map type) {
            return value instanceof Expression.Table table
                    && table.fields().stream()
                            .allMatch(field ->
                                    name(field).isPresent() && type.value().accept(new Fitting(field.value())));
        }

        @Override
        public Boolean pairs(LuaType.Pairs type) {
            return false;
        }

        @Override
        public Boolean union(LuaType.Union type) {
            return false;
        }

        @Override
        public Boolean tuple(LuaType.Tuple type) {
            if (!(value instanceof Expression.Table table)
                    || table.fields().size() != type.elements().size()) {
                return false;
            }
            for (int i = 0; i < type.elements().size(); i++) {
                TableField field = table.fields().get(i);
                if (!(field instanceof TableField.Positional)
                        || !type.elements().get(i).accept(new Fitting(field.value()))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Boolean table(LuaType.Table type) {
            if (!(value instanceof Expression.Table table)) {
                return false;
            }
            Map<String, Expression> fields = new HashMap<>();
            for (TableField field : table.fields()) {
                Optional<String> name = name(field);
                if (name.isEmpty()) {
                    return false;
                }
                fields.put(name.get(), field.value());
            }
            for (LuaType.Field declared : type.fields()) {
                Expression field = fields.remove(declared.name());
                if (field == null
                        ? !declared.type().mayBeNil()
                        : !declared.type().accept(new Fitting(field))) {
                    return false;
                }
            }
            return fields.isEmpty();
        }

        private static Optional<String> name(TableField field) {
            if (field instanceof TableField.Named named) {
                return Optional.of(named.name().text());
            }
            return field instanceof TableField.Keyed keyed && keyed.key() instanceof Expression.Str key
                    ? Optional.of(key.value())
                    : Optional.empty();
        }
    }
}
