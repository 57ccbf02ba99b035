package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.CommandTable;
import dev.moonlet.script.LuaType;
import dev.moonlet.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** All elements of a list are given to a command that takes at least one, and the script does not ask whether there is one. */
final class EmptyUnpackCheck implements Check {

    private static final String CODE = "empty-unpack";

    /** Conditions in more conditions do not count. */
    private static final int MAX_DEPTH = 50;

    /** What goes through a list, and tells nothing of its length. */
    private static final Set<String> GOING_THROUGH =
            Set.of("unpack", "ipairs", "pairs", "cjson.encode", "table.concat");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Map<Variable, Integer> goneThrough = goneThrough(script);
        Optional<Filling> filling = Optional.empty();
        for (CommandCall call : script.commands().all()) {
            if (call.open() && !call.caught() && !call.following().isEmpty() && needsMore(script, call)) {
                Filling known = filling.orElseGet(() -> Filling.of(script));
                filling = Optional.of(known);
                collected(script, call, known, findings);
            }
            unpacked(script, call).ifPresent(list -> {
                ValueType type = script.types().of(list);
                boolean asked = list instanceof Expression.Variable name
                        && script.bindings()
                                .variable(name)
                                .filter(variable ->
                                        script.bindings().reads(variable) == goneThrough.getOrDefault(variable, 0))
                                .isEmpty();
                if (!asked
                        && list instanceof Expression.Variable name
                        && script.declaration(name)
                                .filter(declaration ->
                                        declaration.rest() || declaration.type() instanceof LuaType.Array)
                                .isPresent()
                        && needsMore(script, call)) {
                    findings.accept(script.warning(
                                    CODE,
                                    "if " + name.name() + " is empty, " + call.command() + " lacks arguments",
                                    list)
                            .as(Severity.HINT)
                            .hint("ask first: #" + name.name() + " > 0"));
                }
                if (!asked
                        && type.isReply()
                        && type.isOnly(ValueType.TABLE)
                        && canBeEmpty(script, list)
                        && !script.knownKeys().areThereFor(list)
                        && needsMore(script, call)) {
                    findings.accept(script.warning(
                                    CODE,
                                    type.source() + " can be empty, and "
                                            + call.words().get(0).literal().orElse("the command")
                                            + " then lacks arguments",
                                    list)
                            .hint("ask first: #list > 0"));
                }
            });
        }
    }

    /** A list that is filled under conditions alone, and of whose length no condition asks. */
    private static void collected(
            AnalyzedScript script, CommandCall call, Filling filling, Consumer<Diagnostic> findings) {
        unpacked(script, call)
                .filter(Expression.Variable.class::isInstance)
                .filter(list -> script.bindings()
                        .variable((Expression.Variable) list)
                        .filter(found ->
                                filling.canStayAsItIs(found, call.node().start()))
                        .isPresent())
                .ifPresent(list -> findings.accept(script.warning(
                                CODE,
                                "nothing may be put into this list, and "
                                        + call.words().get(0).literal().orElse("the command")
                                        + " then lacks arguments",
                                list)
                        .hint("ask first: #list > 0")));
    }

    /** Which lists are filled under conditions, or in loops over replies that may be empty, alone. */
    private static final class Filling extends Walker {

        private final AnalyzedScript script;

        /** The conditions and loops around each place that fills a list. */
        private final Map<Variable, List<List<Span>>> fills = new HashMap<>();

        private final FilledLists lists;
        private final Deque<Span> around = new ArrayDeque<>();

        private Filling(AnalyzedScript script) {
            this.script = script;
            this.lists = FilledLists.of(script);
        }

        static Filling of(AnalyzedScript script) {
            Filling filling = new Filling(script);
            filling.walk(script.chunk().block());
            return filling;
        }

        /** Whether a list may not be filled where it is used: each place that fills it is under a condition that is not around the use. */
        boolean canStayAsItIs(Variable list, int use) {
            return fills.containsKey(list)
                    && fills.get(list).stream()
                            .allMatch(spans -> spans.stream().anyMatch(span -> use < span.start() || span.end() <= use))
                    && !lists.asked.contains(list)
                    && !lists.certain.contains(list);
        }

        private void fill(Expression list) {
            if (list instanceof Expression.Variable name) {
                script.bindings().variable(name).ifPresent(local -> fills.computeIfAbsent(
                                local, first -> new ArrayList<>())
                        .add(List.copyOf(around)));
            }
        }

        @Override
        protected void visit(Statement.Assignment node) {
            super.visit(node);
            node.targets().forEach(target -> {
                if (target instanceof Expression.Index place) {
                    fill(place.object());
                }
            });
        }

        @Override
        protected void visit(Expression.Call node) {
            super.visit(node);
            if (node.callee() instanceof Expression.Member member
                    && member.name().text().equals("insert")
                    && !node.arguments().isEmpty()) {
                fill(node.arguments().get(0));
            }
        }

        private void within(boolean counts, Statement node, Runnable walk) {
            if (counts && around.size() < MAX_DEPTH) {
                around.push(new Span(node.start(), node.end()));
                walk.run();
                around.pop();
            } else {
                walk.run();
            }
        }

        @Override
        protected void visit(Statement.If node) {
            boolean asks = node.otherwise().isEmpty() // else each branch may fill it
                    && node.branches().stream().anyMatch(branch -> asksForReply(branch.condition()));
            within(asks, node, () -> super.visit(node));
        }

        /** Whether a condition depends on what is in the database, rather than on what the caller gives. */
        private boolean asksForReply(Expression condition) {
            boolean[] found = {false};
            new Walker() {
                @Override
                protected void visit(Expression.Call node) {
                    found[0] |= script.commands().at(node).isPresent();
                    super.visit(node);
                }

                @Override
                protected void visit(Expression.Variable node) {
                    found[0] |= script.types().of(node).isReply()
                            || script.commands()
                                    .at(script.definitions().resolved(node))
                                    .isPresent();
                }
            }.walk(condition);
            return found[0];
        }

        @Override
        protected void visit(Statement.GenericFor node) {
            boolean empty = node.values().get(0) instanceof Expression.Call call
                    && !call.arguments().isEmpty()
                    && canBeEmpty(script, call.arguments().get(0))
                    && !script.knownKeys().areThereFor(call.arguments().get(0));
            within(empty, node, () -> super.visit(node));
        }
    }

    /** What a call gives all elements of, at its end. */
    private static Optional<Expression> unpacked(AnalyzedScript script, CommandCall call) {
        List<Expression> arguments = call.node() instanceof Expression.Call node ? node.arguments() : List.of();
        return call.open()
                        && !call.caught()
                        && !arguments.isEmpty()
                        && arguments.get(arguments.size() - 1) instanceof Expression.Call last
                        && script.bindings().isGlobal(last.callee(), "unpack")
                        && last.arguments().size() == 1
                ? Optional.of(last.arguments().get(0))
                : Optional.empty();
    }

    /** Lists with an element for each word of the call are never empty. */
    private static boolean canBeEmpty(AnalyzedScript script, Expression list) {
        Expression found = script.definitions().resolved(list);
        Optional<String> called = found instanceof Expression.Call call
                        && script.functions().at(call.callee()).isPresent()
                ? Optional.of(script.types().of(list).command()).filter(name -> !name.isEmpty())
                : Optional.empty();
        return script.commands()
                .at(found)
                .flatMap(call -> call.words().get(0).literal())
                .or(() -> called)
                .filter(name -> !Set.of("BLPOP", "HMGET", "MGET", "SMISMEMBER", "TIME", "ZMSCORE")
                        .contains(name.toUpperCase(Locale.ROOT)))
                .isPresent();
    }

    private static boolean needsMore(AnalyzedScript script, CommandCall call) {
        return CommandTable.get()
                .refusal(call.literals(), false, script.checks().servers())
                .isPresent();
    }

    /** How often each list is only gone through. */
    private static Map<Variable, Integer> goneThrough(AnalyzedScript script) {
        Map<Variable, Integer> counts = new HashMap<>();
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (LibraryCall.of(script, node)
                                .filter(call ->
                                        GOING_THROUGH.contains(call.function().path()))
                                .isPresent()
                        && !node.arguments().isEmpty()) {
                    count(node.arguments().get(0));
                }
            }

            /** {@code return ids}, {@code return #ids} */
            @Override
            protected void visit(Statement.Return node) {
                super.visit(node);
                node.values()
                        .forEach(value -> count(
                                value instanceof Expression.Unary length && length.operator() == UnaryOperator.LENGTH
                                        ? length.operand()
                                        : value));
            }

            private void count(Expression list) {
                if (list instanceof Expression.Variable name) {
                    script.bindings().variable(name).ifPresent(variable -> counts.merge(variable, 1, Integer::sum));
                }
            }
        }.walk(script.chunk().block());
        return counts;
    }
}
