package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.link.LinkedFunctions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What locals are, and what the tables hold of those that are never assigned to again. */
public final class Definitions {

    static final Set<String> ITERATING = Set.of("ipairs", "pairs");
    static final Set<String> UNPACKING = Set.of("unpack");

    /** Locals that are copies of one another are followed no further. */
    private static final int MAX_STEPS = 100;

    private final Bindings bindings;
    private final Map<Variable, Expression> values;

    /** What locals are that are assigned to again, by where they are read. */
    private final ReachingDefinitions reaching;

    /** Of locals that hold elements of a list, one after another or side by side: the list. */
    private final Map<Variable, Expression> lists;

    private final Map<Variable, Map<String, List<Expression>>> fields;
    private final Map<Variable, List<Expression>> appended;
    private final Set<Variable> moved;
    private final Set<Variable> escaped;

    /** Those that became fields or elements of other tables, and did not escape otherwise. */
    private final Set<Variable> storedTables;

    /** Those of them that did so in one place. */
    private final Set<Variable> storedOnce;

    /** Those that a function returns: what else happens to them is up to its callers. */
    private final Set<Variable> returned;

    /** Those that a module returns, to the files that require it. */
    private final Set<Variable> exported;

    /** Those of whose tables something was taken out, which may be a table too. */
    private final Set<Variable> lookedInto;

    /** Those whose tables other code may fill. */
    private final Set<Variable> unseen;

    /** What was found out about tables. */
    private final Map<Variable, TableContent> contents = new HashMap<>();

    private Definitions(Bindings bindings, DefinitionReader read, ReachingDefinitions reaching) {
        this.bindings = bindings;
        this.reaching = reaching;
        this.values = read.values;
        this.lists = read.lists;
        this.fields = read.fields;
        this.appended = read.appended;
        this.moved = read.moved;
        this.escaped = read.escaped;
        this.storedTables = read.storedTables;
        this.storedOnce = read.storedOnce;
        this.returned = read.returned;
        this.exported = read.exported;
        this.lookedInto = read.lookedInto;
        this.unseen = read.unseen;
    }

    /**
     * Reads a chunk.
     *
     * @param body the statements of the script itself, whose {@code return} gives a table to no code that could change it
     * @param modules the functions of its modules
     */
    static Definitions of(Block chunk, Block body, Bindings bindings, LinkedFunctions modules) {
        return new Definitions(
                bindings,
                DefinitionReader.read(chunk, body, bindings, modules),
                ReachingDefinitions.of(chunk, bindings));
    }

    /** What an expression is, where it is a local that can have no other value there; else the expression itself. */
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
        return DefinitionReader.listOf(expression, functions, bindings);
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
                || bindings.variable(reference)
                        .filter(variable -> isReadAsItIs(variable) && !isGiven(variable))
                        .isPresent();
    }

    private Optional<Expression> value(Expression.Variable reference) {
        return constant(reference)
                .or(() -> reaching.only(reference).filter(value -> !(value instanceof Expression.Table)));
    }

    /** The value of a local that is never assigned to again. */
    private Optional<Expression> constant(Expression.Variable reference) {
        return bindings.variable(reference)
                .filter(variable -> bindings.writes(variable) == 0)
                .map(values::get);
    }

    /** The values that a local can have where it is read, of which each is one expression; the expression itself if they are not known. */
    public List<Expression> possible(Expression expression) {
        if (!(expression instanceof Expression.Variable read) || constant(read).isPresent()) {
            return List.of(expression);
        }
        List<Expression> all = reaching.all(read);
        return all.isEmpty() ? List.of(expression) : all;
    }

    /**
     * The values that a local is where it is read, each in some run of the script; none where conditions on the way, or what is made of
     * one of them later, may exclude another one.
     */
    public List<Expression> alternatives(Expression expression) {
        List<Expression> all = possible(expression);
        if (!(expression instanceof Expression.Variable read)
                || (all.size() == 1 && all.get(0).start() == read.start())) {
            return List.of();
        }
        int last = all.stream()
                .mapToInt(Expression::end)
                .filter(end -> end <= read.start())
                .max()
                .orElse(read.start());
        if (reaching.asksBetween(last, read.start())) {
            return List.of();
        }
        Variable variable = bindings.variable(read).orElseThrow();
        int converted = all.stream()
                .filter(value -> mentions(value, variable, new HashSet<>()))
                .mapToInt(Expression::start)
                .max()
                .orElse(-1);
        return all.stream().filter(value -> value.start() >= converted).toList();
    }

    /** Whether a value is made of what was in a local before. */
    private boolean mentions(Expression value, Variable variable, Set<Integer> asked) {
        boolean[] found = {false};
        new Walker() {
            @Override
            protected void visit(Expression.Variable node) {
                if (!found[0]) {
                    Expression resolved = resolved(node);
                    found[0] = bindings.variable(node).filter(variable::equals).isPresent()
                            || (asked.size() < MAX_STEPS
                                    && asked.add(resolved.start())
                                    && mentions(resolved, variable, asked));
                }
            }
        }.walk(value);
        return found[0];
    }

    /** What a table holds; empty if the expression is not a known table. */
    public Optional<TableContent> table(Expression expression) {
        Expression current = expression;
        while (current instanceof Expression.Parenthesized parenthesized) {
            current = parenthesized.inner();
        }
        if (current instanceof Expression.Table table) {
            return Optional.of(TableContent.of(table, bindings));
        }
        if (!(current instanceof Expression.Variable reference)) {
            return Optional.empty();
        }
        Optional<Variable> variable = bindings.variable(reference);
        return constant(reference)
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

    /** Whether other code may put something into a table of a local. */
    boolean isUnseen(Variable variable) {
        return unseen.contains(variable) || exported.contains(variable);
    }

    /** Whether nothing is done to a table but that its elements are read. */
    boolean isOnlyRead(Variable variable) {
        return isReturnedAsItIs(variable) && !isGiven(variable);
    }

    /** The same, where it may also be returned. */
    boolean isReturnedAsItIs(Variable variable) {
        return bindings.writes(variable) == 0 && isReadAsItIs(variable);
    }

    private boolean isReadAsItIs(Variable variable) {
        return !escaped.contains(variable) && !moved.contains(variable) && !fields.containsKey(variable);
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
        TableContent content = TableContent.of(constructor, bindings);
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
                content.last(),
                appended.getOrDefault(variable, List.of()),
                content.openNames() || isEscaped,
                content.openPositions() || isEscaped || isMoved,
                isEscaped || isMoved,
                isEscaped || lookedInto.contains(variable));
    }

    private static boolean isNil(Expression value) {
        return value instanceof Expression.Nil;
    }
}
