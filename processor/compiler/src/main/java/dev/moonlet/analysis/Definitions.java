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
import java.util.function.Predicate;

/** What locals are that are never assigned to again, and what their tables hold. */
public final class Definitions {

    /** Functions that look at a table, or only move what is at its positions. */
    private static final Set<String> READING = Set.of("ipairs", "pairs", "next", "unpack", "type", "tostring", "error");

    private static final Set<String> READING_MEMBERS = Set.of("encode", "pack", "concat", "getn", "maxn");
    private static final Set<String> MOVING_MEMBERS = Set.of("insert", "remove", "sort");

    static final Set<String> ITERATING = Set.of("ipairs", "pairs");
    static final Set<String> UNPACKING = Set.of("unpack");

    /** Locals that are copies of one another are followed no further. */
    private static final int MAX_STEPS = 100;

    private final Bindings bindings;
    private final Map<Variable, Expression> values = new HashMap<>();

    /** Of locals that hold elements of a list, one after another or side by side: the list. */
    private final Map<Variable, Expression> lists = new HashMap<>();

    private final Map<Variable, Map<String, List<Expression>>> fields = new HashMap<>();
    private final Map<Variable, List<Expression>> appended = new HashMap<>();
    private final Set<Variable> moved = new HashSet<>();
    private final Set<Variable> escaped = new HashSet<>();

    /** Those that became fields or elements of other tables, and did not escape otherwise. */
    private final Set<Variable> storedTables = new HashSet<>();

    /** Those of them that did so in one place. */
    private final Set<Variable> storedOnce = new HashSet<>();

    /** Those that a function returns: what else happens to them is up to its callers. */
    private final Set<Variable> returned = new HashSet<>();

    /** Those that a module returns, to the files that require it. */
    private final Set<Variable> exported = new HashSet<>();

    /** Those of whose tables something was taken out, which may be a table too. */
    private final Set<Variable> lookedInto = new HashSet<>();

    /** What was found out about tables. */
    private final Map<Variable, TableContent> contents = new HashMap<>();

    private Definitions(Bindings bindings) {
        this.bindings = bindings;
    }

    /**
     * Reads a chunk.
     *
     * @param body the statements of the script itself, whose {@code return} gives a table to no code that could change it
     * @param modules the functions of its modules
     */
    static Definitions of(Block chunk, Block body, Bindings bindings, LinkedFunctions modules) {
        Definitions definitions = new Definitions(bindings);
        Reader reader = definitions.new Reader(body, modules);
        reader.inBody = isSame(chunk, body);
        reader.walk(chunk);
        reader.finish();
        return definitions;
    }

    /** Whether it is this very block, and not another one of the same content. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Block a, Block b) {
        return a == b;
    }

    /** What an expression is, where it is a local that has this one value; else the expression itself. */
    public Expression resolved(Expression expression) {
        return resolved(expression, variable -> false);
    }

    /** The same, which stops at locals of some kind. */
    public Expression resolved(Expression expression, Predicate<Variable> last) {
        Expression current = expression;
        for (int step = 0; step < MAX_STEPS; step++) {
            if (current instanceof Expression.Parenthesized parenthesized) {
                current = parenthesized.inner();
            } else if (current instanceof Expression.Variable variable
                    && bindings.variable(variable).filter(last).isEmpty()
                    && value(variable).isPresent()) {
                current = value(variable).get();
            } else {
                return current;
            }
        }
        return expression;
    }

    /** The same, also through a field of a table that has one value. */
    public Expression followed(Expression expression) {
        return followed(expression, variable -> false);
    }

    /** The same, which stops at locals of some kind. */
    public Expression followed(Expression expression, Predicate<Variable> last) {
        Expression current = resolved(expression, last);
        for (int step = 0; step < MAX_STEPS; step++) {
            Optional<Expression> value =
                    FieldAccess.of(current).flatMap(access -> field(access.table(), access.name()));
            if (value.isEmpty()) {
                return current;
            }
            current = resolved(value.get(), last);
        }
        return current;
    }

