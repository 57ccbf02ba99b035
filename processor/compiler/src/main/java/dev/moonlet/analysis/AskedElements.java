package dev.moonlet.analysis;

import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.ConditionWalker;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of which a script asks whether an element is there. Fields of a hash are usually there together, so that it may know that of
 * the others, too.
 */
final class AskedElements extends ConditionWalker {

    private static final Set<String> ASKING = Set.of("assert", "type");

    /** From a number to its text, to the first of the locals that got one list. */
    private static final int STEPS = 3;

    private static final Set<String> SEARCHING = Set.of("pairs", "next");

    private final Bindings bindings;
    private final Set<Variable> asked = new HashSet<>();

    /** Those into which the script puts something. */
    private final Set<Variable> filled = new HashSet<>();

    /** Those of them of which a condition asks. */
    private final Set<Variable> questioned = new HashSet<>();

    /** The tables of which a field was asked for. */
    private final Set<Variable> fields = new HashSet<>();

    private final Set<String> changed = new HashSet<>();

    /** The globals that functions of the script are given. */
    private final Set<String> given = new HashSet<>();

    /** Locals that are other names of globals. */
    private final Map<Variable, String> globals = new HashMap<>();

    /** Locals that hold an element, with its table. */
    private final Map<Variable, Variable> tables = new HashMap<>();

    /** Locals that are other names of tables, or hold elements of lists, with these tables and lists. */
    private final Map<Variable, Variable> sources = new HashMap<>();

    /** Locals that hold a field, with its table. */
    private final Map<Variable, Variable> records = new HashMap<>();

    /** Where the last condition ends. */
    private int conditionEnd;

    private AskedElements(Bindings bindings) {
        this.bindings = bindings;
    }

    static AskedElements of(Block chunk, Bindings bindings) {
        AskedElements elements = new AskedElements(bindings);
        elements.walk(chunk);
        for (int step = 0; step < STEPS; step++) {
            elements.sources.forEach(elements::passOn);
        }
        elements.globals.forEach((local, global) -> {
            if (elements.filled.contains(local)) {
                elements.changed.add(global);
            }
        });
        if (elements.filled.stream().anyMatch(local -> local.kind() == Variable.Kind.PARAMETER)) {
            elements.changed.addAll(elements.given);
        }
        for (int step = 0; step < STEPS; step++) {
            elements.tables.forEach((element, table) -> {
                if (elements.asked.contains(element)) {
                    elements.asked.add(table);
                }
                if (elements.questioned.contains(element)) {
                    elements.questioned.add(table);
                }
            });
            elements.records.forEach((field, table) -> {
                if (elements.asked.contains(field)) {
                    elements.fields.add(table);
                }
            });
        }
        return elements;
    }

    /** What is done to a table by one of its names, or to one of its elements, is done to it. */
    private void passOn(Variable name, Variable table) {
        if (filled.contains(name)) {
            filled.add(table);
        } else if (filled.contains(table)) {
            filled.add(name);
        }
    }

    /** Whether a script puts something into {@code KEYS} or {@code ARGV}, or uses {@code setmetatable}. */
    boolean isChanged(String global) {
        return changed.contains(global);
    }

    /** Whether a script asks of an element of a table. */
    boolean areOf(Variable table) {
        return asked.contains(table);
    }

    /** Whether the script puts something into a table itself. */
    boolean areFilled(Variable table) {
        return filled.contains(table);
    }

    /** Whether a condition asks of an element or a field of a table, or of what was taken out of it. */
    boolean areQuestioned(Variable table) {
        return questioned.contains(table) || fields.contains(table);
    }

    /** Whether a script asks whether a field of a table is there. */
    boolean areFieldsOf(Variable table) {
        return fields.contains(table);
    }

    Set<Variable> asked() {
        return Set.copyOf(asked);
    }

