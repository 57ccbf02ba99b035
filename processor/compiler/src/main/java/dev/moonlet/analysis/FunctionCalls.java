package dev.moonlet.analysis;

import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what each function of a script is called with, and which are used in another way. */
final class FunctionCalls extends Walker {

    /** Functions that go through tables. */
    private static final Set<String> SEARCHING = Set.of("pairs", "ipairs", "next", "unpack");

    private final ScriptFunctions functions;
    private final Definitions definitions;
    private final Map<Integer, List<List<Expression>>> calls = new LinkedHashMap<>();

    /** Where the names of functions end that are called, or defined. */
    private final Set<Integer> understood = new HashSet<>();

    /** Where the functions begin that are called by fields of tables. */
    private final Set<Integer> inTables = new HashSet<>();

    /** Whether such a function may be called in another way. */
    private boolean searched;

    /** The functions that names mean, by where the names end. */
    private final Map<Integer, FunctionBody> uses = new HashMap<>();

    private FunctionCalls(ScriptFunctions functions, Definitions definitions) {
        this.functions = functions;
        this.definitions = definitions;
    }

    /** What calls give each function, by where it begins; none of those that other code may call. */
    static Map<Integer, List<List<Expression>>> of(Chunk chunk, ScriptFunctions functions, Definitions definitions) {
        FunctionCalls calls = new FunctionCalls(functions, definitions);
        calls.read(chunk);
        return calls.calls;
    }

    private void read(Chunk chunk) {
        walk(chunk.block());
        uses.keySet().removeAll(understood);
        uses.values().forEach(function -> calls.remove(function.start()));
        if (searched) {
            calls.keySet().removeAll(inTables);
        }
    }

    @Override
    protected void visit(Expression.Call node) {
        super.visit(node);
        understood.add(node.callee().end());
        functions.at(node.callee()).ifPresent(function -> {
            calls.computeIfAbsent(function.start(), f -> new ArrayList<>()).add(node.arguments());
            if (node.callee() instanceof Expression.Member) {
                inTables.add(function.start());
            }
        });
        if (node.callee() instanceof Expression.Variable name && SEARCHING.contains(name.name())) {
            node.arguments().stream().limit(1).forEach(this::search);
        }
    }

    @Override
    protected void visit(Expression.Index node) {
        super.visit(node);
        search(node.object());
    }

    /** Notes that what is in a table is taken in another way than by a written name. */
    private void search(Expression table) {
        searched |= functions.module(definitions.resolved(table)).isPresent()
                || definitions.table(table).stream()
                        .flatMap(content -> content.named().values().stream())
                        .flatMap(List::stream)
                        .anyMatch(Expression.Function.class::isInstance);
    }

    @Override
    protected void visit(Statement.Assignment node) {
        super.visit(node);
        node.targets().forEach(target -> understood.add(target.end()));
    }

    @Override
    protected void visit(Statement.Function node) {
        super.visit(node);
        understood.add(node.target().end());
    }

    @Override
    protected void visit(Expression.Variable node) {
        use(node);
    }

    @Override
    protected void visit(Expression.Member node) {
        super.visit(node);
        use(node);
    }

    private void use(Expression node) {
        functions.at(node).ifPresent(function -> uses.put(node.end(), function));
    }
}