    /** The list whose element a local is: of a loop over it, or of {@code unpack}. */
    public Optional<Expression> list(Expression element) {
        return resolved(element) instanceof Expression.Variable reference
                ? bindings.variable(reference)
                        .filter(variable -> bindings.writes(variable) == 0)
                        .map(lists::get)
                : Optional.empty();
    }

    /** The list that a call gives the elements of, {@code ipairs(list)}; empty for other expressions. */
    Optional<Expression> listOf(Expression expression, Set<String> functions) {
        return expression instanceof Expression.Call call
                        && call.callee() instanceof Expression.Variable function
                        && functions.contains(function.name())
                        && bindings.isGlobal(function, function.name())
                        && call.arguments().size() == 1
                ? Optional.of(call.arguments().get(0))
                : Optional.empty();
    }

    /** Whether a value is used here alone, so no other code changed or read it before. */
    public boolean isUntouched(Expression expression) {
        return !(expression instanceof Expression.Variable reference)
                || bindings.variable(reference)
                        .filter(variable -> bindings.writes(variable) == 0 && bindings.reads(variable) == 1)
                        .isPresent();
    }

    /** Whether no code puts something else into a table: it is used here alone, or is only read. */
    public boolean isUnchanged(Expression expression) {
        return !(expression instanceof Expression.Variable reference)
                || bindings.variable(reference).filter(this::isOnlyRead).isPresent();
    }

    private Optional<Expression> value(Expression.Variable reference) {
        return bindings.variable(reference)
                .filter(variable -> bindings.writes(variable) == 0)
                .map(values::get);
    }

    /** What a table holds; empty if the expression is not a known table. */
    public Optional<TableContent> table(Expression expression) {
        Expression current = expression;
        while (current instanceof Expression.Parenthesized parenthesized) {
            current = parenthesized.inner();
        }
        if (current instanceof Expression.Table table) {
            return Optional.of(TableContent.of(table));
        }
        if (!(current instanceof Expression.Variable reference)) {
            return Optional.empty();
        }
        Optional<Variable> variable = bindings.variable(reference);
        return value(reference)
                .filter(Expression.Table.class::isInstance)
                .flatMap(table -> variable.map(found -> table(found, (Expression.Table) table)))
                .map(content -> variable.filter(this::isGiven).isPresent() ? content.open() : content);
    }

    /** What a table holds that became a field or an element of one other table, which no code looks into. */
    Optional<TableContent> tableStoredOnce(Expression expression) {
        Optional<Variable> variable = expression instanceof Expression.Variable name
                ? bindings.variable(name).filter(storedOnce::contains)
                : Optional.empty();
        return variable.map(values::get)
                .filter(Expression.Table.class::isInstance)
                .map(table -> read(variable.get(), (Expression.Table) table, false));
    }

    /** What a field of a table is that a function returns, if one value is ever assigned to it there. */
    Optional<Expression> fieldOfReturned(Expression expression, String name) {
        Optional<Variable> variable = expression instanceof Expression.Variable local
                ? bindings.variable(local).filter(found -> bindings.writes(found) == 0 && !exported.contains(found))
                : Optional.empty();
        return variable.map(values::get)
                .filter(Expression.Table.class::isInstance)
                .map(table -> table(variable.get(), (Expression.Table) table))
                .filter(content -> !content.openNames())
                .map(content -> content.named().getOrDefault(name, List.of()))
                .filter(assigned -> assigned.size() == 1)
                .map(assigned -> assigned.get(0));
    }

    private boolean isGiven(Variable variable) {
        return returned.contains(variable) || exported.contains(variable);
    }

    /** What a field of a local table is, if one value is ever assigned to it; of a table of a module, as the module says. */
    Optional<Expression> field(Expression table, String name) {
        Optional<TableContent> content = table(table);
        Optional<Variable> module = table instanceof Expression.Variable reference
                ? bindings.variable(reference).filter(exported::contains).filter(found -> !returned.contains(found))
                : Optional.empty();
        if (module.isPresent() && values.get(module.get()) instanceof Expression.Table constructor) {
            content = Optional.of(table(module.get(), constructor));
        }
        return content.filter(found -> !found.openNames())
                .map(found -> found.named().getOrDefault(name, List.of()))
                .filter(values -> values.size() == 1)
                .map(values -> values.get(0));
    }

