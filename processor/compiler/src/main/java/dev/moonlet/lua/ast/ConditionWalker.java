package dev.moonlet.lua.ast;

/** Walks over a tree, and hands over the conditions of its statements before it walks over them. */
public abstract class ConditionWalker extends Walker {

    /** A walker, for one tree or several. */
    protected ConditionWalker() {}

    /** The condition of an {@code if}, {@code while} or {@code repeat}. */
    protected abstract void condition(Expression condition);

    @Override
    protected void visit(Statement.If node) {
        node.branches().forEach(branch -> condition(branch.condition()));
        super.visit(node);
    }

    @Override
    protected void visit(Statement.While node) {
        condition(node.condition());
        super.visit(node);
    }

    @Override
    protected void visit(Statement.Repeat node) {
        condition(node.condition());
        super.visit(node);
    }
}
