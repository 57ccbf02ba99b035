package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.DeclaredTables;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.script.LuaType;
import dev.moonlet.source.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Calculating with an {@code int64}, or ordering by one: Lua sees a string of digits. */
final class Int64Check implements Check {

    private static final String CODE = "int64-as-number";
    private static final Pattern SPECIFIER = Pattern.compile("%[-+ #0-9.]*[a-zA-Z]");
    private static final String ORDERED = "an int64 is ordered as a string: \"9\" comes after \"10\"";
    private static final String HINT = "declare integer, if it is a number and no identifier";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        DeclaredTables tables = DeclaredTables.of(script);
        Set<String> measured = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Expression.Unary node) {
                if (node.operator() == UnaryOperator.LENGTH) {
                    measured.add(script.chunk()
                            .file()
                            .text(new Span(
                                    node.operand().start(), node.operand().end())));
                }
                super.visit(node);
            }

            @Override
            protected void visit(Expression.MethodCall node) {
                if (node.method().text().equals("len")) {
                    measure(node.object());
                }
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Call node) {
                if (node.callee() instanceof Expression.Member member
                        && member.name().text().equals("len")
                        && script.bindings().isGlobal(member.object(), "string")) {
                    node.arguments().stream().limit(1).forEach(this::measure);
                }
                super.visit(node);
            }

            private void measure(Expression value) {
                measured.add(script.chunk().file().text(new Span(value.start(), value.end())));
            }
        }.walk(script.chunk().block());
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                super.visit(node);
                switch (node.operator()) {
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> {
                        calculated(node.left());
                        calculated(node.right());
                    }
                    case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
                        if (!isNumber(node.left()) && !isNumber(node.right()) && !areMeasured(node)) {
                            ordered(isInt64(node.left()) ? node.left() : node.right());
                        }
                    }
                    default -> {}
                }
            }

            @Override
            protected void visit(Expression.Unary node) {
                super.visit(node);
                if (node.operator() == UnaryOperator.NEGATE) {
                    calculated(node.operand());
                }
            }

            @Override
            protected void visit(Statement.NumericFor node) {
                super.visit(node);
                calculated(node.initial());
                calculated(node.limit());
                node.step().ifPresent(this::calculated);
            }

            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (node.callee() instanceof Expression.Member member
                        && script.bindings().isGlobal(member.object(), "math")) {
                    node.arguments().forEach(this::calculated);
                }
                LibraryCall.of(script, node)
                        .filter(call -> call.function().path().equals("string.format"))
                        .ifPresent(call -> formatted(call.arguments()));
                if (node.callee() instanceof Expression.Member sort
                        && sort.name().text().equals("sort")
                        && script.bindings().isGlobal(sort.object(), "table")
                        && node.arguments().size() == 1) {
                    Expression list = node.arguments().get(0);
                    boolean declared = tables.type(list)
                            .filter(type -> type.present() instanceof LuaType.Array array
                                    && array.element().present() == LuaType.Scalar.INT64)
                            .isPresent();
                    boolean collected = script.definitions().table(list).stream()
                            .flatMap(content ->
                                    Stream.concat(content.positional().stream(), content.appended().stream()))
                            .anyMatch(this::isInt64);
                    if (declared || collected) {
                        findings.accept(script.warning(CODE, ORDERED, list).hint(HINT));
                    }
                }
            }

            /** {@code string.format('%d', id)} */
            private void formatted(List<Expression> arguments) {
                if (arguments.isEmpty()
                        || !(script.definitions().resolved(arguments.get(0)) instanceof Expression.Str format)) {
                    return;
                }
                Matcher specifier = SPECIFIER.matcher(format.value());
                for (int i = 1; i < arguments.size() && specifier.find(); i++) {
                    if (!specifier.group().endsWith("s") && isInt64(arguments.get(i))) {
                        findings.accept(script.warning(
                                        CODE,
                                        "an int64 becomes a number here, which rounds it from 2^53 on",
                                        arguments.get(i))
                                .hint("%s keeps its digits"));
                    }
                }
            }

            private void calculated(Expression operand) {
                if (isInt64(operand)) {
                    findings.accept(
                            script.warning(CODE, "an int64 is calculated with, which rounds it from 2^53 on", operand)
                                    .hint(HINT));
                }
            }

            private void ordered(Expression operand) {
                if (isInt64(operand)) {
                    findings.accept(script.warning(CODE, ORDERED, operand).hint(HINT));
                }
            }

            /** {@code #a == #b and a < b}: strings of digits that are equally long have the order of their numbers. */
            private boolean areMeasured(Expression.Binary node) {
                return measured.contains(script.text(node.left())) && measured.contains(script.text(node.right()));
            }

            /** Whether another check speaks of it, since a number and a string have no order. */
            private boolean isNumber(Expression operand) {
                return script.types().of(operand).isOnly(ValueType.NUMBER);
            }

            private boolean isInt64(Expression operand) {
                List<Expression> given = operand instanceof Expression.Variable name
                        ? script.bindings()
                                .variable(name)
                                .map(script.functions()::given)
                                .orElse(List.of())
                        : List.of();
                return (!given.isEmpty() && given.stream().allMatch(this::isDeclaredInt64)) || isDeclaredInt64(operand);
            }

            private boolean isDeclaredInt64(Expression operand) {
                return tables.type(operand)
                        .map(LuaType::present)
                        .filter(LuaType.Scalar.INT64::equals)
                        .isPresent();
            }
        }.walk(script.chunk().block());
    }
}
