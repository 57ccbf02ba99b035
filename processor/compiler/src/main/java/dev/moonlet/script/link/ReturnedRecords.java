package dev.moonlet.script.link;

import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The constructors of all tables that a script can return, where that is known: records, or lists to which nothing but records is
 * added, and which nothing else reads.
 */
final class ReturnedRecords {

    /** What changes what operators do, or what a name means, or could do so. */
    private static final Set<String> CHANGING =
            Set.of("setmetatable", "getmetatable", "setfenv", "getfenv", "loadstring", "load", "_G");

    private final Bindings bindings;
    private final boolean many;
    private final Set<Expression.Table> records = new LinkedHashSet<>();
    private final Set<Variable> lists = new HashSet<>();

    /** How often each list is read in ways that are understood. */
    private final Map<Variable, Integer> known = new HashMap<>();

    private boolean possible;
    private boolean mayHaveHoles;

    /**
     * Those of a script.
     *
     * @param many whether it returns lists of records
     */
    ReturnedRecords(FunctionBody script, Bindings bindings, boolean many) {
        this.bindings = bindings;
        this.many = many;
        possible = bindings.globalReads().stream().noneMatch(global -> CHANGING.contains(global.name()));
        new Returns().walk(script.block());
        Uses uses = new Uses();
        uses.walk(script.block());
        possible &= uses.declared.containsAll(lists);
        for (Variable list : lists) {
            possible &= bindings.writes(list) == 0 && bindings.reads(list) == known.getOrDefault(list, 0);
        }
    }

    /** The constructors of the records; none if they are not all known. */
    Set<Expression.Table> records() {
        return possible ? records : Set.of();
    }

    /** Whether a list can lack an element among others. */
    boolean mayHaveHoles() {
        return mayHaveHoles;
    }

    /** Whether an expression stands for a value that the encoder leaves alone. */
    private boolean isLeftAlone(Expression value) {
        if (value instanceof Expression.Call call) {
            return call.callee() instanceof Expression.Member member
                    && member.name().text().equals("error_reply")
                    && bindings.isGlobal(member.object(), "redis");
        }
        if (value instanceof Expression.Table table) {
            return table.fields().size() == 1
                    && table.fields().get(0) instanceof TableField.Named named
                    && named.name().text().equals(WireForm.ERROR)
                    && ValueKinds.isText(named.value());
        }
        return value instanceof Expression.Nil
                || value instanceof Expression.Bool
                || ValueKinds.isText(value)
                || ValueKinds.isNumber(value);
    }

    /** What the script returns; what functions inside of it return is another matter. */
    private final class Returns extends Walker {

        @Override
        protected void visit(FunctionBody body) {}

        @Override
        protected void visit(Statement.Return node) {
            if (node.values().size() > 1) {
                possible = false;
            }
            for (Expression value : node.values()) {
                if (!isLeftAlone(value)) {
                    returned(value);
                }
            }
        }

        private void returned(Expression value) {
            if (value instanceof Expression.Table table) {
                if (!many) {
                    records.add(table);
                } else {
                    table.fields().forEach(this::element);
                }
            } else if (many && value instanceof Expression.Variable name) {
                Optional<Variable> list = bindings.variable(name);
                possible &= list.isPresent();
                list.ifPresent(variable -> {
                    lists.add(variable);
                    known.merge(variable, 1, Integer::sum);
                });
            } else {
                possible = false;
            }
        }

        private void element(TableField field) {
            if (field instanceof TableField.Positional && field.value() instanceof Expression.Table table) {
                records.add(table);
            } else {
                possible = false;
            }
        }
    }

    /** What is done with the lists. */
    private final class Uses extends Walker {

        private final Set<Variable> declared = new HashSet<>();
        private final Set<Variable> counted = new HashSet<>();

        @Override
        protected void visit(Statement.Local node) {
            super.visit(node);
            for (int i = 0; i < Math.min(node.names().size(), node.values().size()); i++) {
                if (node.values().get(i) instanceof Expression.Table table
                        && table.fields().isEmpty()) {
                    bindings.variable(node.names().get(i)).ifPresent(declared::add);
                }
            }
        }

        @Override
        protected void visit(Statement.NumericFor node) {
            bindings.variable(node.variable())
                    .filter(counter -> bindings.writes(counter) == 0)
                    .ifPresent(counted::add);
            super.visit(node);
        }

        @Override
        protected void visit(Statement.GenericFor node) {
            if (node.values().get(0) instanceof Expression.Call call && bindings.isGlobal(call.callee(), "ipairs")) {
                bindings.variable(node.variables().get(0))
                        .filter(index -> bindings.writes(index) == 0)
                        .ifPresent(counted::add);
            }
            super.visit(node);
        }

        @Override
        protected void visit(Statement.Assignment node) {
            super.visit(node);
            if (node.targets().size() == 1
                    && node.values().size() == 1
                    && node.targets().get(0) instanceof Expression.Index element
                    && isList(element.object())
                    && node.values().get(0) instanceof Expression.Table table) {
                boolean next = isBehind(element.key(), element.object());
                boolean numbered = element.key() instanceof Expression.Variable key
                        && bindings.variable(key).filter(counted::contains).isPresent();
                if (next || numbered) {
                    mayHaveHoles |= !next;
                    add(element.object(), table);
                }
            }
        }

        /** {@code #list + 1} */
        private boolean isBehind(Expression key, Expression list) {
            return key instanceof Expression.Binary sum
                    && sum.operator() == BinaryOperator.ADD
                    && sum.left() instanceof Expression.Unary length
                    && length.operator() == UnaryOperator.LENGTH
                    && isList(length.operand())
                    && variable(length.operand()).equals(variable(list))
                    && sum.right() instanceof Expression.Numeral one
                    && one.value() == 1;
        }

        @Override
        protected void visit(Expression.Unary node) {
            super.visit(node);
            if (node.operator() == UnaryOperator.LENGTH && isList(node.operand())) {
                know(node.operand());
            }
        }

        @Override
        protected void visit(Statement.Call node) {
            super.visit(node);
            if (node.call() instanceof Expression.Call call
                    && call.callee() instanceof Expression.Member member
                    && member.name().text().equals("insert")
                    && bindings.isGlobal(member.object(), "table")
                    && call.arguments().size() == 2
                    && isList(call.arguments().get(0))
                    && call.arguments().get(1) instanceof Expression.Table table) {
                add(call.arguments().get(0), table);
            }
        }

        private void add(Expression list, Expression.Table table) {
            know(list);
            records.add(table);
        }

        private void know(Expression list) {
            variable(list).ifPresent(variable -> known.merge(variable, 1, Integer::sum));
        }

        private boolean isList(Expression value) {
            return variable(value).filter(lists::contains).isPresent();
        }

        private Optional<Variable> variable(Expression value) {
            return value instanceof Expression.Variable name ? bindings.variable(name) : Optional.empty();
        }
    }
}
