package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.analysis.KeyOrigin;
import dev.moonlet.analysis.KeyOrigins;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Calculating with a reply, joining it, ordering it, or giving it to a function or a command, where it can be false for what is not there. */
final class MissingReplyCheck implements Check {

    private static final String CODE = "missing-reply";

    /** Functions that take a string first, and nothing else in place of one. */
    private static final Set<String> FAILING = Set.of(
            "cjson.decode",
            "cmsgpack.unpack",
            "string.len",
            "string.sub",
            "string.lower",
            "string.upper",
            "string.find",
            "string.match",
            "string.gmatch",
            "string.gsub",
            "string.rep",
            "string.reverse",
            "string.byte");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<Integer> lists = new HashSet<>();
        KeyOrigins origins = KeyOrigins.of(script);
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                switch (node.operator()) {
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> check(node, "arithmetic");
                    case CONCAT -> {
                        check(node, "joining");
                        checkText(node.left());
                        checkText(node.right());
                    }
                    case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> check(node, "comparing");
                    default -> {}
                }
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Unary node) {
                super.visit(node);
                if (node.operator() != UnaryOperator.NOT) {
                    check(node.operand(), "this");
                }
            }

            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                boolean failing = FAILING.stream().anyMatch(name -> isLibraryFunction(script, node.callee(), name));
                if (node.callee() instanceof Expression.Member member
                        && script.bindings().isGlobal(member.object(), "math")) {
                    node.arguments().forEach(argument -> check(argument, "this function"));
                }
                if (failing && !node.arguments().isEmpty()) {
                    check(node.arguments().get(0), "this function");
                }
                if (isLibraryFunction(script, node.callee(), "string.format")) {
                    node.arguments().forEach(argument -> check(argument, "string.format"));
                }
                script.commands().at(node).ifPresent(call -> call.words().stream()
                        .map(CommandCall.Word::expression)
                        .filter(node.arguments()::contains)
                        .forEach(argument -> {
                            check(argument, "a command");
                            checkText(argument);
                        }));
            }

            @Override
            protected void visit(Expression.Member node) {
                super.visit(node);
                check(node.object(), "taking a field");
            }

            @Override
            protected void visit(Expression.Index node) {
                super.visit(node);
                check(node.object(), "taking an element");
            }

            @Override
            protected void visit(Expression.MethodCall node) {
                super.visit(node);
                check(node.object(), "a method");
            }

            @Override
            protected void visit(Statement.NumericFor node) {
                check(node.initial(), "the loop");
                check(node.limit(), "the loop");
                node.step().ifPresent(step -> check(step, "the loop"));
                super.visit(node);
            }

            private void check(Expression.Binary node, String what) {
                check(node.left(), what);
                check(node.right(), what);
            }

            /** {@code tostring(v)} as a part of a text, or as an argument of a command. */
            private void checkText(Expression text) {
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
                        && (type.can(ValueType.FALSE) || isNumberOfNothing(operand, type))
                        && !isAssignedAgain(script, operand)
                        && !isOfReplyOrFunction(operand)
                        && !script.knownKeys().areThereFor(operand);
            }

            /**
             * Whether it is asked for with what another command replied: what one list names is usually there in the other. A
             * function may have been given what is there.
             */
            private boolean isOfReplyOrFunction(Expression operand) {
                Expression value = script.definitions().resolved(operand);
                if (value instanceof Expression.Call call
                        && script.bindings().isGlobal(call.callee(), "tonumber")
                        && !call.arguments().isEmpty()) {
                    value = script.definitions().resolved(call.arguments().get(0));
                }
                if (value instanceof Expression.Index element) {
                    value = script.definitions().resolved(element.object());
                }
                Optional<CommandCall> command = script.commands().at(value);
                if (command.isEmpty() && value instanceof Expression.Call function) {
                    return script.functions().at(function.callee()).isPresent();
                }
                return command.stream()
                        .flatMap(call -> call.words().stream().skip(1))
                        .anyMatch(word -> origins.of(word.expression()).source() == KeyOrigin.Source.REPLY);
            }

            /** Whether no other element of the same list was reported: one is enough to look at it. */
            private boolean isFirstOfList(Expression operand) {
                return !(script.definitions().resolved(operand) instanceof Expression.Index element)
                        || lists.add(
                                script.definitions().resolved(element.object()).start());
            }

            /** {@code tonumber(redis.call('GET', …))} */
            private boolean isNumberOfNothing(Expression operand, ValueType type) {
                return type.can(ValueType.NIL)
                        && script.definitions().resolved(operand) instanceof Expression.Call call
                        && script.bindings().isGlobal(call.callee(), "tonumber");
            }

            private void check(Expression operand, String what) {
                ValueType type = script.types().of(operand);
                if (isMissing(operand) && isFirstOfList(operand)) {
                    findings.accept(script.warning(
                                    CODE,
                                    "the reply of " + type.command() + " is false if there is nothing, and " + what
                                            + " then fails",
                                    operand)
                            .hint("say what it is then: (x or 0), or ask first"));
                }
            }
        }.walk(script.chunk().block());
    }

    /** What is assigned to a local later may be there because of what was done meanwhile. */
    private static boolean isAssignedAgain(AnalyzedScript script, Expression operand) {
        return operand instanceof Expression.Variable variable
                && script.bindings()
                        .variable(variable)
                        .filter(found -> script.bindings().writes(found) > 0)
                        .isPresent();
    }

    private static boolean isLibraryFunction(AnalyzedScript script, Expression callee, String name) {
        return callee instanceof Expression.Member member
                && name.equals(
                        member.object() instanceof Expression.Variable library
                                ? library.name() + "." + member.name().text()
                                : "")
                && script.bindings()
                        .variable((Expression.Variable) member.object())
                        .isEmpty();
    }
}