    private void ask(Expression condition) {
        Expression value = condition;
        while (value instanceof Expression.Parenthesized inner) {
            value = inner.inner();
        }
        value = unconverted(value);
        table(value).ifPresent(table -> {
            asked.add(table);
            questioned.add(table);
        });
        if (value instanceof Expression.Index index && !(index.key() instanceof Expression.Numeral)) {
            table(value).ifPresent(fields::add); // t[name], of any field
        }
        record(value).ifPresent(fields::add);
        if (value instanceof Expression.Variable local) {
            bindings.variable(local).ifPresent(found -> {
                asked.add(found);
                questioned.add(found);
            });
        }
    }

    /** The table of a field. */
    private Optional<Variable> record(Expression value) {
        return FieldAccess.of(value)
                .filter(access -> access.table() instanceof Expression.Variable)
                .flatMap(access -> bindings.variable((Expression.Variable) access.table()));
    }

    /** What {@code tonumber} is given: it gives nil for what is not there. */
    private Expression unconverted(Expression value) {
        return value instanceof Expression.Call call
                        && bindings.isGlobal(call.callee(), "tonumber")
                        && !call.arguments().isEmpty()
                ? call.arguments().get(0)
                : value;
    }

    private Optional<Variable> table(Expression value) {
        Expression element = unconverted(value);
        return element instanceof Expression.Index index && index.object() instanceof Expression.Variable table
                ? bindings.variable(table)
                : Optional.empty();
    }

    @Override
    protected void visit(Expression.Variable node) {
        if (node.name().equals("setmetatable") && bindings.variable(node).isEmpty()) {
            changed.add(node.name());
        }
    }

    @Override
    protected void visit(Statement.Assignment node) {
        node.targets().forEach(this::change);
        super.visit(node);
    }

    @Override
    protected void visit(Statement.Function node) {
        change(node.target());
        super.visit(node);
    }

    /** What the script puts into a table is as good as asked for. */
    private void change(Expression target) {
        Expression table = null;
        if (target instanceof Expression.Index index) {
            table = index.object();
        } else if (target instanceof Expression.Member member) {
            table = member.object();
        }
        if (table instanceof Expression.Variable name) {
            bindings.variable(name)
                    .ifPresentOrElse(
                            local -> {
                                asked.add(local);
                                filled.add(local);
                            },
                            () -> changed.add(name.name()));
        }
    }

    @Override
    protected void visit(Statement.Local node) {
        for (int i = 0; i < Math.min(node.names().size(), node.values().size()); i++) {
            Optional<Variable> local = bindings.variable(node.names().get(i));
            Optional<Expression.Variable> converted = Optional.of(
                            unconverted(node.values().get(i)))
                    .filter(value -> node.values().get(0) instanceof Expression.Call)
                    .filter(Expression.Variable.class::isInstance)
                    .map(Expression.Variable.class::cast);
            Optional<Variable> table = table(node.values().get(i)).or(() -> converted.flatMap(bindings::variable));
            if (local.isPresent() && table.isPresent()) {
                tables.put(local.get(), table.get());
            }
            if (local.isPresent()
                    && node.values().get(i) instanceof Expression.Variable global
                    && bindings.variable(global).isEmpty()) {
                globals.put(local.get(), global.name());
            }
            Optional<Variable> same = node.values().get(i) instanceof Expression.Variable other
                    ? bindings.variable(other)
                    : table(node.values().get(i));
            local.ifPresent(name -> same.ifPresent(source -> sources.put(name, source)));
            Optional<Variable> record = record(unconverted(node.values().get(i)));
            if (local.isPresent() && record.isPresent()) {
                records.put(local.get(), record.get());
            }
        }
        readUnpacked(node);
        super.visit(node);
    }

    /** What one call of {@code unpack} gives is as if it were in a table that the first of the locals names. */
    private void readUnpacked(Statement.Local node) {
        int from = node.values().size() - 1;
        if (from >= 0
                && from < node.names().size()
                && node.values().get(from) instanceof Expression.Call call
                && bindings.isGlobal(call.callee(), "unpack")) {
            bindings.variable(node.names().get(from)).ifPresent(first -> node.names().stream()
                    .skip(from)
                    .flatMap(name -> bindings.variable(name).stream())
                    .forEach(local -> tables.put(local, first)));
        }
    }

