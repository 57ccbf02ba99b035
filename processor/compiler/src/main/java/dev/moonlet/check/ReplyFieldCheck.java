package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ReplyValues;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.redis.Sandbox;
import dev.moonlet.source.Span;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reading a field by its name from a reply that is a sequence, such as that of {@code HGETALL}: it is always nil. */
final class ReplyFieldCheck implements Check {

    private static final String CODE = "reply-field";
    private static final Set<String> SCANNING = Set.of("HSCAN", "SCAN", "SSCAN", "ZSCAN");

    /** The fields of statuses and of errors. */
    private static final Set<String> OF_MARKS = Set.of("err", "ignore_error_stats_update", "line", "ok", "source");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        boolean changes = script.changesTables();
        Set<String> inputs = script.unchangedInput();
        ReplyPaths paths = new ReplyPaths(script);
        boolean protocol = script.setsProtocol();
        new Walker() {
            /** Whether an element is asked for rather than a field. */
            private boolean isNumber(Expression node) {
                return node instanceof Expression.Index index
                        && !(index.key() instanceof Expression.Str)
                        && script.types().of(index.key()).can(ValueType.NUMBER);
            }

            @Override
            protected void visit(Expression.Member node) {
                check(node, node.object(), node.name().text());
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Index node) {
                if (node.key() instanceof Expression.Str name) {
                    check(node, node.object(), name.value());
                } else if (isNumber(node) && LibraryCall.isString(script.types().of(node.object()))) {
                    element(node);
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

            /** The text of an error that a command replied: {@code reply.err}. */
            private boolean isErrorText(Expression object) {
                return object instanceof Expression.Member field
                        && field.name().text().equals("err")
                        && script.types().of(field.object()).isReply();
            }

            /** The reply of {@code SCAN}: a cursor and a list. */
            private boolean isScan(ValueType type) {
                return SCANNING.contains(type.command()) && type.isOnly(ValueType.TABLE);
            }

            /** {@code ARGV[1][1]} */
            private void element(Expression.Index node) {
                if (script.places().isCopied(node.start())) {
                    findings.accept(script.warning(CODE, "this is a string, and has no elements", node)
                            .hint("a character of it is string.sub(text, i, i)"));
                }
            }

            private void check(Expression node, Expression object, String name) {
                ValueType type = script.types().of(object);
                if (object instanceof Expression.Variable list
                        && inputs.contains(list.name())
                        && script.bindings().isGlobal(list, list.name())
                        && !isNumber(node)
                        && !changes
                        && script.places().isCopied(node.start())) {
                    findings.accept(script.warning(CODE, "this is a list, and has no field \"" + name + "\"", node));
                    return;
                }
                if ((LibraryCall.isString(type) || isErrorText(object))
                        && !isNumber(node)
                        && Sandbox.get().kind("string." + name).isEmpty()
                        && script.places().isCopied(node.start())) {
                    String what = type.isReply() ? type.source() : "this";
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
                if (type.isReply()
                        && type.can(ValueType.STATUS)
                        && type.isOnly(ValueType.STATUS | ValueType.TABLE | ValueType.FALSY)
                        && !OF_MARKS.contains(name)
                        && script.definitions().isUnchanged(object)) {
                    findings.accept(script.warning(
                                    CODE,
                                    type.source()
                                            + (type.can(ValueType.TABLE) ? " is a status or an error" : " is a status")
                                            + ", and has no field \"" + name + "\"",
                                    node)
                            .hint("it has a field ok, and an error has a field err"));
                    return;
                }
                boolean sequence = ReplyValues.isSequence(type) || isScan(type);
                if (sequence
                        && !name.equals("err")
                        && !name.equals("ok")
                        && script.definitions().isUnchanged(object)) {
                    findings.accept(script.warning(
                                    CODE, type.source() + " is a sequence, and has no field \"" + name + "\"", node)
                            .hint("go through it in pairs, or ask for the field with HGET"));
                    return;
                }
                Optional<String> command = protocol ? Optional.empty() : paths.listOf(object);
                if (command.isPresent() && !isNumber(node) && !changes) {
                    findings.accept(script.warning(
                                    CODE,
                                    "in the reply of " + command.get() + " this is a list, and has no field \"" + name
                                            + "\"",
                                    node)
                            .hint("a name is followed by its value"));
                }
            }
        }.walk(script.chunk().block());
    }
}
