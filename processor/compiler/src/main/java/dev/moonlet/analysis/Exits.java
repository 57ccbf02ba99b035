package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.redis.Sandbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Tells which statements never lead to the one behind them. */
public final class Exits {

    private final Bindings bindings;
    private final Function<Expression, Optional<FunctionBody>> called;

    /** The functions that fields of tables are given, by the name of the field. */
    private final Map<String, List<FunctionBody>> methods = new HashMap<>();

    /** The fields that are given something else, too. */
    private final Set<String> unknown = new HashSet<>();

    /** Whether a function is put at a place whose name is not known. */
    private boolean anyName;

    /** Where the functions begin that never return. */
    private final Set<Integer> failing = new HashSet<>();

    /**
     * Of a chunk. A call of a function that never returns is an exit, too, and so is a method if none of its name returns.
     *
     * @param chunk where methods are looked for
     * @param bindings what its names mean
     * @param functions its functions, those inside of others first
     * @param called which of them a callee is
     */
    Exits(
            Block chunk,
            Bindings bindings,
            Collection<FunctionBody> functions,
            Function<Expression, Optional<FunctionBody>> called) {
        this.bindings = bindings;
        this.called = called;
        readMethods(chunk);
        functions.forEach(body -> {
            if (neverReturns(body)) {
                failing.add(body.start());
            }
        });
    }

    private void readMethods(Block chunk) {
        new Walker() {
            @Override
            protected void visit(Statement.Function node) {
                add(node.target(), Optional.of(node.body()));
                super.visit(node);
            }

            @Override
            protected void visit(Statement.Assignment node) {
                for (int i = 0; i < node.targets().size(); i++) {
                    boolean literal = i < node.values().size()
                            && isNoFunction(node.values().get(i));
                    if (literal && node.targets().get(i) instanceof Expression.Index) {
                        continue;
                    }
                    add(
                            node.targets().get(i),
                            i < node.values().size() && node.values().get(i) instanceof Expression.Function function
                                    ? Optional.of(function.body())
                                    : Optional.empty());
                }
                super.visit(node);
            }

            @Override
            protected void visit(TableField field) {
                Optional<FunctionBody> function = field.value() instanceof Expression.Function written
                        ? Optional.of(written.body())
                        : Optional.empty();
                if (field instanceof TableField.Named named) {
                    add(named.name().text(), function);
                } else if (field instanceof TableField.Keyed keyed && !isNoFunction(field.value())) {
                    at(keyed.key(), function);
                }
                super.visit(field);
            }

            private boolean isNoFunction(Expression value) {
                return value instanceof Expression.Str
                        || value instanceof Expression.Numeral
                        || value instanceof Expression.Bool
                        || value instanceof Expression.Nil
                        || value instanceof Expression.Table
                        || value instanceof Expression.Binary
                        || value instanceof Expression.Unary;
            }

            private void add(Expression target, Optional<FunctionBody> function) {
                if (target instanceof Expression.Member member) {
                    add(member.name().text(), function);
                } else if (target instanceof Expression.Index index) {
                    at(index.key(), function);
                }
            }

            private void at(Expression key, Optional<FunctionBody> function) {
                if (key instanceof Expression.Str name) {
                    add(name.value(), function);
                } else {
                    anyName = true;
                }
            }

            private void add(String name, Optional<FunctionBody> function) {
                methods.computeIfAbsent(name, unused -> new ArrayList<>())
                        .addAll(function.stream().toList());
                if (function.isEmpty()) {
                    unknown.add(name);
                }
            }
        }.walk(chunk);
    }

    private boolean neverReturns(FunctionBody function) {
        boolean[] returns = {!leaves(function.block())};
        new Walker() {
            @Override
            protected void visit(Statement.Return node) {
                returns[0] |=
                        node.values().isEmpty() || !isRaising(node.values().get(0));
            }

            @Override
            protected void visit(FunctionBody inner) {}
        }.walk(function.block());
        return !returns[0];
    }

    /** Whether the code after a block is never reached from it. */
    public boolean leaves(Block block) {
        List<Statement> statements = block.statements();
        return statements.stream().anyMatch(this::leaves);
    }

    /** Whether what is behind a statement is never reached from it. */
    public boolean leaves(Statement statement) {
        if (statement instanceof Statement.Return || statement instanceof Statement.Break) {
            return true;
        }
        if (statement instanceof Statement.Do inner) {
            return leaves(inner.block());
        }
        if (statement instanceof Statement.If choice) {
            return choice.otherwise().filter(this::leaves).isPresent()
                    && choice.branches().stream().allMatch(branch -> leaves(branch.block()));
        }
        if (statement instanceof Statement.While loop) {
            return loop.condition() instanceof Expression.Bool condition && condition.value() && !breaks(loop.block());
        }
        if (statement instanceof Statement.Repeat loop) {
            boolean endless = loop.condition() instanceof Expression.Bool condition && !condition.value();
            return !breaks(loop.block()) && (endless || leaves(loop.block()));
        }
        return statement instanceof Statement.Call call && isRaising(call.call());
    }

    /** {@code error(…)}, a function that never returns, and {@code assert(false, …)} */
    private boolean isRaising(Expression expression) {
        if (expression instanceof Expression.MethodCall method) {
            List<FunctionBody> bodies = methods.getOrDefault(method.method().text(), List.of());
            return !bodies.isEmpty()
                    && !anyName
                    && Sandbox.get().kind("string." + method.method().text()).isEmpty()
                    && !unknown.contains(method.method().text())
                    && bodies.stream().allMatch(body -> failing.contains(body.start()));
        }
        if (!(expression instanceof Expression.Call call)) {
            return false;
        }
        if (bindings.isGlobal(call.callee(), "error") || isFailing(call.callee())) {
            return true;
        }
        return bindings.isGlobal(call.callee(), "assert")
                && !call.arguments().isEmpty()
                && isFalse(call.arguments().get(0));
    }

    private static boolean isFalse(Expression condition) {
        return condition instanceof Expression.Nil
                || (condition instanceof Expression.Bool literal && !literal.value());
    }

    private boolean isFailing(Expression callee) {
        return called.apply(callee)
                .filter(body -> failing.contains(body.start()))
                .isPresent();
    }

    /** Whether a loop of this block can be left by its own {@code break}. */
    static boolean breaks(Block block) {
        boolean[] found = {false};
        new Walker() {
            @Override
            protected void visit(Statement.Break node) {
                found[0] = true;
            }

            @Override
            protected void visit(Statement.While node) {}

            @Override
            protected void visit(Statement.Repeat node) {}

            @Override
            protected void visit(Statement.NumericFor node) {}

            @Override
            protected void visit(Statement.GenericFor node) {}

            @Override
            protected void visit(FunctionBody body) {}
        }.walk(block);
        return found[0];
    }
}
