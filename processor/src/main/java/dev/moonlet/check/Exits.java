package dev.moonlet.check;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import java.util.List;

/** Tells which statements never lead to the one behind them. */
public final class Exits {

    private final Bindings bindings;

    /** Of a chunk with these names. */
    public Exits(Bindings bindings) {
        this.bindings = bindings;
    }

    /** Whether what stands behind a block is never reached from it. */
    public boolean leaves(Block block) {
        List<Statement> statements = block.statements();
        return statements.stream().anyMatch(this::leaves);
    }

    boolean leaves(Statement statement) {
        if (statement instanceof Statement.Return || statement instanceof Statement.Break) {
            return true;
        }
        if (statement instanceof Statement.Do inner) {
            return leaves(inner.block());
        }
        if (statement instanceof Statement.If choice) {
            return choice.otherwise().filter(this::leaves).isPresent()
                    && choice.branches().stream().allMatch(branch -> leaves(branch.block()));
        }
        if (statement instanceof Statement.While loop) {
            return loop.condition() instanceof Expression.Bool condition && condition.value() && !breaks(loop.block());
        }
        if (statement instanceof Statement.Repeat loop) {
            boolean endless = loop.condition() instanceof Expression.Bool condition && !condition.value();
            return !breaks(loop.block()) && (endless || leaves(loop.block()));
        }
        return statement instanceof Statement.Call call
                && call.call() instanceof Expression.Call error
                && bindings.isGlobal(error.callee(), "error");
    }

    /** Whether a loop of this block can be left by a {@code break} of its own. */
    static boolean breaks(Block block) {
        boolean[] found = {false};
        new Walker() {
            @Override
            protected void visit(Statement.Break node) {
                found[0] = true;
            }

            @Override
            protected void visit(Statement.While node) {}

            @Override
            protected void visit(Statement.Repeat node) {}

            @Override
            protected void visit(Statement.NumericFor node) {}

            @Override
            protected void visit(Statement.GenericFor node) {}

            @Override
            protected void visit(FunctionBody body) {}
        }.walk(block);
        return found[0];
    }
}
