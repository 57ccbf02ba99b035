package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.link.LinkedFunctions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what the locals of a chunk are, and what is done to their tables. */
final class DefinitionReader extends Walker {

    /** Functions that look at a table, or only move what is at its positions. */
    private static final Set<String> READING = Set.of("ipairs", "pairs", "next", "unpack", "type", "tostring");

    private static final Set<String> READING_MEMBERS = Set.of("encode", "pack", "concat", "getn", "maxn");
    private static final Set<String> MOVING_MEMBERS = Set.of("insert", "remove", "sort");

    final Map<Variable, Expression> values = new HashMap<>();

    /** Of locals that hold elements of a list, one after another or side by side: the list. */
    final Map<Variable, Expression> lists = new HashMap<>();

    final Map<Variable, Map<String, List<Expression>>> fields = new HashMap<>();
    final Map<Variable, List<Expression>> appended = new HashMap<>();
    final Set<Variable> moved = new HashSet<>();
    final Set<Variable> escaped = new HashSet<>();

    /** Those that became fields or elements of other tables, and did not escape otherwise. */
    final Set<Variable> storedTables = new HashSet<>();

    /** Those of them that did so in one place. */
    final Set<Variable> storedOnce = new HashSet<>();

    /** Those that a function returns: what else happens to them is up to its callers. */
    final Set<Variable> returned = new HashSet<>();

    /** Those that a module returns, to the files that require it. */
    final Set<Variable> exported = new HashSet<>();

    /** Those whose tables other code may fill. */
    final Set<Variable> unseen = new HashSet<>();

    /** Those of whose tables something was taken out, which may be a table too. */
    final Set<Variable> lookedInto = new HashSet<>();

    private final Map<Integer, Variable> uses = new HashMap<>();
    private final Set<Integer> understood = new HashSet<>();
    private final Set<Integer> returnedUses = new HashSet<>();
    private final Set<Integer> exportedUses = new HashSet<>();

    /** Where locals become fields or elements of tables. */
    private final Set<Integer> stored = new HashSet<>();

    /** Those that became fields or elements of tables in several places. */
    private final Set<Variable> severally = new HashSet<>();

    /** Those of which elements are taken out again. */
    private final Set<Variable> shortened = new HashSet<>();

    /** Those that are used in another way that isn't understood. */
    private final Set<Variable> passed = new HashSet<>();

    private final Set<String> targets = new HashSet<>();
    private final PlacedValues placed;
    private final Bindings bindings;

    /** Whether the script catches errors, and so may go on with the table of one. */
    private final boolean catches;

    private final Block body;
    private final LinkedFunctions modules;
    private boolean inBody;
    private boolean inModule;

    private DefinitionReader(Block body, Bindings bindings, LinkedFunctions modules) {
        this.body = body;
        this.bindings = bindings;
        this.placed = new PlacedValues(bindings);
        this.modules = modules;
        this.catches = bindings.globalReads().stream()
                .anyMatch(name -> name.name().equals("pcall") || name.name().equals("xpcall"));
    }

    static DefinitionReader read(Block chunk, Block body, Bindings bindings, LinkedFunctions modules) {
        DefinitionReader reader = new DefinitionReader(body, bindings, modules);
        reader.inBody = isSame(chunk, body);
        reader.walk(chunk);
        reader.finish();
        return reader;
    }

    @Override
    protected void visit(FunctionBody function) {
        boolean outerBody = inBody;
        boolean outerModule = inModule;
        inBody = isSame(function.block(), body);
        inModule = modules.isModule(function.block());
        super.visit(function);
        inBody = outerBody;
        inModule = outerModule;
    }

    private Optional<Variable> local(Expression expression) {
        return expression instanceof Expression.Variable variable ? bindings.variable(variable) : Optional.empty();
    }

    private void understand(Expression expression) {
        if (expression instanceof Expression.Variable variable) {
            understood.add(variable.start());
        }
    }

    @Override
    protected void visit(Expression.Variable node) {
        bindings.variable(node).ifPresent(variable -> uses.put(node.start(), variable));
    }

