package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ReplyValues;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.redis.Sandbox;
import dev.moonlet.source.Span;
import java.util.function.Consumer;

/** Reading a field by its name from a reply that is a sequence, such as that of {@code HGETALL}: it is always nil. */
final class ReplyFieldCheck implements Check {

    private static final String CODE = "reply-field";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Expression.Member node) {
                check(node, node.object(), node.name().text());
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Index node) {
                if (node.key() instanceof Expression.Str name) {
                    check(node, node.object(), name.value());
                } else if (!(node.key() instanceof Expression.Numeral)
                        && script.types().of(node.key()).can(ValueType.STRING)
                        && script.types().of(node.key()).isOnly(ValueType.STRING | ValueType.FALSY)) {
                    check(
                            node,
                            node.object(),
                            script.chunk()
                                    .file()
                                    .text(new Span(
                                            node.key().start(), node.key().end())));
                }
                super.visit(node);
            }

            private void check(Expression node, Expression object, String name) {
                ValueType type = script.types().of(object);
                if (LibraryCall.isString(type)
                        && Sandbox.get().kind("string." + name).isEmpty()
                        && script.places().isCopied(node.start())) {
                    String what = type.isReply() ? "the reply of " + type.command() : "this";
                    findings.accept(
                            script.warning(CODE, what + " is a string, and has no field \"" + name + "\"", node));
                    return;
                }
                if (type.isReply()
                        && type.can(ValueType.NUMBER)
                        && type.can(ValueType.TABLE)
                        && (name.equals("err") || name.equals("ok"))) {
                    findings.accept(script.warning(
                                    CODE,
                                    "if there is no error, the reply of " + type.command()
                                            + " is a number, and taking a field of it fails",
                                    node)
                            .hint("ask first: type(x) == 'table'"));
                    return;
                }
                boolean sequence = type.isReply()
                        && type.isOnly(ValueType.TABLE)
                        && ReplyValues.elements(type.command()).isPresent();
                if (sequence
                        && !name.equals("err")
                        && !name.equals("ok")
                        && script.definitions().isUnchanged(object)) {
                    findings.accept(script.warning(
                                    CODE,
                                    "the reply of " + type.command() + " is a sequence, and has no field \"" + name
                                            + "\"",
                                    node)
                            .hint("go through it in pairs, or ask for the field with HGET"));
                }
            }
        }.walk(script.chunk().block());
    }
}
