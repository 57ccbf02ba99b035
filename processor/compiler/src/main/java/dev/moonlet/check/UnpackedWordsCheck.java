package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.TableContent;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What {@code unpack} gives to a command that can't take it: a boolean that was put into the list, and nil behind its end. */
final class UnpackedWordsCheck implements Check {

    private static final String CODE = "command-argument-type";
    private static final int TAKEN = ValueType.NUMBER | ValueType.STRING;
    private static final int ARGUMENTS_WITH_END = 3;

    /** Pieces of more values are too large for {@code unpack}. */
    private static final int MOST = 7_999;

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            /** What the loops around count, with the list up to whose length they do. */
            private final Map<Variable, Expression> counters = new HashMap<>();

            @Override
            protected void visit(Statement.NumericFor node) {
                if (node.step().isPresent()
                        && node.limit() instanceof Expression.Unary length
                        && length.operator() == UnaryOperator.LENGTH) {
                    script.bindings()
                            .variable(node.variable())
                            .ifPresent(counter -> counters.put(counter, length.operand()));
                }
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (script.commands().at(node).isEmpty() || node.arguments().isEmpty()) {
                    return;
                }
                Expression last = node.arguments().get(node.arguments().size() - 1);
                if (last instanceof Expression.Call unpack
                        && script.bindings().isGlobal(unpack.callee(), "unpack")
                        && !unpack.arguments().isEmpty()) {
                    script.definitions()
                            .table(unpack.arguments().get(0))
                            .filter(content -> unpack.arguments().size() == 1)
                            .ifPresent(this::elements);
                    end(unpack.arguments());
                    piece(unpack.arguments());
                }
            }

            private void elements(TableContent content) {
                Stream.concat(
                                content.changed() ? Stream.empty() : content.positional().stream(),
                                content.appended().stream())
                        .forEach(value -> {
                            ValueType type = script.types().of(value);
                            if (type.kinds() != 0
                                    && !type.can(TAKEN | ValueType.NIL)
                                    && script.places().isCopied(value.start())) {
                                findings.accept(script.error(
                                        CODE,
                                        "commands take strings and numbers, and this is " + type.inWords(),
                                        value));
                            }
                        });
            }

            /** {@code unpack(list, i, math.min(i + 9999, #list))}: more than Lua takes. */
            private void piece(List<Expression> arguments) {
                if (arguments.size() != ARGUMENTS_WITH_END) {
                    return;
                }
                Expression end = script.definitions().resolved(arguments.get(2));
                Expression last = end instanceof Expression.Call call
                                && LibraryCall.of(script, call)
                                        .filter(least -> least.function().path().equals("math.min"))
                                        .isPresent()
                                && !call.arguments().isEmpty()
                        ? call.arguments().get(0)
                        : end;
                if (last instanceof Expression.Binary sum
                        && sum.operator() == BinaryOperator.ADD
                        && sum.right() instanceof Expression.Numeral size
                        && size.value() >= MOST
                        && sum.left() instanceof Expression.Variable from
                        && arguments.get(1) instanceof Expression.Variable first
                        && script.bindings()
                                .variable(from)
                                .equals(script.bindings().variable(first))) {
                    findings.accept(script.warning(
                                    "large-unpack",
                                    "unpack fails from 8000 values on, and this piece can have more",
                                    sum)
                            .hint("take fewer at once, such as 1000"));
                }
            }

            /** {@code unpack(list, i, i + 999)}, whose last piece is shorter. */
            private void end(List<Expression> arguments) {
                if (arguments.size() == ARGUMENTS_WITH_END
                        && arguments.get(2) instanceof Expression.Binary sum
                        && sum.operator() == BinaryOperator.ADD
                        && sum.right() instanceof Expression.Numeral
                        && sum.left() instanceof Expression.Variable name
                        && Optional.ofNullable(script.bindings()
                                        .variable(name)
                                        .map(counters::get)
                                        .orElse(null))
                                .filter(list -> script.text(list).equals(script.text(arguments.get(0))))
                                .isPresent()) {
                    findings.accept(script.warning(
                                    CODE,
                                    "behind the end of the list, unpack gives nil, which commands do not take",
                                    sum)
                            .hint("math.min(" + script.text(sum) + ", #" + script.text(arguments.get(0)) + ")"));
                }
            }
        }.walk(script.chunk().block());
    }
}
