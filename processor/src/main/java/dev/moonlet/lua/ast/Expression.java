package dev.moonlet.lua.ast;

import java.util.List;

/**
 * An expression.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.5">Lua 5.1 Reference Manual, §2.5</a>
 */
public sealed interface Expression extends Node {

    /** {@code nil} */
    record Nil(int start, int end) implements Expression {}

    /** {@code true} or {@code false} */
    record Bool(int start, int end, boolean value) implements Expression {}

    /** A numeral. */
    record Numeral(int start, int end, double value) implements Expression {}

    /** A string literal; an escape of a byte is the character with that code. */
    record Str(int start, int end, String value) implements Expression {}

    /** {@code ...} */
    record Vararg(int start, int end) implements Expression {}

    /** {@code function (…) … end} */
    record Function(int start, int end, FunctionBody body) implements Expression {}

    /** A variable by its name. */
    record Variable(int start, int end, String name) implements Expression {}

    /** {@code object.name} */
    record Member(int start, int end, Expression object, Name name) implements Expression {}

    /** {@code object[key]} */
    record Index(int start, int end, Expression object, Expression key) implements Expression {}

    /** {@code callee(arguments)} */
    record Call(int start, int end, Expression callee, List<Expression> arguments) implements Expression {
        /** Copies the list. */
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code object:method(arguments)} */
    record MethodCall(int start, int end, Expression object, Name method, List<Expression> arguments)
            implements Expression {
        /** Copies the list. */
        public MethodCall {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code operator operand} */
    record Unary(int start, int end, UnaryOperator operator, Expression operand) implements Expression {}

    /** {@code left operator right} */
    record Binary(int start, int end, BinaryOperator operator, Expression left, Expression right)
            implements Expression {}

    /** {@code (inner)}, which also cuts several values to one. */
    record Parenthesized(int start, int end, Expression inner) implements Expression {}

    /** {@code { fields }} */
    record Table(int start, int end, List<TableField> fields) implements Expression {
        /** Copies the list. */
        public Table {
            fields = List.copyOf(fields);
        }
    }
}