    @Override
    protected void visit(Statement.Local node) {
        super.visit(node);
        List<Expression> assigned = node.values();
        for (int i = 0; i < Math.min(node.names().size(), assigned.size()); i++) {
            boolean last = i == assigned.size() - 1;
            boolean several = last && node.names().size() > assigned.size();
            if (!(several && CallTypes.isMultiple(assigned.get(i), bindings))) {
                define(node.names().get(i), assigned.get(i));
            }
        }
        if (!assigned.isEmpty()) {
            int from = assigned.size() - 1;
            listOf(assigned.get(from), Definitions.UNPACKING, bindings)
                    .ifPresent(list -> node.names().stream().skip(from).forEach(name -> {
                        bindings.variable(name).ifPresent(variable -> {
                            lists.put(variable, list);
                            values.remove(variable);
                        });
                    }));
        }
    }

    @Override
    protected void visit(Statement.NumericFor node) {
        placed.counts(node.variable());
        super.visit(node);
    }

    @Override
    protected void visit(Statement.GenericFor node) {
        super.visit(node);
        listOf(node.values().get(0), Set.of("ipairs"), bindings)
                .ifPresent(list -> placed.counts(node.variables().get(0)));
        if (node.variables().size() > 1) {
            listOf(node.values().get(0), Definitions.ITERATING, bindings)
                    .ifPresent(list -> bindings.variable(node.variables().get(1))
                            .ifPresent(variable -> lists.put(variable, list)));
        }
    }

    private void define(Name name, Expression value) {
        bindings.variable(name).ifPresent(variable -> values.put(variable, value));
        placed.begins(name, value);
    }

    @Override
    protected void visit(Statement.Assignment node) {
        node.targets().forEach(target -> targets.add(target.start() + ":" + target.end()));
        node.targets().forEach(this::understand);
        super.visit(node);
        for (int i = 0; i < node.targets().size(); i++) {
            Optional<Expression> value = i < node.values().size()
                            && !(i == node.values().size() - 1
                                    && CallTypes.isMultiple(node.values().get(i), bindings)
                                    && node.targets().size() > node.values().size())
                    ? Optional.of(node.values().get(i))
                    : Optional.empty();
            assign(node.targets().get(i), value);
        }
    }

    @Override
    protected void visit(Statement.Function node) {
        targets.add(node.target().start() + ":" + node.target().end());
        super.visit(node);
        FunctionBody function = node.body();
        Expression value = node.method()
                ? new Expression.Vararg(function.start(), function.end()) // takes self, which is not written
                : new Expression.Function(function.start(), function.end(), function);
        assign(node.target(), Optional.of(value));
    }

    private void assign(Expression target, Optional<Expression> value) {
        if (target instanceof Expression.Variable) {
            local(target).ifPresent(variable -> placed.becomes(variable, value));
        } else if (target instanceof Expression.Member member) {
            local(member.object())
                    .ifPresent(variable -> field(variable, member.name().text(), value));
        } else if (target instanceof Expression.Index index) {
            local(index.object()).ifPresent(variable -> {
                if (index.key() instanceof Expression.Str name) {
                    field(variable, name.value(), value);
                } else if (isEnd(index.key(), variable)) {
                    moved.add(variable);
                    value.ifPresent(added -> append(variable, added));
                    value.ifPresent(this::store);
                } else {
                    placed.put(variable, index.key(), value);
                    value.ifPresent(this::store);
                }
            });
        }
    }

    private void field(Variable variable, String name, Optional<Expression> value) {
        if (value.isPresent()) {
            store(value.get());
            TableContent.add(fields.computeIfAbsent(variable, key -> new LinkedHashMap<>()), name, value.get());
        } else {
            escaped.add(variable);
            unseen.add(variable);
        }
    }

    private void append(Variable list, Expression value) {
        appended.computeIfAbsent(list, key -> new ArrayList<>()).add(value);
    }

    /** {@code #t + 1} */
    private boolean isEnd(Expression key, Variable variable) {
        return key instanceof Expression.Binary sum
                && sum.left() instanceof Expression.Unary length
                && length.operator() == UnaryOperator.LENGTH
                && local(length.operand()).filter(variable::equals).isPresent();
    }