    @Override
    protected void condition(Expression condition) {
        conditionEnd = Math.max(conditionEnd, condition.end());
        ask(condition);
    }

    @Override
    protected void visit(Expression.Unary node) {
        if (node.operator() == UnaryOperator.NOT) {
            ask(node.operand());
        }
        super.visit(node);
    }

    @Override
    protected void visit(Expression.Binary node) {
        BinaryOperator operator = node.operator();
        if (operator == BinaryOperator.AND
                || operator == BinaryOperator.OR
                || operator == BinaryOperator.EQUAL
                || operator == BinaryOperator.NOT_EQUAL) {
            boolean given = operator == BinaryOperator.OR
                    && node.start() >= conditionEnd
                    && isLiteral(node.right()); // a default is for this one alone
            if (!given && !isNever(node.left(), node.right())) {
                ask(node.left());
            }
            if (!isNever(node.right(), node.left())) {
                ask(node.right());
            }
        }
        super.visit(node);
    }

    private static boolean isLiteral(Expression value) {
        return value instanceof Expression.Numeral || value instanceof Expression.Str;
    }

    /** Whether an element is compared with a number, which is never so and tells nothing: {@code h[1] == 3}, and not what is made of it. */
    private boolean isNever(Expression value, Expression other) {
        boolean plain = value instanceof Expression.Index
                || (value instanceof Expression.Variable name
                        && bindings.variable(name)
                                .filter(local -> bindings.writes(local) == 0)
                                .isPresent());
        return plain && other instanceof Expression.Numeral;
    }

    /** A function of the script may put something into a table that it is given. */
    private void fill(Expression argument) {
        if (argument instanceof Expression.Variable name) {
            bindings.variable(name).ifPresentOrElse(filled::add, () -> given.add(name.name()));
        }
    }

    private boolean isLibrary(Expression object) {
        return object instanceof Expression.Variable name
                && bindings.variable(name).isEmpty();
    }

    @Override
    protected void visit(Expression.MethodCall node) {
        super.visit(node);
        node.arguments().forEach(this::fill);
    }

    @Override
    protected void visit(Statement.GenericFor node) {
        super.visit(node);
        if (node.variables().size() > 1
                && node.values().get(0) instanceof Expression.Call call
                && !call.arguments().isEmpty()
                && call.arguments().get(0) instanceof Expression.Variable list) {
            bindings.variable(node.variables().get(1))
                    .ifPresent(element -> bindings.variable(list).ifPresent(table -> sources.put(element, table)));
        }
    }

    /** {@code pairs(t)}, {@code next(t)} and {@code cjson.encode(t)} tell what is there. */
    private void askForAll(Expression.Call node) {
        boolean tells = node.callee() instanceof Expression.Variable name
                ? SEARCHING.contains(name.name()) && bindings.variable(name).isEmpty()
                : node.callee() instanceof Expression.Member member && bindings.isGlobal(member.object(), "cjson");
        if (tells) {
            node.arguments().stream()
                    .limit(1)
                    .filter(Expression.Variable.class::isInstance)
                    .flatMap(table -> bindings.variable((Expression.Variable) table).stream())
                    .forEach(fields::add);
        }
    }

    @Override
    protected void visit(Expression.Call node) {
        askForAll(node);
        boolean asks = node.callee() instanceof Expression.Variable name
                && (bindings.variable(name).isPresent() || ASKING.contains(name.name()));
        if (asks) {
            node.arguments().forEach(this::ask);
        }
        boolean own = node.callee() instanceof Expression.Variable name
                ? bindings.variable(name).isPresent()
                : node.callee() instanceof Expression.Member member && !isLibrary(member.object());
        if (own) {
            node.arguments().forEach(this::fill);
        }
        if (node.callee() instanceof Expression.Member member && bindings.isGlobal(member.object(), "table")) {
            node.arguments().stream()
                    .limit(1)
                    .filter(Expression.Variable.class::isInstance)
                    .map(Expression.Variable.class::cast)
                    .filter(list -> bindings.variable(list).isEmpty())
                    .forEach(list -> changed.add(list.name()));
        }
        super.visit(node);
    }
}