    /** Whether a table is known to this script but for other tables that hold it. */
    public boolean isOnlyStored(Expression table) {
        return table instanceof Expression.Variable name
                && bindings.variable(name).filter(storedTables::contains).isPresent();
    }

    /** Whether nothing is done to a table but that its elements are read. */
    boolean isOnlyRead(Variable variable) {
        return isReturnedAsItIs(variable) && !isGiven(variable);
    }

    /** The same, where it may also be returned. */
    boolean isReturnedAsItIs(Variable variable) {
        return bindings.writes(variable) == 0
                && !escaped.contains(variable)
                && !moved.contains(variable)
                && !fields.containsKey(variable);
    }

    private TableContent table(Variable variable, Expression.Table constructor) {
        TableContent known = contents.get(variable);
        if (known == null) {
            known = read(variable, constructor, escaped.contains(variable));
            contents.put(variable, known);
        }
        return known;
    }

    private TableContent read(Variable variable, Expression.Table constructor, boolean escapes) {
        TableContent content = TableContent.of(constructor);
        Map<String, List<Expression>> named = new LinkedHashMap<>(content.named());
        fields.getOrDefault(variable, Map.of())
                .forEach((name, assigned) -> assigned.forEach(value -> TableContent.add(named, name, value)));
        boolean isCleared =
                named.values().removeIf(values -> values.stream().skip(1).anyMatch(Definitions::isNil));
        boolean isEscaped = isCleared || escapes;
        boolean isMoved = moved.contains(variable);
        return new TableContent(
                named,
                content.positional(),
                appended.getOrDefault(variable, List.of()),
                content.openNames() || isEscaped,
                content.openPositions() || isEscaped || isMoved,
                isEscaped || isMoved,
                isEscaped || lookedInto.contains(variable));
    }

    private static boolean isNil(Expression value) {
        return value instanceof Expression.Nil;
    }

    private final class Reader extends Walker {

        private final Map<Integer, Variable> uses = new HashMap<>();
        private final Set<Integer> understood = new HashSet<>();
        private final Set<Integer> returned = new HashSet<>();
        private final Set<Integer> exported = new HashSet<>();

        /** Where locals become fields or elements of tables. */
        private final Set<Integer> stored = new HashSet<>();

        /** Those that became fields or elements of tables in several places. */
        private final Set<Variable> severally = new HashSet<>();

        /** Those of which elements are taken out again. */
        private final Set<Variable> shortened = new HashSet<>();

        /** Those that are used in another way that isn't understood. */
        private final Set<Variable> passed = new HashSet<>();

        private final Set<String> targets = new HashSet<>();
        private final PlacedValues placed = new PlacedValues(bindings);
        private final Block body;
        private final LinkedFunctions modules;
        private boolean inBody;
        private boolean inModule;

        Reader(Block body, LinkedFunctions modules) {
            this.body = body;
            this.modules = modules;
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
                if (!(several && CallTypes.isMultiple(assigned.get(i)))) {
                    define(node.names().get(i), assigned.get(i));
                }
            }
            if (!assigned.isEmpty()) {
                int from = assigned.size() - 1;
                listOf(assigned.get(from), UNPACKING)
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
            listOf(node.values().get(0), Set.of("ipairs"))
                    .ifPresent(list -> placed.counts(node.variables().get(0)));
            if (node.variables().size() > 1) {
                listOf(node.values().get(0), ITERATING)
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
            super.visit(node);
            for (int i = 0; i < node.targets().size(); i++) {
                Optional<Expression> value = i < node.values().size()
                                && !(i == node.values().size() - 1
                                        && CallTypes.isMultiple(node.values().get(i))
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
                if (exported.contains(offset)) {
                    Definitions.this.exported.add(variable);
                } else if (returned.contains(offset)) {
                    Definitions.this.returned.add(variable);
                } else if (!understood.contains(offset)) {
                    escaped.add(variable);
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
                    (inModule ? exported : returned).add(table.start());
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
                    && READING.contains(function.name())) {
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
                        local(first)
                                .ifPresent(list -> append(list, node.arguments().get(1)));
                        store(node.arguments().get(1));
                    }
                }
            }
        }
    }
}
