package dev.moonlet.script.directive;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.ScopeResolver;
import dev.moonlet.redis.Sandbox;
import dev.moonlet.script.LinkedGlobals;
import dev.moonlet.source.SourceFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The names that a file uses without declaring them: those of globals, and those that its directives have to declare. */
public final class NameUses extends Walker {

    private final SourceFile file;
    private final Bindings bindings;
    private final Set<String> free = new HashSet<>();
    private final Set<Integer> globals = new HashSet<>();
    private final Set<String> locals = new HashSet<>();
    private final Map<Integer, Set<String>> parameters = new HashMap<>();

    private NameUses(SourceFile file, Block block) {
        this.file = file;
        this.bindings = ScopeResolver.resolve(block);
    }

    /** The names of a file with a syntax tree. */
    public static NameUses of(SourceFile file, Block block) {
        NameUses uses = new NameUses(file, block);
        for (Statement statement : block.statements()) {
            if (statement instanceof Statement.Local local) {
                local.names().stream().map(Name::text).forEach(uses.locals::add);
            } else if (statement instanceof Statement.LocalFunction function) {
                uses.locals.add(function.name().text());
            }
        }
        uses.walk(block);
        uses.bindings.globalReads().stream()
                .filter(variable -> !uses.globals.contains(variable.start()))
                .forEach(variable -> uses.free.add(variable.name()));
        uses.bindings.globalWrites().forEach(variable -> uses.free.add(variable.name()));
        return uses;
    }

    /** Whether a name is used that the file doesn't declare, and that is not used as a global of Lua is. */
    public boolean uses(String name) {
        return free.contains(name);
    }

    /** Whether the file declares a local of a name for all that follows. */
    public boolean declaresLocal(String name) {
        return locals.contains(name);
    }

    /** Whether the file takes keys from {@code KEYS} itself. */
    public boolean readsKeys() {
        return uses("KEYS");
    }

    /** Whether the file takes arguments from {@code ARGV} itself. */
    public boolean readsArguments() {
        return uses("ARGV");
    }

    /** The parameters of the functions that begin on a line. */
    Set<String> parameters(int line) {
        return parameters.getOrDefault(line, Set.of());
    }

    @Override
    protected void visit(FunctionBody body) {
        Set<String> names = parameters.computeIfAbsent(file.line(body.start()), line -> new HashSet<>());
        body.parameters().stream().map(Name::text).forEach(names::add);
        super.visit(body);
    }

    @Override
    protected void visit(Expression.Call node) {
        noteGlobal(node.callee());
        super.visit(node);
    }

    @Override
    protected void visit(Expression.Member node) {
        noteGlobal(node.object());
        super.visit(node);
    }

    private void noteGlobal(Expression expression) {
        if (expression instanceof Expression.Variable variable && isGlobal(variable.name())) {
            globals.add(variable.start());
        }
    }

    private static boolean isGlobal(String name) {
        return Sandbox.get().hasGlobal(name) || LinkedGlobals.contains(name);
    }
}
