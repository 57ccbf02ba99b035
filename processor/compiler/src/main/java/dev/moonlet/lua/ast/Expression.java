package dev.moonlet.lua.ast;

import java.util.List;

/**
 * An expression.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.5">Lua 5.1 Reference Manual, §2.5</a>
 */
public sealed interface Expression extends Node {

    /** Calls the method of a walker for this kind of expression; {@link Walker#walk(Expression)} calls this. */
    void accept(Walker walker);

    /** {@code nil} */
    record Nil(int start, int end) implements Expression {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code true} or {@code false} */
    record Bool(int start, int end, boolean value) implements Expression {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** A numeral. */
    record Numeral(int start, int end, double value) implements Expression {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** A string literal: each character is one byte, from 0 to 255, of the value that Lua sees. */
    record Str(int start, int end, String value) implements Expression {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code ...} */
    record Vararg(int start, int end) implements Expression {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code function (…) … end} */
    record Function(int start, int end, FunctionBody body) implements Expression {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** A variable by its name. */
    record Variable(int start, int end, String name) implements Expression {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code object.name} */
    record Member(int start, int end, Expression object, Name name) implements Expression {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code object[key]} */
    record Index(int start, int end, Expression object, Expression key) implements Expression {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code callee(arguments)} */
    record Call(int start, int end, Expression callee, List<Expression> arguments) implements Expression {
        /** Copies the list. */
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code object:method(arguments)} */
    record MethodCall(int start, int end, Expression object, Name method, List<Expression> arguments)
            implements Expression {
        /** Copies the list. */
        public MethodCall {
            arguments = List.copyOf(arguments);
        }

        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code operator operand} */
    record Unary(int start, int end, UnaryOperator operator, Expression operand) implements Expression {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code left operator right} */
    record Binary(int start, int end, BinaryOperator operator, Expression left, Expression right)
            implements Expression {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code (inner)}, which also cuts several values to one. */
    record Parenthesized(int start, int end, Expression inner) implements Expression {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code { fields }} */
    record Table(int start, int end, List<TableField> fields) implements Expression {
        /** Copies the list. */
        public Table {
            fields = List.copyOf(fields);
        }

        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }
}
