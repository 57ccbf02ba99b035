package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Adding to what has no value at first: {@code local sum; sum = sum + n}, and {@code counts[k] = counts[k] + 1} of a new table. */
final class UnsetValueCheck implements Check {

    private static final String CODE = "unset-value";

    /** Functions that put nothing into a table. */
    private static final Set<String> READING = Set.of("ipairs", "next", "pairs", "tostring", "type", "unpack");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Tables tables = new Tables(script);
        tables.walk(script.chunk().block());
        Set<Integer> certain = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                if (node.operator() == BinaryOperator.AND || node.operator() == BinaryOperator.OR) {
                    choice(node);
                    return;
                }
                super.visit(node);
                if (isFailing(node)) {
                    check(node.left());
                    check(node.right());
                }
            }

            /** How many conditions are around, of which some may hold in later passes alone. */
            private int conditions;

            @Override
            protected void visit(Statement.If node) {
                int outer = conditions;
                for (Statement.If.Branch branch : node.branches()) {
                    walk(branch.condition());
                    conditions = outer + 1;
                    walk(branch.block());
                }
                node.otherwise().ifPresent(this::walk);
                conditions = outer;
            }

            /** Either side of {@code and} and {@code or} is looked at as under a condition: what is left of it may be one, too. */
            private void choice(Expression.Binary node) {
                conditions++;
                super.visit(node);
                conditions--;
            }

            private void check(Expression operand) {
                if (operand instanceof Expression.Variable read
                        && script.types().of(read).can(ValueType.NIL)
                        && isUnset(read)
                        && certain.add(read.start())) {
                    findings.accept(script.error(CODE, read.name() + " has no value at first, and is nil here", read)
                            .hint("give it one where it is declared: local " + read.name() + " = …"));
                }
            }

            /** Whether a local has no value yet where it is first read, which is where it gets one. */
            private boolean isUnset(Expression.Variable read) {
                List<Expression> values = script.definitions().possible(read);
                return values.stream().anyMatch(UnsetValueCheck::isMissing)
                        && values.stream()
                                .allMatch(value -> isMissing(value)
                                        || (value.start() <= read.start() && read.end() <= value.end())
                                        || (conditions == 0 && read.end() <= value.start()));
            }

            @Override
            protected void visit(Expression.Index node) {
                super.visit(node);
                never(node.object());
            }

            @Override
            protected void visit(Expression.Member node) {
                super.visit(node);
                never(node.object());
            }

            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                LibraryCall.of(script, node)
                        .filter(call -> call.function().path().startsWith("table."))
                        .ifPresent(call -> call.arguments().stream().limit(1).forEach(this::never));
            }

            /** What is in a table is used, into which nothing was put. */
            private void never(Expression element) {
                if (tables.isNeverFilled(element)) {
                    findings.accept(
                            script.error(CODE, text(element) + " is nil: nothing is put into this table", element));
                }
            }

            @Override
            protected void visit(Statement.Assignment node) {
                super.visit(node);
                if (node.targets().size() != 1 || node.values().size() != 1) {
                    return;
                }
                Expression target = node.targets().get(0);
                if (node.values().get(0) instanceof Expression.Binary sum
                        && isFailing(sum)
                        && tables.isFilledHereAlone(target)
                        && text(sum.left()).equals(text(target))) {
                    findings.accept(
                            script.error(CODE, text(target) + " has no value at first, and is nil here", sum.left())
                                    .hint("say what it is then: (" + text(target) + " or 0)"));
                }
            }

            private String text(Expression expression) {
                return script.chunk().file().text(new Span(expression.start(), expression.end()));
            }
        }.walk(script.chunk().block());
        conditional(script, certain, findings);
    }

    /** Using a local that gets its value under one condition alone, right behind that. */
    private static void conditional(AnalyzedScript script, Set<Integer> certain, Consumer<Diagnostic> findings) {
        Set<Variable> found = new HashSet<>();
        List<Span> several = several(script);
        new FailingUses(script) {
            @Override
            void use(Expression value, String what) {
                if (!(value instanceof Expression.Variable read)
                        || certain.contains(read.start())
                        || !script.types().of(read).can(ValueType.NIL)) {
                    return;
                }
                List<Expression> values = script.definitions().alternatives(read);
                Optional<Variable> local = script.bindings().variable(read);
                if (values.size() == 2
                        && values.stream().filter(UnsetValueCheck::isMissing).count() == 1
                        && values.stream().allMatch(one -> one.start() < read.start())
                        && local.isPresent()
                        && several.stream()
                                .filter(block -> block.start()
                                        > local.get().declaration().start())
                                .noneMatch(block ->
                                        isIn(block, read) || values.stream().anyMatch(one -> isIn(block, one)))
                        && !isUnderCondition(mentioned -> mentioned.equals(local.get())
                                || derived.isDerived(local.get(), mentioned)
                                || derived.isDerived(mentioned, local.get()))
                        && found.add(local.get())) {
                    findings.accept(script.warning(
                                    CODE,
                                    read.name() + " has no value if the condition before does not hold, and " + what
                                            + " then fails",
                                    read)
                            .hint("say what it is then, or ask first"));
                }
            }
        }.walk(script.chunk().block());
    }

    private static boolean isIn(Span block, Expression value) {
        return block.start() <= value.start() && value.end() <= block.end();
    }

    /** The loops, and the conditions with several branches, of which each may give a local its value. */
    private static List<Span> several(AnalyzedScript script) {
        List<Span> blocks = new ArrayList<>();
        new Walker() {
            private void add(Statement node) {
                blocks.add(new Span(node.start(), node.end()));
            }

            @Override
            protected void visit(Statement.If node) {
                if (node.branches().size() > 1) {
                    add(node);
                }
                super.visit(node);
            }

            @Override
            protected void visit(Statement.While node) {
                add(node);
                super.visit(node);
            }

            @Override
            protected void visit(Statement.Repeat node) {
                add(node);
                super.visit(node);
            }

            @Override
            protected void visit(Statement.NumericFor node) {
                add(node);
                super.visit(node);
            }

            @Override
            protected void visit(Statement.GenericFor node) {
                add(node);
                super.visit(node);
            }
        }.walk(script.chunk().block());
        return blocks;
    }

    private static boolean isMissing(Expression value) {
        return value instanceof Expression.Nil;
    }

    private static boolean isFailing(Expression.Binary node) {
        return switch (node.operator()) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER, CONCAT, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
                true;
            default -> false;
        };
    }

    /** How often tables are written to. */
    private static final class Tables extends Walker {

        private final AnalyzedScript script;
        private final Map<Variable, Integer> writes = new HashMap<>();
        private final Map<Integer, Variable> uses = new HashMap<>();

        private final Set<Variable> passed = new HashSet<>();

        /** Where tables are used in a way that is understood. */
        private final Set<Integer> understood = new HashSet<>();

        Tables(AnalyzedScript script) {
            this.script = script;
        }

        private Optional<Variable> local(Expression expression) {
            return expression instanceof Expression.Variable name
                    ? script.bindings().variable(name)
                    : Optional.empty();
        }

        /** The tables that other code may change. */
        private Set<Variable> passed() {
            if (passed.isEmpty()) {
                uses.forEach((place, table) -> {
                    if (!understood.contains(place)) {
                        passed.add(table);
                    }
                });
            }
            return passed;
        }

        /** Whether nothing is ever put into the table of an element. */
        boolean isNeverFilled(Expression element) {
            return isFilled(element, 0);
        }

        /** Whether a target is an element of a table that begins empty, and that no other code puts something into. */
        boolean isFilledHereAlone(Expression target) {
            return isFilled(target, 1);
        }

        private boolean isFilled(Expression element, int times) {
            Expression object = object(element);
            return object.start() == element.start()
                    && object.end() < element.end()
                    && local(object)
                            .filter(table -> script.bindings().writes(table) == 0
                                    && writes.getOrDefault(table, 0) == times
                                    && !passed().contains(table)
                                    && script.definitions().resolved(object) instanceof Expression.Table constructor
                                    && constructor.fields().isEmpty())
                            .isPresent();
        }

        private static Expression object(Expression target) {
            if (target instanceof Expression.Member member) {
                return member.object();
            }
            return target instanceof Expression.Index index ? index.object() : target;
        }

        @Override
        protected void visit(Statement.Assignment node) {
            node.targets().forEach(target -> local(object(target)).ifPresent(table -> {
                writes.merge(table, 1, Integer::sum);
                understood.add(object(target).start());
            }));
            super.visit(node);
        }

        @Override
        protected void visit(Expression.Variable node) {
            local(node).ifPresent(local -> uses.put(node.start(), local));
        }

        @Override
        protected void visit(Expression.Index node) {
            understood.add(node.object().start());
            super.visit(node);
        }

        @Override
        protected void visit(Expression.Member node) {
            understood.add(node.object().start());
            super.visit(node);
        }

        @Override
        protected void visit(Expression.Unary node) {
            understood.add(node.operand().start());
            super.visit(node);
        }

        @Override
        protected void visit(Statement.Return node) {
            node.values().forEach(value -> understood.add(value.start()));
            super.visit(node);
        }

        @Override
        protected void visit(Expression.Call node) {
            boolean reading = node.callee() instanceof Expression.Variable name
                    ? READING.contains(name.name()) && script.bindings().isGlobal(name, name.name())
                    : node.callee() instanceof Expression.Member member
                            && (script.bindings().isGlobal(member.object(), "cjson")
                                    || member.name().text().equals("concat"));
            if (reading) {
                node.arguments().forEach(argument -> understood.add(argument.start()));
            }
            super.visit(node);
        }
    }
}
