package dev.moonlet.lua.scope;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the variable that each name means.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.6">Lua 5.1 Reference Manual, §2.6: visibility rules</a>
 */
public final class ScopeResolver extends Walker {

    /** A variable that a scope declares, and what the name meant before. */
    private record Shadow(
            String name, Variable declared, @Nullable Variable before) {}

    private final Map<String, Variable> visible = new HashMap<>();
    private final Deque<List<Shadow>> scopes = new ArrayDeque<>();
    private final List<Variable> variables = new ArrayList<>();
    private final List<Expression.Variable> globalReads = new ArrayList<>();
    private final List<Expression.Variable> globalWrites = new ArrayList<>();
    private final IdentityHashMap<Expression.Variable, Variable> references = new IdentityHashMap<>();
    private final IdentityHashMap<Name, Variable> declarations = new IdentityHashMap<>();
    private int functionDepth;

    private ScopeResolver() {}

    /** Resolves the names of a chunk. */
    public static Bindings resolve(Block chunk) {
        ScopeResolver resolver = new ScopeResolver();
        resolver.walk(chunk);
        return new Bindings(
                resolver.variables,
                resolver.globalReads,
                resolver.globalWrites,
                resolver.references,
                resolver.declarations);
    }

    private void inScope(Runnable contents) {
        scopes.push(new ArrayList<>());
        contents.run();
        List<Shadow> scope = scopes.pop();
        for (int i = scope.size() - 1; i >= 0; i--) {
            Shadow shadow = scope.get(i);
            if (shadow.before() == null) {
                visible.remove(shadow.name());
            } else {
                visible.put(shadow.name(), shadow.before());
            }
        }
    }

    private void declare(Name name, Variable.Kind kind) {
        declarations.put(name, declare(name.text(), kind, new Span(name.start(), name.end())));
    }

    private Variable declare(String name, Variable.Kind kind, Span span) {
        Variable before = visible.get(name);
        List<Shadow> scope = scopes.getFirst();
        boolean sameScope = before != null && scope.stream().anyMatch(shadow -> shadow.declared() == before);
        Variable variable = new Variable(name, kind, span, before, sameScope, functionDepth);
        scope.add(new Shadow(name, variable, before));
        visible.put(name, variable);
        variables.add(variable);
        return variable;
    }

    private void write(Expression target) {
        if (!(target instanceof Expression.Variable reference)) {
            walk(target);
            return;
        }
        Variable variable = visible.get(reference.name());
        if (variable == null) {
            globalWrites.add(reference);
            return;
        }
        references.put(reference, variable);
        variable.writes++;
        variable.writtenInInnerFunction |= functionDepth > variable.functionDepth();
    }

    @Override
    public void walk(Block block) {
        inScope(() -> super.walk(block));
    }

    @Override
    protected void visit(Expression.Variable node) {
        Variable variable = visible.get(node.name());
        if (variable == null) {
            globalReads.add(node);
        } else {
            references.put(node, variable);
            variable.reads++;
        }
    }

    @Override
    protected void visit(Statement.Local node) {
        walk(node.values());
        node.names().forEach(name -> declare(name, Variable.Kind.LOCAL));
    }

    @Override
    protected void visit(Statement.Assignment node) {
        node.targets().forEach(this::write);
        walk(node.values());
    }

    @Override
    protected void visit(Statement.LocalFunction node) {
        declare(node.name(), Variable.Kind.FUNCTION);
        visit(node.body());
    }

    @Override
    protected void visit(Statement.Function node) {
        write(node.target());
        function(node.body(), node.method());
    }

    @Override
    protected void visit(FunctionBody body) {
        function(body, false);
    }

    private void function(FunctionBody body, boolean method) {
        functionDepth++;
        inScope(() -> {
            Span start = new Span(body.start(), body.start());
            if (method) {
                declare("self", Variable.Kind.IMPLICIT, start);
            }
            body.parameters().forEach(name -> declare(name, Variable.Kind.PARAMETER));
            if (body.vararg()) {
                declare("arg", Variable.Kind.IMPLICIT, start);
            }
            super.walk(body.block());
        });
        functionDepth--;
    }

    /** The condition sees the locals of the block. */
    @Override
    protected void visit(Statement.Repeat node) {
        inScope(() -> {
            super.walk(node.block());
            walk(node.condition());
        });
    }

    @Override
    protected void visit(Statement.NumericFor node) {
        walk(node.initial());
        walk(node.limit());
        node.step().ifPresent(this::walk);
        inScope(() -> {
            declare(node.variable(), Variable.Kind.LOOP);
            super.walk(node.block());
        });
    }

    @Override
    protected void visit(Statement.GenericFor node) {
        walk(node.values());
        inScope(() -> {
            node.variables().forEach(name -> declare(name, Variable.Kind.LOOP));
            super.walk(node.block());
        });
    }
}
