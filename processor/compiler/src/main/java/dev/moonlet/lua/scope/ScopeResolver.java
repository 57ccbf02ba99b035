package dev.moonlet.lua.scope;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the variable that each name means.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.6">Lua 5.1 Reference Manual, §2.6: visibility rules</a>
 */
public final class ScopeResolver extends Walker {

    /** What a name means at the moment. */
    private static final class Meaning {
        @Nullable
        Variable variable;
    }

    private final Map<String, Meaning> meanings = new HashMap<>();
    private final List<Variable> visible = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();
    private final List<Expression.Variable> globalReads = new ArrayList<>();
    private final List<Expression.Variable> globalWrites = new ArrayList<>();
    private final OffsetTable.Builder references = new OffsetTable.Builder();
    private final OffsetTable.Builder declarations = new OffsetTable.Builder();
    private int scopes;
    private int scope;
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
                resolver.references.build(),
                resolver.declarations.build());
    }

    /** Begins a scope; returns the one around it. */
    private int beginScope() {
        int outer = scope;
        scope = ++scopes;
        return outer;
    }

    private void endScope(int outer, int visibleBefore, int end) {
        for (int i = visible.size() - 1; i >= visibleBefore; i--) {
            Variable variable = visible.remove(i);
            variable.scopeEnd = end;
            meaning(variable.name()).variable = variable.hidden().orElse(null);
        }
        scope = outer;
    }

    private Meaning meaning(String name) {
        return meanings.computeIfAbsent(name, n -> new Meaning());
    }

    private void declare(Name name, Variable.Kind kind) {
        declarations.put(name.start(), variables.size());
        declare(name.text(), kind, name.start());
    }

    private void declare(String name, Variable.Kind kind, int start) {
        Meaning meaning = meaning(name);
        Variable variable = new Variable(name, kind, start, variables.size(), scope, functionDepth, meaning.variable);
        meaning.variable = variable;
        visible.add(variable);
        variables.add(variable);
    }

    private void declare(List<Name> names, Variable.Kind kind) {
        for (Name name : names) {
            declare(name, kind);
        }
    }

    private void write(Expression target) {
        if (!(target instanceof Expression.Variable reference)) {
            walk(target);
            return;
        }
        Variable variable = meaning(reference.name()).variable;
        if (variable == null) {
            globalWrites.add(reference);
            return;
        }
        references.put(reference.start(), variable.index());
        variable.writes++;
        variable.writtenInInnerFunction |= functionDepth > variable.functionDepth();
    }

    @Override
    public void walk(Block block) {
        int visibleBefore = visible.size();
        int outer = beginScope();
        super.walk(block);
        endScope(outer, visibleBefore, outer == 0 ? Integer.MAX_VALUE : block.end());
    }

    @Override
    protected void visit(Expression.Variable node) {
        Variable variable = meaning(node.name()).variable;
        if (variable == null) {
            globalReads.add(node);
        } else {
            references.put(node.start(), variable.index());
            variable.reads++;
        }
    }

    @Override
    protected void visit(Statement.Local node) {
        walk(node.values());
        declare(node.names(), Variable.Kind.LOCAL);
    }

    @Override
    protected void visit(Statement.Assignment node) {
        for (Expression target : node.targets()) {
            write(target);
        }
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
        int visibleBefore = visible.size();
        int outer = beginScope();
        if (method) {
            declare("self", Variable.Kind.IMPLICIT, body.start());
        }
        declare(body.parameters(), Variable.Kind.PARAMETER);
        if (body.vararg()) {
            declare("arg", Variable.Kind.IMPLICIT, body.start());
        }
        super.walk(body.block());
        endScope(outer, visibleBefore, body.end());
        functionDepth--;
    }

    /** The condition sees the locals of the block. */
    @Override
    protected void visit(Statement.Repeat node) {
        int visibleBefore = visible.size();
        int outer = beginScope();
        super.walk(node.block());
        walk(node.condition());
        endScope(outer, visibleBefore, node.end());
    }

    @Override
    protected void visit(Statement.NumericFor node) {
        walk(node.initial());
        walk(node.limit());
        node.step().ifPresent(this::walk);
        int visibleBefore = visible.size();
        int outer = beginScope();
        declare(node.variable(), Variable.Kind.LOOP);
        super.walk(node.block());
        endScope(outer, visibleBefore, node.end());
    }

    @Override
    protected void visit(Statement.GenericFor node) {
        walk(node.values());
        int visibleBefore = visible.size();
        int outer = beginScope();
        declare(node.variables(), Variable.Kind.LOOP);
        super.walk(node.block());
        endScope(outer, visibleBefore, node.end());
    }
}
