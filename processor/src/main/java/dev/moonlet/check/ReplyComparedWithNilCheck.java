package dev.moonlet.check;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import java.util.function.Consumer;

/**
 * Comparing a reply with nil, which it never is: what is not there is false.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#resp2-to-lua-type-conversion">Lua API:
 *     RESP2 to Lua type conversion</a>
 */
final class ReplyComparedWithNilCheck implements Check {

    private static final String CODE = "reply-compared-with-nil";

    @Override
    public void run(CheckedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                boolean equal = node.operator() == BinaryOperator.EQUAL;
                if (equal || node.operator() == BinaryOperator.NOT_EQUAL) {
                    check(node, node.left(), node.right(), equal);
                    check(node, node.right(), node.left(), equal);
                }
                super.visit(node);
            }

            private void check(Expression comparison, Expression reply, Expression nil, boolean equal) {
                ValueType type = script.types().of(reply);
                boolean asked = type.isOnly(ValueType.STRING); // a miss has been asked for before
                if (nil instanceof Expression.Nil && type.isReply() && !type.can(ValueType.NIL) && !asked) {
                    String always = equal ? "never" : "always";
                    Diagnostic warning = script.warning(
                            CODE,
                            "this is " + always + " so: a reply of " + type.command() + " is not nil",
                            comparison);
                    findings.accept(
                            type.can(ValueType.FALSE)
                                    ? warning.hint("what is not there is false: write " + (equal ? "not x" : "x"))
                                    : warning.hint("it is " + type.inWords()));
                }
            }
        }.walk(script.chunk().block());
    }
}
