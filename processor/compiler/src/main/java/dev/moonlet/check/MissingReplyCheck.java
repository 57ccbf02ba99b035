package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ReplyValues;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.ConditionWalker;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Calculating with a reply, joining it, ordering it, or giving it to a function or a command, where it can be false for what is not there. */
final class MissingReplyCheck implements Check {

    private static final String CODE = "missing-reply";

    /** A value is followed no further. */
    private static final int MAX_STEPS = 20;

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<Integer> lists = new HashSet<>();
        ReplySources sources = new ReplySources(script);
        ChosenKeys chosen = ChosenKeys.of(script);
        Map<Variable, Integer> questioned = questioned(script);
        Set<Variable> askedFor = script.askedVariables();
        Map<Integer, Map<Integer, String>> needed = NeededParameters.of(script);
        new FailingUses(script) {
            /** {@code tostring(v)} as a part of a text, or as an argument of a command. */
            @Override
            void text(Expression text) {
                if (text instanceof Expression.Call call
                        && script.bindings().isGlobal(call.callee(), "tostring")
                        && call.arguments().size() == 1
                        && isMissing(call.arguments().get(0))) {
                    String command = script.types().of(call.arguments().get(0)).command();
                    findings.accept(script.warning(
                                    CODE,
                                    "the reply of " + command
                                            + " is false if there is nothing, which becomes \"false\"",
                                    call.arguments().get(0))
                            .hint("say what it is then: (x or 0), or ask first"));
                }
            }

            private boolean isMissing(Expression operand) {
                ValueType type = script.types().of(operand);
                return type.isReply()
                        && sources.table(operand)
                                .filter(table -> !sources.mayHoldFalse(table))
                                .isEmpty()
                        && (type.can(ValueType.FALSE)
                                || isNumberOfNothing(operand, type)
                                || isElementOfNothing(operand, type))
                        && !isAssignedAgain(script, operand)
                        && !isAssignedAgain(script, unconverted(operand))
                        && !isFromOutside(operand)
                        && !sources.isOfReplyOrFunction(operand)
                        && !isGivenToQuestion(operand)
                        && !chosen.areOf(operand)
                        && !isToldOtherwise(operand)
                        && !script.knownKeys().areThereFor(operand);
            }

            /** Whether a condition before gave a local to a function of the script, which may ask for it: {@code if is_empty(v) then}. */
            private boolean isGivenToQuestion(Expression operand) {
                return operand instanceof Expression.Variable name
                        && script.bindings()
                                .variable(name)
                                .map(questioned::get)
                                .filter(place -> place < operand.start())
                                .isPresent();
            }

            /** Whether a local is from outside of the function that uses it, or its parameter: it may be called only where it is there. */
            private boolean isFromOutside(Expression operand) {
                Expression root = unconverted(script.definitions().resolved(operand));
                root = root instanceof Expression.Variable ? root : unconverted(operand);
                while (root instanceof Expression.Index element) {
                    root = element.object();
                }
                return root instanceof Expression.Variable name
                        && script.bindings()
                                .variable(name)
                                .filter(local -> local.declaration().start() < function
                                        || local.kind() == Variable.Kind.PARAMETER)
                                .isPresent();
            }

            /** What {@code tonumber} is given. */
            private Expression unconverted(Expression value) {
                return value instanceof Expression.Call call
                                && script.bindings().isGlobal(call.callee(), "tonumber")
                                && !call.arguments().isEmpty()
                        ? call.arguments().get(0)
                        : value;
            }

            /** Where the function begins that is gone through. */
            private int function = -1;

            @Override
            protected void visit(FunctionBody body) {
                int outer = function;
                function = body.start();
                super.visit(body);
                function = outer;
            }

            /** Whether a condition that holds here asks a local that depends on the value: {@code local size = v and #v or 0}. */
            private boolean isToldOtherwise(Expression operand) {
                Set<Variable> values = new HashSet<>();
                Expression current = operand;
                for (int i = 0; i < MAX_STEPS; i++) {
                    if (current instanceof Expression.Variable name) {
                        Optional<Variable> local = script.bindings().variable(name);
                        if (local.isEmpty() || !values.add(local.get())) {
                            break;
                        }
                        if (isCopyOfAsked(name)) {
                            return true;
                        }
                        Expression named = name;
                        current = script.definitions().list(named).orElseGet(() -> script.definitions()
                                .resolved(named));
                    } else if (current instanceof Expression.Index element) {
                        current = element.object();
                    } else if (current instanceof Expression.Member field) {
                        current = field.object();
                    } else if (current instanceof Expression.Call call
                            && script.bindings().isGlobal(call.callee(), "tonumber")
                            && !call.arguments().isEmpty()) {
                        current = call.arguments().get(0);
                    } else {
                        break;
                    }
                }
                return !values.isEmpty()
                        && isUnderCondition(mentioned -> !values.contains(mentioned)
                                && values.stream().anyMatch(value -> derived.isDerived(mentioned, value)));
            }

            /** Whether a local may hold what another one held, of which a condition asks that holds here. */
            private boolean isCopyOfAsked(Expression.Variable name) {
                Set<Variable> copied = new HashSet<>();
                for (Expression value : script.definitions().possible(name)) {
                    if (value instanceof Expression.Variable other
                            && !other.name().equals(name.name())) {
                        script.bindings().variable(other).ifPresent(copied::add);
                    }
                }
                return !copied.isEmpty() && isUnderCondition(copied::contains);
            }

            /** Whether no other element of the same list was reported: one is enough to look at it. */
            private boolean isFirstOfList(Expression operand) {
                return sources.list(script.definitions().resolved(operand))
                        .filter(list -> !lists.add(list.start()))
                        .isEmpty();
            }

            /** {@code redis.call('LRANGE', …)[1]}, unless a condition mentions the list. */
            private boolean isElementOfNothing(Expression operand, ValueType type) {
                Expression value = script.definitions().followed(operand);
                if (!type.can(ValueType.NIL)
                        || !(value instanceof Expression.Index element)
                        || !(element.key() instanceof Expression.Numeral)
                        || script.commands()
                                .at(script.definitions().resolved(element.object()))
                                .isEmpty()) {
                    return false;
                }
                Set<Variable> told = new HashSet<>(derived.mentioned(element.object()));
                told.addAll(derived.mentioned(operand));
                return !isUnderCondition(mentioned -> told.contains(mentioned)
                        || told.stream().anyMatch(local -> derived.isDerived(mentioned, local)));
            }

            /** {@code tonumber(redis.call('GET', …))} */
            private boolean isNumberOfNothing(Expression operand, ValueType type) {
                Expression value = script.functions().followed(operand);
                return type.can(ValueType.NIL)
                        && script.functions().onlyValue(value).orElse(value) instanceof Expression.Call call
                        && script.bindings().isGlobal(call.callee(), "tonumber")
                        && !call.arguments().isEmpty()
                        && isKnownElement(call.arguments().get(0));
            }

            /** Whether a value is no element of a list, or one of which no condition asks. */
            private boolean isKnownElement(Expression value) {
                ValueType type = script.types().of(value);
                return !type.can(ValueType.NIL) || type.can(ValueType.FALSE) || isElementOfNothing(value, type);
            }

            /** What a function of the script needs, and is given. */
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                script.functions()
                        .at(node.callee())
                        .map(called -> needed.getOrDefault(called.start(), Map.of()))
                        .ifPresent(uses -> uses.forEach((parameter, what) -> {
                            if (parameter < node.arguments().size()) {
                                use(node.arguments().get(parameter), what);
                            }
                        }));
            }

