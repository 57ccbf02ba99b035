package dev.moonlet.lua.ast;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Visits every node below one, in the order in which Lua evaluates them. Each {@code visit} descends to the parts of its
 * node; a subclass overrides those that it has something to do in, and calls the overridden one to descend.
 *
 * <p>What an operator, an index or a call begins with may be nested as deep as the chain is long, in {@code a + b + c}
 * as in {@code a.b.c}, and Lua has no limit for that. It is therefore visited before the node that it begins, not by the
 * node's {@code visit}, which descends to the other parts alone.
 */
public abstract class Walker {

    /** Up to so many links, a chain is walked by recursion; nearly all are that short. */
    private static final int SHORT_CHAIN = 8;

    /** For subclasses. */
    protected Walker() {}

    /** Walks the statements of a block. */
    public void walk(Block block) {
        for (Statement statement : block.statements()) {
            walk(statement);
        }
    }

    /** Walks a statement. */
    public final void walk(Statement statement) {
        statement.accept(this);
    }

    /** Walks expressions in order. */
    public final void walk(List<Expression> expressions) {
        for (Expression expression : expressions) {
            walk(expression);
        }
    }

    /** Walks an expression: what it begins with, then the expression itself. */
    public final void walk(Expression expression) {
        walk(expression, 0);
    }

    private void walk(Expression expression, int links) {
        Expression first = beginning(expression);
        if (first != expression) {
            if (links < SHORT_CHAIN) {
                walk(first, links + 1);
            } else {
                walkLongChain(first);
            }
        }
        expression.accept(this);
    }

    private void walkLongChain(Expression expression) {
        Deque<Expression> chain = new ArrayDeque<>();
        Expression link = expression;
        for (Expression next = beginning(link); next != link; next = beginning(link)) {
            chain.push(link);
            link = next;
        }
        link.accept(this);
        chain.forEach(outer -> outer.accept(this));
    }

    /** What an expression begins with if that can be nested without limit; else the expression itself. */
    private static Expression beginning(Expression expression) {
        if (expression instanceof Expression.Binary binary) {
            return binary.left();
        }
        if (expression instanceof Expression.Member member) {
            return member.object();
        }
        if (expression instanceof Expression.Index index) {
            return index.object();
        }
        if (expression instanceof Expression.Call call) {
            return call.callee();
        }
        return expression instanceof Expression.MethodCall call ? call.object() : expression;
    }

    /** Visits a literal. */
    protected void visit(Expression.Nil node) {}

    /** Visits a literal. */
    protected void visit(Expression.Bool node) {}

    /** Visits a literal. */
    protected void visit(Expression.Numeral node) {}

    /** Visits a literal. */
    protected void visit(Expression.Str node) {}

    /** Visits {@code ...} */
    protected void visit(Expression.Vararg node) {}

    /** Visits a variable. */
    protected void visit(Expression.Variable node) {}

    /** Visits a function: its body. */
    protected void visit(Expression.Function node) {
        visit(node.body());
    }

    /** Visits a field, after its object. */
    protected void visit(Expression.Member node) {}

    /** Visits an index, after its object: the key. */
    protected void visit(Expression.Index node) {
        walk(node.key());
    }

    /** Visits a call, after what is called: the arguments. */
    protected void visit(Expression.Call node) {
        walk(node.arguments());
    }

    /** Visits a call of a method, after the object: the arguments. */
    protected void visit(Expression.MethodCall node) {
        walk(node.arguments());
    }

    /** Visits an operator: the operand. */
    protected void visit(Expression.Unary node) {
        walk(node.operand());
    }

    /** Visits an operator, after its left operand: the right one. */
    protected void visit(Expression.Binary node) {
        walk(node.right());
    }

    /** Visits parentheses: what is inside. */
    protected void visit(Expression.Parenthesized node) {
        walk(node.inner());
    }

    /** Visits a table: its fields. */
    protected void visit(Expression.Table node) {
        for (TableField field : node.fields()) {
            visit(field);
        }
    }

    /** Visits a field of a table: its key, then its value. */
    protected void visit(TableField field) {
        if (field instanceof TableField.Keyed keyed) {
            walk(keyed.key());
        }
        walk(field.value());
    }

    /** Visits the body of a function: its block. */
    protected void visit(FunctionBody body) {
        walk(body.block());
    }

    /** Visits a declaration: its values. */
    protected void visit(Statement.Local node) {
        walk(node.values());
    }

    /** Visits an assignment: its targets, then its values. */
    protected void visit(Statement.Assignment node) {
        walk(node.targets());
        walk(node.values());
    }

    /** Visits a call. */
    protected void visit(Statement.Call node) {
        walk(node.call());
    }

    /** Visits a block. */
    protected void visit(Statement.Do node) {
        walk(node.block());
    }

    /** Visits a loop: its condition, then its block. */
    protected void visit(Statement.While node) {
        walk(node.condition());
        walk(node.block());
    }

    /** Visits a loop: its block, then its condition. */
    protected void visit(Statement.Repeat node) {
        walk(node.block());
        walk(node.condition());
    }

    /** Visits the branches, each its condition and its block, then what is done otherwise. */
    protected void visit(Statement.If node) {
        for (Statement.If.Branch branch : node.branches()) {
            walk(branch.condition());
            walk(branch.block());
        }
        node.otherwise().ifPresent(this::walk);
    }

    /** Visits a loop: its bounds, then its block. */
    protected void visit(Statement.NumericFor node) {
        walk(node.initial());
        walk(node.limit());
        node.step().ifPresent(this::walk);
        walk(node.block());
    }

    /** Visits a loop: its values, then its block. */
    protected void visit(Statement.GenericFor node) {
        walk(node.values());
        walk(node.block());
    }

    /** Visits a function: what it is assigned to, then its body. */
    protected void visit(Statement.Function node) {
        walk(node.target());
        visit(node.body());
    }

    /** Visits a function: its body. */
    protected void visit(Statement.LocalFunction node) {
        visit(node.body());
    }

    /** Visits the returned values. */
    protected void visit(Statement.Return node) {
        walk(node.values());
    }

    /** Visits {@code break}. */
    protected void visit(Statement.Break node) {}
}
