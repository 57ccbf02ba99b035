package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.DeclaredTables;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.link.JoinedIntegers;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A declared integer that becomes text where the linker can't write all its digits: Lua writes 14. */
final class LostDigitsCheck implements Check {

    private static final String CODE = "lost-digits";

    /** In a second. */
    private static final int MICROSECONDS = 1_000_000;

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        JoinedIntegers.of(script.chunk(), script.bindings(), script.declarations())
                .lost()
                .forEach(lost -> findings.accept(
                        script.warning(CODE, "this becomes text, and Lua writes 14 digits of an integer", lost)
                                .hint("declare int64, which keeps all of them")));
        DeclaredTables declared = DeclaredTables.of(script);
        Set<Variable> mentioned = MentionedLocals.inConditions(script);
        Set<Integer> joined = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                super.visit(node);
                if (node.operator() == BinaryOperator.CONCAT) {
                    check(node.left());
                    check(node.right());
                }
            }

            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (script.bindings().isGlobal(node.callee(), "tostring")) {
                    node.arguments().stream().limit(1).forEach(this::check);
                }
                LibraryCall.of(script, node)
                        .filter(call -> call.function().path().equals("table.concat")
                                && !call.arguments().isEmpty())
                        .map(call -> call.arguments().get(0))
                        .ifPresent(list -> script.definitions().table(list).ifPresent(content -> {
                            if (!(list instanceof Expression.Variable)) {
                                content.positional().forEach(this::check);
                            }
                            if (list instanceof Expression.Variable) { // what is written in the call keeps its digits
                                Stream.concat(content.positional().stream(), content.appended().stream())
                                        .filter(element -> joined.add(element.start()))
                                        .forEach(this::element);
                            }
                        }));
            }

            /** What is put into a list that is joined. */
            private void element(Expression value) {
                boolean integer = declared.type(value)
                        .filter(type -> type == LuaType.Scalar.INTEGER) // seconds and milliseconds have fewer digits
                        .filter(type -> !MentionedLocals.contain(script, value, mentioned))
                        .isPresent();
                if (integer) {
                    findings.accept(
                            script.warning(CODE, "this becomes text, and Lua writes 14 digits of an integer", value)
                                    .hint("string.format('%.0f', …) writes all of them"));
                } else {
                    check(value);
                }
            }

            private void check(Expression text) {
                if (isMicroseconds(script, text)) {
                    findings.accept(
                            script.warning(CODE, "these microseconds have 16 digits, and Lua writes 14 of them", text)
                                    .hint("string.format('%.0f', …) writes all of them"));
                }
            }
        }.walk(script.chunk().block());
    }

    /** {@code time[1] * 1000000 + time[2]} */
    private static boolean isMicroseconds(AnalyzedScript script, Expression value) {
        Expression found = script.definitions().resolved(value);
        return script.functions().onlyValue(found).orElse(found) instanceof Expression.Binary sum
                && sum.operator() == BinaryOperator.ADD
                && inner(sum.left()) instanceof Expression.Binary product
                && product.operator() == BinaryOperator.MULTIPLY
                && ((product.right() instanceof Expression.Numeral factor
                                && factor.value() == MICROSECONDS
                                && TimeReply.isSeconds(script, product.left()))
                        || (product.left() instanceof Expression.Numeral first
                                && first.value() == MICROSECONDS
                                && TimeReply.isSeconds(script, product.right())));
    }

    private static Expression inner(Expression value) {
        return value instanceof Expression.Parenthesized parenthesized ? inner(parenthesized.inner()) : value;
    }
}