            @Override
            void joined(Expression list, String what) {
                ValueType type = script.types().of(list);
                ValueType element = script.types().ofElements(list);
                if (element.isReply()
                        && element.can(ValueType.FALSE)
                        && sources.mayHoldFalse(list)
                        && !isToldOtherwise(list)) {
                    findings.accept(script.warning(
                                    CODE,
                                    "an element of this list is false if " + element.command() + " finds nothing, and "
                                            + what + " then fails",
                                    list)
                            .hint("replace false where it is put in: x or ''"));
                    return;
                }
                boolean missing = type.isOnly(ValueType.TABLE)
                        && ReplyValues.elements(type.command())
                                .filter(elements -> elements.can(ValueType.FALSE))
                                .isPresent();
                boolean asked = list instanceof Expression.Variable name
                        && script.bindings()
                                .variable(name)
                                .filter(askedFor::contains)
                                .isPresent();
                if (missing
                        && !asked
                        && script.definitions().isUnchanged(list)
                        && !sources.isOfReplyOrFunction(list)
                        && !isToldOtherwise(list)
                        && !script.knownKeys().areThereFor(list)) {
                    findings.accept(script.warning(
                                    CODE,
                                    "in the reply of " + type.command()
                                            + " an element is false if there is nothing, and " + what + " then fails",
                                    list)
                            .hint("replace false first: list[i] or ''"));
                }
            }

