package dev.moonlet.check;

import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Whether a loop ends when something that it counts has reached a bound. */
final class LoopBounds {

    private static final Set<BinaryOperator> ORDER = EnumSet.of(
            BinaryOperator.LESS, BinaryOperator.LESS_EQUAL, BinaryOperator.GREATER, BinaryOperator.GREATER_EQUAL);

    private final Bindings bindings;
    private final Predicate<Expression> isLimitless;
    private final Set<Variable> changed = new HashSet<>();
    private boolean found;

    private LoopBounds(Bindings bindings, Predicate<Expression> isLimitless) {
        this.bindings = bindings;
        this.isLimitless = isLimitless;
    }

    /**
     * Whether a loop has a bound that can be seen: its condition, or one under which it is left, compares the order of a local that the
     * loop changes, or of the length of a table.
     *
     * @param isLimitless which numbers are those of all elements, so that they are no bounds
     */
    static boolean has(Bindings bindings, Predicate<Expression> isLimitless, Expression condition, Block body) {
        LoopBounds bounds = new LoopBounds(bindings, isLimitless);
        bounds.findChanged(body);
        bounds.look(condition);
        bounds.lookAtExits(body);
        return bounds.found;
    }

    private void findChanged(Block body) {
        new Walker() {
            @Override
            protected void visit(Statement.Assignment node) {
                for (Expression target : node.targets()) {
                    if (target instanceof Expression.Variable name) {
                        bindings.variable(name).ifPresent(changed::add);
                    }
                }
                super.visit(node);
            }
        }.walk(body);
    }

    private void lookAtExits(Block body) {
        new Walker() {
            @Override
            protected void visit(Statement.If node) {
                node.branches().stream()
                        .filter(branch -> leaves(branch.block()))
                        .forEach(branch -> look(branch.condition()));
                super.visit(node);
            }
        }.walk(body);
    }

    private static boolean leaves(Block block) {
        List<Statement> statements = block.statements();
        if (statements.isEmpty()) {
            return false;
        }
        Statement last = statements.get(statements.size() - 1);
        return last instanceof Statement.Break || last instanceof Statement.Return;
    }

    private void look(Expression condition) {
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                found |= ORDER.contains(node.operator())
                        && (counts(node.left()) || counts(node.right()))
                        && !isLimitless.test(node.left())
                        && !isLimitless.test(node.right());
                super.visit(node);
            }
        }.walk(condition);
    }

    private boolean counts(Expression side) {
        if (side instanceof Expression.Unary unary && unary.operator() == UnaryOperator.LENGTH) {
            return unary.operand() instanceof Expression.Variable;
        }
        return side instanceof Expression.Variable name
                && bindings.variable(name).filter(changed::contains).isPresent();
    }
}
