package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A loop that goes through a list of pairs one by one: it reads two elements in each pass, and the second one of the last pass is
 * nil, or it takes the number of an element for the first of a pair.
 */
final class PairStepCheck implements Check {

    private static final String CODE = "pair-loop";

    /** Commands and options whose replies are lists of pairs, one behind the other. */
    private static final Set<String> PAIRS = Set.of("HGETALL", "WITHSCORES", "WITHVALUES");

    /** What scripts call the numbers of elements. */
    private static final Set<String> COUNTERS = Set.of("_", "i", "idx", "index", "ix", "j", "n", "pos", "position");

    /** Commands that copy a list as it is. */
    private static final Set<String> TAKING_ALL = Set.of(
            "APPEND",
            "HDEL",
            "LPUSH",
            "LPUSHX",
            "PUBLISH",
            "RPUSH",
            "RPUSHX",
            "SETRANGE",
            "SPUBLISH",
            "SREM",
            "XADD",
            "ZREM");

    private static final Set<String> SCANNING_PAIRS = Set.of("HSCAN", "ZSCAN");

    private static final Set<String> SCANNING = Set.of("HSCAN", "SCAN", "SSCAN", "ZSCAN");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        if (script.setsProtocol()) {
            return; // these lists are other ones in RESP3
        }
        new Walker() {
            @Override
            protected void visit(Statement.NumericFor node) {
                super.visit(node);
                if (node.step().isEmpty()
                        && node.initial() instanceof Expression.Numeral first
                        && first.value() == 1
                        && node.limit() instanceof Expression.Unary length
                        && length.operator() == UnaryOperator.LENGTH) {
                    Expression list = length.operand();
                    boolean entries = script.bindings().isGlobal(list, "ARGV");
                    PairBody body =
                            new PairBody(script, script.bindings().variable(node.variable()), Optional.empty(), list);
                    body.walk(node.block());
                    if ((entries || isOfPairs(list)) && body.readsBoth && !body.asks) {
                        findings.accept(script.warning(
                                        CODE,
                                        "this loop reads two elements in each pass, and goes on by one",
                                        node.limit())
                                .hint("go on by two: for i = 1, #list, 2 do"));
                    }
                }
            }

            /** {@code for tag in ipairs(tags) do redis.call('SADD', key, tag) end} */
            private void index(Statement.GenericFor node, Expression.Call call) {
                String name = node.variables().get(0).text();
                if (node.variables().size() != 1
                        || COUNTERS.contains(name)
                        || !(call.arguments().get(0) instanceof Expression.Variable list
                                && list.name().startsWith(name))
                        || !script.bindings().isGlobal(call.callee(), "ipairs")) {
                    return;
                }
                Optional<Variable> counter =
                        script.bindings().variable(node.variables().get(0));
                boolean[] counts = {false};
                boolean[] given = {false};
                new Walker() {
                    private boolean isCounter(Expression value) {
                        return value instanceof Expression.Variable read
                                && script.bindings().variable(read).equals(counter);
                    }

                    @Override
                    protected void visit(Expression.Index place) {
                        counts[0] |= isCounter(place.key());
                        super.visit(place);
                    }

                    @Override
                    protected void visit(Expression.Binary operation) {
                        boolean joins = operation.operator() == BinaryOperator.CONCAT;
                        counts[0] |= !joins && (isCounter(operation.left()) || isCounter(operation.right()));
                        super.visit(operation);
                    }

                    @Override
                    protected void visit(Expression.Call inner) {
                        given[0] |= script.commands().at(inner).isPresent()
                                && inner.arguments().stream().anyMatch(this::isCounter);
                        super.visit(inner);
                    }
                }.walk(node.block());
                if (given[0] && !counts[0]) {
                    findings.accept(script.warning(
                                    CODE,
                                    name + " is the number of the element here",
                                    node.variables().get(0))
                            .hint("for _, " + name + " in ipairs(…) do"));
                }
            }

            @Override
            protected void visit(Statement.GenericFor node) {
                super.visit(node);
                if (!(node.values().get(0) instanceof Expression.Call call)
                        || call.arguments().size() != 1
                        || !(script.bindings().isGlobal(call.callee(), "pairs")
                                || script.bindings().isGlobal(call.callee(), "ipairs"))) {
                    return;
                }
                index(node, call);
                Expression list = call.arguments().get(0);
                Optional<String> scan = command(list)
                        .flatMap(found -> found.words().get(0).literal())
                        .map(name -> name.toUpperCase(Locale.ROOT))
                        .filter(SCANNING::contains);
                if (scan.isPresent()) {
                    PairBody body = new PairBody(
                            script, script.bindings().variable(node.variables().get(0)), Optional.empty(), list);
                    body.walk(node.block());
                    if (body.asks) {
                        return; // which of the two it is
                    }
                    findings.accept(script.warning(
                                    CODE,
                                    "the reply of " + scan.get() + " is a cursor and a list, and not the list itself",
                                    list)
                            .hint("go through its second element: ipairs(reply[2])"));
                } else if (node.variables().size() == 2
                        && isOfPairs(list)
                        && node.variables().get(0).text().equals("_")) {
                    if (isOfScores(list)) {
                        members(node, list);
                    }
                } else if (node.variables().size() == 2
                        && isOfPairs(list)
                        && !COUNTERS.contains(node.variables().get(0).text())) {
                    Optional<Variable> first =
                            script.bindings().variable(node.variables().get(0));
                    PairBody body = new PairBody(
                            script,
                            first,
                            script.bindings().variable(node.variables().get(1)),
                            list);
                    body.walk(node.block());
                    if ((body.takesForValue
                                    || (body.converts
                                            && !node.variables().get(0).text().startsWith("_")))
                            && !body.calculates
                            && !body.asks) {
                        findings.accept(script.warning(
                                        CODE,
                                        node.variables().get(0).text()
                                                + " is the number of an element here: this reply is a list of pairs, one behind the other",
                                        list)
                                .hint("for i = 1, #list, 2 do … list[i], list[i + 1]"));
                    }
                }
            }

            /** Whether each second element of an unchanged list is a score, which is no member of anything. */
            private boolean isOfScores(Expression list) {
                return script.definitions().isUnchanged(list)
                        && (script.definitions().resolved(list) instanceof Expression.Index scanned
                                        ? command(scanned.object())
                                        : command(list))
                                .filter(call -> call.command().equals("ZSCAN")
                                        || call.literals().stream()
                                                .flatMap(Optional::stream)
                                                .anyMatch("WITHSCORES"::equalsIgnoreCase))
                                .isPresent();
            }

            /** {@code for _, member in ipairs(members) do redis.call('SADD', key, member) end}, of a list of pairs. */
            private void members(Statement.GenericFor node, Expression list) {
                Optional<Variable> element =
                        script.bindings().variable(node.variables().get(1));
                boolean[] found = {false, false};
                new Walker() {
                    /** {@code n + 1} */
                    private boolean isNext(Expression value) {
                        return value instanceof Expression.Binary sum && sum.right() instanceof Expression.Numeral;
                    }

                    @Override
                    protected void visit(Expression.Call inner) {
                        super.visit(inner);
                        found[1] |=
                                script.functions().at(inner.callee()).isPresent(); // it may tell which of the two it is
                        found[0] |= script.commands()
                                .at(inner)
                                .filter(call -> !TAKING_ALL.contains(call.command()))
                                .filter(call -> call.words().stream()
                                        .anyMatch(word -> word.expression() instanceof Expression.Variable name
                                                && script.bindings()
                                                        .variable(name)
                                                        .equals(element)))
                                .isPresent();
                    }

                    @Override
                    protected void visit(Statement.If inner) {
                        found[1] = true;
                    }

                    @Override
                    protected void visit(Statement.Assignment inner) {
                        found[1] |= inner.values().stream()
                                .anyMatch(value -> isNext(value)
                                        || value instanceof Expression.Unary
                                        || value instanceof Expression.Bool
                                        || value instanceof Expression.Variable); // it remembers which of the two it is
                        super.visit(inner);
                    }
                }.walk(node.block());
                if (found[0] && !found[1]) {
                    findings.accept(script.warning(
                                    CODE,
                                    "every second element of this reply belongs to the one before: it is a list of pairs",
                                    list)
                            .hint("for i = 1, #list, 2 do … list[i], list[i + 1]"));
                }
            }

            private Optional<CommandCall> command(Expression list) {
                return script.commands().at(script.definitions().resolved(list)).filter(call -> !call.words()
                        .isEmpty());
            }

            /** The second element of what {@code HSCAN} replies. */
            private boolean isScanned(Expression list) {
                return script.definitions().resolved(list) instanceof Expression.Index second
                        && second.key() instanceof Expression.Numeral place
                        && place.value() == 2
                        && command(second.object())
                                .filter(call -> SCANNING_PAIRS.contains(call.command())
                                        && call.literals().stream()
                                                .flatMap(Optional::stream)
                                                .noneMatch("NOVALUES"::equalsIgnoreCase))
                                .isPresent();
            }

            private boolean isOfPairs(Expression list) {
                if (isScanned(list)) {
                    return true;
                }
                return command(list).stream()
                        .flatMap(call -> call.literals().stream().flatMap(Optional::stream))
                        .anyMatch(word -> PAIRS.contains(word.toUpperCase(Locale.ROOT)));
            }
        }.walk(script.chunk().block());
    }
}