            /** {@code local job = text and cjson.decode(text)}, which is false if there is nothing; the reply. */
            private Optional<ValueType> chosenOfNothing(Expression operand) {
                Expression value = script.definitions().resolved(operand);
                if (!(script.functions().onlyValue(value).orElse(value) instanceof Expression.Binary both)
                        || (!(operand instanceof Expression.Variable) && value == both)
                        || (value != both && script.commandsBefore((Expression.Call) value))
                        || both.operator() != BinaryOperator.AND
                        || !script.types().of(operand).can(ValueType.FALSE)) {
                    return Optional.empty();
                }
                ValueType asked = script.types().of(both.left());
                Set<Variable> told = new HashSet<>(derived.mentioned(both.left()));
                told.addAll(derived.mentioned(operand));
                return Optional.of(asked)
                        .filter(reply -> reply.isReply() && reply.can(ValueType.FALSE))
                        .filter(reply ->
                                !isFromOutside(operand) && !script.knownKeys().areThereFor(both.left()))
                        .filter(reply -> !isUnderCondition(mentioned -> told.contains(mentioned)
                                || told.stream().anyMatch(local -> derived.isDerived(mentioned, local))));
            }

            @Override
            void use(Expression operand, String what) {
                chosenOfNothing(operand)
                        .ifPresent(reply -> findings.accept(script.warning(
                                        CODE,
                                        "this is false if there is nothing, as " + reply.source() + " is, and " + what
                                                + " then fails",
                                        operand)
                                .hint("ask first")));
                ValueType type = script.types().of(operand);
                if (isMissing(operand) && isFirstOfList(operand)) {
                    boolean element = !type.can(ValueType.FALSE) && isElementOfNothing(operand, type);
                    findings.accept(script.warning(
                                    CODE,
                                    type.source()
                                            + (element
                                                    ? " has no such element if there is nothing, and "
                                                    : " is false if there is nothing, and ")
                                            + what + " then fails",
                                    operand)
                            .hint("say what it is then: (x or 0), or ask first"));
                }
            }
        }.walk(script.chunk().block());
    }

    /** The locals that conditions give to functions of the script, with where that is first. */
    private static Map<Variable, Integer> questioned(AnalyzedScript script) {
        Map<Variable, Integer> places = new HashMap<>();
        Walker calls = new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (script.commands().at(node).isEmpty()
                        && script.functions().at(node.callee()).isPresent()) {
                    node.arguments().stream()
                            .filter(Expression.Variable.class::isInstance)
                            .flatMap(argument -> script.bindings().variable((Expression.Variable) argument).stream())
                            .forEach(local -> places.merge(local, node.start(), Math::min));
                }
            }
        };
        new ConditionWalker() {
            @Override
            protected void condition(Expression condition) {
                calls.walk(condition);
            }

            @Override
            protected void visit(Expression.Binary node) {
                if (isChoice(node)) {
                    if (!isChoice(node.left())) {
                        calls.walk(node.left()); // what is left of a chain is visited by itself
                    }
                    calls.walk(node.right());
                } else {
                    super.visit(node);
                }
            }
        }.walk(script.chunk().block());
        return places;
    }

    private static boolean isChoice(Expression expression) {
        return expression instanceof Expression.Binary binary
                && (binary.operator() == BinaryOperator.AND || binary.operator() == BinaryOperator.OR);
    }

    /** What is assigned to a local later may be there because of what was done meanwhile. */
    private static boolean isAssignedAgain(AnalyzedScript script, Expression operand) {
        return operand instanceof Expression.Variable variable
                && script.bindings()
                        .variable(variable)
                        .filter(found -> script.bindings().writes(found) > 0)
                        .filter(found -> script.definitions().resolved(variable).start() == variable.start())
                        .isPresent();
    }
}
