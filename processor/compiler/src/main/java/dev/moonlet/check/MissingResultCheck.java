package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.ConditionWalker;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Using what a function returns in a way that fails with nil, where the function can end without a result. */
final class MissingResultCheck implements Check {

    private static final String CODE = "missing-result";

    /** Uses for which a function counts that ends without a result anywhere; its callers may know of an early one. */
    private static final Set<String> CALCULATING = Set.of("arithmetic", "joining", "comparing", "this");

    private static final String DECLARATION = "function ";

    /** Longer lists of arguments are not compared. */
    private static final int LONGEST = 200;

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<Integer> functions = functionsThatMayReturnNothing(script);
        if (functions.isEmpty()) {
            return;
        }
        Set<Variable> asked = script.askedVariables();
        Map<String, Set<Integer>> conditions = argumentsInConditions(script);
        Set<String> values = valuesInConditions(script);
        Set<Integer> reported = new HashSet<>();
        Map<String, Integer> given = given(script);
        Map<Integer, Boolean> ofReplies = new HashMap<>();
        new FailingUses(script) {
            /** The same call may be asked about before: {@code f(x) and f(x) > 1}. */
            private boolean isOnce(String call) {
                String all = script.chunk().file().text();
                int first = all.indexOf(call);
                if (all.startsWith(DECLARATION, first - DECLARATION.length())) {
                    first = all.indexOf(call, first + 1);
                }
                return first == all.lastIndexOf(call);
            }

            /** What is given to it was given to another function or a command before, and the script may know from there that it is there. */
            private boolean isKnownBefore(Expression.Call call) {
                return call.arguments().stream()
                        .filter(argument -> !(argument instanceof Expression.Str))
                        .map(argument -> script.text(argument))
                        .anyMatch(text -> given.getOrDefault(text, Integer.MAX_VALUE) < call.start());
            }

            /** What is given to it is written there, or a condition asks for it: the script may know what is found. */
            private boolean isChosen(Expression.Call call) {
                return call.arguments().stream()
                        .anyMatch(argument -> argument instanceof Expression.Str
                                || argument instanceof Expression.Numeral
                                || argument instanceof Expression.Bool
                                || values.contains(script.text(argument))
                                || (argument instanceof Expression.Index element
                                        && call.arguments().stream().anyMatch(list -> script.text(list)
                                                .equals(script.text(element.object())))));
            }

            @Override
            void use(Expression operand, String what) {
                boolean local = operand instanceof Expression.Variable variable
                        && script.bindings()
                                .variable(variable)
                                .filter(asked::contains)
                                .isEmpty();
                Expression value = local ? script.definitions().resolved(operand) : operand;
                if (value instanceof Expression.Call call
                        && script.functions()
                                .at(call.callee())
                                .filter(function -> functions.contains(function.start())
                                        && !function.vararg()
                                        && call.arguments().size()
                                                >= function.parameters().size()
                                        && (CALCULATING.contains(what)
                                                || endsInNothing(script, function)
                                                || (ofReplies.computeIfAbsent(
                                                                function.start(),
                                                                start -> returnsNothingForMissingReplies(
                                                                        script, function))
                                                        && !script.commandsBefore(call))))
                                .isPresent()
                        && !isKnownBefore(call)
                        && !isChosen(call)
                        && reported.add(call.start())
                        && isOnce(script.text(call))
                        && conditions.getOrDefault(arguments(script, call), Set.of()).stream()
                                .allMatch(place -> place == call.start())) {
                    findings.accept(script.warning(
                                    CODE,
                                    script.text(call.callee()) + " can end without a result, and " + what
                                            + " then fails",
                                    operand)
                            .hint("say what it is then: (x or 0), or return a value at its end"));
                }
            }
        }.walk(script.chunk().block());
    }

    /** What calls are given, as it is written, with where the first of them begins. */
    private static Map<String, Integer> given(AnalyzedScript script) {
        Map<String, Integer> first = new HashMap<>();
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (node.end() - node.callee().end() < LONGEST) {
                    node.arguments().forEach(argument -> first.merge(script.text(argument), node.start(), Math::min));
                }
            }
        }.walk(script.chunk().block());
        return first;
    }

    /** What conditions give to functions: {@code if has(list, x) then return position(list, x) + 1 end}. */
    private static Map<String, Set<Integer>> argumentsInConditions(AnalyzedScript script) {
        Map<String, Set<Integer>> found = new HashMap<>();
        Walker calls = new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (!node.arguments().isEmpty() && node.end() - node.callee().end() < LONGEST) {
                    found.computeIfAbsent(arguments(script, node), first -> new HashSet<>())
                            .add(node.start());
                }
            }
        };
        new ConditionWalker() {
            @Override
            protected void condition(Expression condition) {
                calls.walk(condition);
            }
        }.walk(script.chunk().block());
        return found;
    }

    /** What conditions compare, or look up, as it is written; not what they only give to functions. */
    private static Set<String> valuesInConditions(AnalyzedScript script) {
        Set<String> found = new HashSet<>();
        Walker values = new Walker() {
            @Override
            protected void visit(Expression.Variable node) {
                if (script.bindings().variable(node).isPresent()) {
                    found.add(script.text(node));
                }
            }

            @Override
            protected void visit(Expression.Index node) {
                super.visit(node);
                found.add(script.text(node));
            }

            @Override
            protected void visit(Expression.Call node) {
                // what a function is given is not compared
            }
        };
        new ConditionWalker() {
            /** In functions, the same names mean something else. */
            @Override
            protected void visit(FunctionBody body) {
                if (!script.places().isCopied(body.start())) {
                    super.visit(body);
                }
            }

            @Override
            protected void condition(Expression condition) {
                values.walk(condition);
            }
        }.walk(script.chunk().block());
        return found;
    }

    private static String arguments(AnalyzedScript script, Expression.Call call) {
        return call.arguments().stream().map(argument -> script.text(argument)).collect(Collectors.joining(", "));
    }

    /** Where the functions begin that return a value in one place, and nothing or nil in another. */
    private static Set<Integer> functionsThatMayReturnNothing(AnalyzedScript script) {
        Set<Integer> found = new HashSet<>();
        script.functions().all().forEach(body -> {
            if (mayReturnNothing(script, body)) {
                found.add(body.start());
            }
        });
        return found;
    }

    private static boolean mayReturnNothing(AnalyzedScript script, FunctionBody function) {
        boolean[] returns = {false, !script.exits().leaves(function.block())};
        new Walker() {
            @Override
            protected void visit(Statement.Return node) {
                boolean nothing = isNothing(node);
                boolean yes = !nothing && node.values().get(0) instanceof Expression.Bool;
                returns[0] |= !nothing && !yes;
                returns[1] |= nothing;
            }

            @Override
            protected void visit(FunctionBody inner) {}
        }.walk(function.block());
        return returns[0] && returns[1];
    }

    /** Whether a function comes to its end where it found nothing. */
    private static boolean endsInNothing(AnalyzedScript script, FunctionBody function) {
        List<Statement> statements = function.block().statements();
        if (!script.exits().leaves(function.block())) {
            return true;
        }
        return statements.get(statements.size() - 1) instanceof Statement.Return last
                && (last.values().isEmpty()
                        || last.values().get(0) instanceof Expression.Nil
                        || last.values().get(0) instanceof Expression.Bool);
    }

    /** Whether all that makes a function return nothing is that a command found nothing: {@code if not reply then return nil end}. */
    private static boolean returnsNothingForMissingReplies(AnalyzedScript script, FunctionBody function) {
        int[] returns = {0, 0};
        int[] others = {0};
        new Walker() {
            @Override
            protected void visit(Statement.If node) {
                for (Statement.If.Branch branch : node.branches()) {
                    List<Statement> statements = branch.block().statements();
                    boolean nothing = !statements.isEmpty()
                            && statements.get(statements.size() - 1) instanceof Statement.Return last
                            && isNothing(last);
                    boolean missing = nothing && asksWhetherMissing(script, branch.condition());
                    returns[1] += missing ? 1 : 0;
                    others[0] += missing ? 0 : 1;
                }
                super.visit(node);
            }

            @Override
            protected void visit(Statement.Return node) {
                returns[0] += isNothing(node) ? 1 : 0;
            }

            @Override
            protected void visit(FunctionBody inner) {
                // its returns are its own
            }
        }.walk(function.block());
        long commands = script.commands().all().stream()
                .filter(command -> function.start() < command.node().start()
                        && command.node().end() < function.end())
                .count();
        if (commands != 1 || others[0] > 0) {
            return false; // it may do something for what is missing
        }
        return returns[0] > 0 && returns[0] == returns[1];
    }

    private static boolean isNothing(Statement.Return node) {
        return node.values().isEmpty()
                || node.values().get(0) instanceof Expression.Nil
                || (node.values().get(0) instanceof Expression.Bool flag && !flag.value());
    }

    /** {@code not reply}, {@code reply == false} */
    private static boolean asksWhetherMissing(AnalyzedScript script, Expression condition) {
        Expression asked = condition;
        if (condition instanceof Expression.Unary not && not.operator() == UnaryOperator.NOT) {
            asked = not.operand();
        } else if (condition instanceof Expression.Binary comparison
                && comparison.operator() == BinaryOperator.EQUAL
                && comparison.right() instanceof Expression.Bool) {
            asked = comparison.left();
        }
        return asked != condition
                && script.types().of(asked).isReply()
                && script.types().of(asked).can(ValueType.FALSE);
    }

    /** Whether a function returns a value, and comes to its end without one where it found nothing. */
    static boolean mayEndInNothing(AnalyzedScript script, FunctionBody function) {
        return mayReturnNothing(script, function) && endsInNothing(script, function);
    }
}
