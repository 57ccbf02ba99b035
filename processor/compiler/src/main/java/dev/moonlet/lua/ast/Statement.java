package dev.moonlet.lua.ast;

import java.util.List;
import java.util.Optional;

/**
 * A statement.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.4">Lua 5.1 Reference Manual, §2.4</a>
 */
public sealed interface Statement extends Node {

    /** Calls the method of a walker for this kind of statement; {@link Walker#walk(Statement)} calls this. */
    void accept(Walker walker);

    /** {@code local names = values} */
    record Local(int start, int end, List<Name> names, List<Expression> values) implements Statement {
        /** Copies the lists. */
        public Local {
            names = List.copyOf(names);
            values = List.copyOf(values);
        }

        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code targets = values} */
    record Assignment(int start, int end, List<Expression> targets, List<Expression> values) implements Statement {
        /** Copies the lists. */
        public Assignment {
            targets = List.copyOf(targets);
            values = List.copyOf(values);
        }

        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** A call as a statement. */
    record Call(int start, int end, Expression call) implements Statement {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code do … end} */
    record Do(int start, int end, Block block) implements Statement {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code while condition do … end} */
    record While(int start, int end, Expression condition, Block block) implements Statement {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code repeat … until condition}; the condition sees the locals of the block. */
    record Repeat(int start, int end, Block block, Expression condition) implements Statement {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code if … then … elseif … else … end} */
    record If(int start, int end, List<Branch> branches, Optional<Block> otherwise) implements Statement {
        /** Copies the list. */
        public If {
            branches = List.copyOf(branches);
        }

        /** A condition and what is done if it is the first to hold. */
        public record Branch(Expression condition, Block block) {}

        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code for variable = initial, limit, step do … end} */
    record NumericFor(
            int start,
            int end,
            Name variable,
            Expression initial,
            Expression limit,
            Optional<Expression> step,
            Block block)
            implements Statement {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code for variables in values do … end} */
    record GenericFor(int start, int end, List<Name> variables, List<Expression> values, Block block)
            implements Statement {
        /** Copies the lists. */
        public GenericFor {
            variables = List.copyOf(variables);
            values = List.copyOf(values);
        }

        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code function target(…) … end}, where a method, written with a colon, takes {@code self}. */
    record Function(int start, int end, Expression target, boolean method, FunctionBody body) implements Statement {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code local function name(…) … end} */
    record LocalFunction(int start, int end, Name name, FunctionBody body) implements Statement {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code return values} */
    record Return(int start, int end, List<Expression> values) implements Statement {
        /** Copies the list. */
        public Return {
            values = List.copyOf(values);
        }

        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }

    /** {@code break} */
    record Break(int start, int end) implements Statement {
        @Override
        public void accept(Walker walker) {
            walker.visit(this);
        }
    }
}