    /** What is known of tables when all is read. */
    private void finish() {
        uses.forEach((offset, variable) -> {
            if (exportedUses.contains(offset)) {
                exported.add(variable);
            } else if (returnedUses.contains(offset)) {
                returned.add(variable);
            } else if (!understood.contains(offset)) {
                escaped.add(variable);
                unseen.add(variable);
                if (!stored.contains(offset) || !storedTables.add(variable)) {
                    (stored.contains(offset) ? severally : passed).add(variable);
                }
            }
        });
        storedTables.removeAll(passed);
        storedOnce.addAll(storedTables);
        storedOnce.removeAll(severally);
        shortened.forEach(appended::remove);
        for (Variable table : placed.tables()) {
            if (placed.areNumbered(table)) {
                moved.add(table);
                if (appended.containsKey(table)) {
                    appended.remove(table); // what was put behind the others may be replaced
                } else if (!shortened.contains(table)) {
                    placed.kept(table, lookedInto.contains(table)).forEach(value -> append(table, value));
                }
            } else {
                escaped.add(table);
                storedTables.remove(table);
                storedOnce.remove(table);
            }
        }
    }

    @Override
    protected void visit(Expression.Member node) {
        super.visit(node);
        lookInto(node, node.object());
    }

    @Override
    protected void visit(Expression.Index node) {
        super.visit(node);
        lookInto(node, node.object());
    }

    private void lookInto(Expression node, Expression table) {
        understand(table);
        if (!targets.contains(node.start() + ":" + node.end())) {
            local(table).ifPresent(lookedInto::add);
        }
    }

    @Override
    protected void visit(Expression.Unary node) {
        super.visit(node);
        understand(node.operand());
    }

    @Override
    protected void visit(Statement.Return node) {
        super.visit(node);
        if (inBody) {
            node.values().forEach(this::understand);
            return;
        }
        for (Expression value : node.values()) {
            if (value instanceof Expression.Variable table) {
                (inModule ? exportedUses : returnedUses).add(table.start());
            }
        }
    }

    @Override
    protected void visit(Expression.Table node) {
        super.visit(node);
        node.fields().forEach(field -> store(field.value()));
    }

    private void store(Expression value) {
        if (value instanceof Expression.Variable) {
            stored.add(value.start());
        }
    }

    @Override
    protected void visit(Statement.If node) {
        super.visit(node);
        node.branches().forEach(branch -> understand(branch.condition()));
    }

    @Override
    protected void visit(Expression.Call node) {
        super.visit(node);
        if (node.arguments().isEmpty()) {
            return;
        }
        Expression first = node.arguments().get(0);
        if (node.callee() instanceof Expression.Variable function
                && bindings.variable(function).isEmpty()
                && (READING.contains(function.name()) || (function.name().equals("error") && !catches))) {
            understand(first);
            local(first).ifPresent(lookedInto::add);
        } else if (node.callee() instanceof Expression.Member member
                && member.object() instanceof Expression.Variable library
                && bindings.variable(library).isEmpty()) {
            String name = member.name().text();
            if (READING_MEMBERS.contains(name)) {
                understand(first);
            } else if (library.name().equals("table") && MOVING_MEMBERS.contains(name)) {
                understand(first);
                local(first).ifPresent(moved::add);
                if (name.equals("remove")) {
                    local(first).ifPresent(shortened::add);
                }
                if (name.equals("insert") && node.arguments().size() == 2) {
                    local(first).ifPresent(list -> append(list, node.arguments().get(1)));
                    store(node.arguments().get(1));
                }
            }
        }
    }

    /** Whether it is this very block, and not another one of the same content. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Block a, Block b) {
        return a == b;
    }

    /** The list that a call gives the elements of, {@code ipairs(list)}; empty for other expressions. */
    static Optional<Expression> listOf(Expression expression, Set<String> functions, Bindings bindings) {
        return expression instanceof Expression.Call call
                        && call.callee() instanceof Expression.Variable function
                        && functions.contains(function.name())
                        && bindings.isGlobal(function, function.name())
                        && call.arguments().size() == 1
                ? Optional.of(call.arguments().get(0))
                : Optional.empty();
    }
}
