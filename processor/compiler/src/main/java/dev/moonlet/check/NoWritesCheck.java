package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.CommandTable;
import dev.moonlet.redis.ScriptFlags;
import dev.moonlet.redis.ServerApi;
import dev.moonlet.redis.Shebang;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A command that writes, in a script that says it does not. */
final class NoWritesCheck implements Check {

    private static final String CODE = "write-in-no-writes";

    /** Commands that servers send to replicas, although they change no key. */
    private static final Set<String> REPLICATED = Set.of("PFCOUNT", "PUBLISH", "SPUBLISH");

    /** {@code redis.call(x and 'GET' or 'DEL', key)} */
    private static void choice(
            AnalyzedScript script, CommandCall call, Expression name, Consumer<Diagnostic> findings) {
        if (name instanceof Expression.Binary choice && choice.operator() == BinaryOperator.OR) {
            Expression left = choice.left() instanceof Expression.Binary both ? both.right() : choice.left();
            Stream.of(left, choice.right())
                    .filter(Expression.Str.class::isInstance)
                    .map(word -> ((Expression.Str) word).value())
                    .filter(word -> CommandTable.get().isWriting(List.of(Optional.of(word))))
                    .findFirst()
                    .ifPresent(word -> findings.accept(
                            script.error(CODE, "the script says no-writes, and " + word + " writes", call.node())));
        }
    }

    /** The functions of a library have their own flags. */
    private static void functions(AnalyzedScript script, Consumer<Diagnostic> findings) {
        if (script.library().isEmpty()) {
            return;
        }
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (node.callee() instanceof Expression.Member member
                        && member.name().text().equals(ServerApi.REGISTER)
                        && node.arguments().size() == 1
                        && node.arguments().get(0) instanceof Expression.Table table) {
                    Map<String, Expression> fields = new HashMap<>();
                    table.fields().forEach(field -> {
                        if (field instanceof TableField.Named named) {
                            fields.put(named.name().text(), named.value());
                        }
                    });
                    boolean reads = fields.get("flags") instanceof Expression.Table flags
                            && flags.fields().stream()
                                    .anyMatch(flag -> flag.value() instanceof Expression.Str name
                                            && name.value().equals(ScriptFlags.NO_WRITES));
                    if (reads && fields.containsKey("callback")) {
                        script.functions().at(fields.get("callback")).ifPresent(this::check);
                    }
                }
            }

            private void check(FunctionBody function) {
                new Walker() {
                    @Override
                    protected void visit(FunctionBody inner) {
                        // it may not be called
                    }

                    @Override
                    protected void visit(Expression.Call node) {
                        super.visit(node);
                        script.commands()
                                .at(node)
                                .filter(call -> CommandTable.get().isWriting(call.literals()))
                                .ifPresent(call -> findings.accept(script.error(
                                        CODE,
                                        "the function says no-writes, and "
                                                + call.words().get(0).literal().orElse("") + " writes",
                                        node)));
                    }
                }.walk(function.block());
            }
        }.walk(script.chunk().block());
    }

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        functions(script, findings);
        if (!Shebang.isIn(script.chunk().file())
                || !Shebang.of(script.chunk().file()).flags().contains(ScriptFlags.NO_WRITES)) {
            return;
        }
        Set<Variable> mentioned = MentionedLocals.of(script);
        for (CommandCall call : script.commands().all()) {
            String name =
                    call.words().isEmpty() ? "" : call.words().get(0).literal().orElse("");
            if (name.isEmpty()
                    && !call.words().isEmpty()
                    && !MentionedLocals.contain(script, call.words().get(0).expression(), mentioned)) {
                choice(
                        script,
                        call,
                        script.definitions().resolved(call.words().get(0).expression()),
                        findings);
            }
            if (CommandTable.get().isWriting(call.literals())) {
                findings.accept(script.error(CODE, "the script says no-writes, and " + name + " writes", call.node()));
            } else if (REPLICATED.contains(name.toUpperCase(Locale.ROOT))) {
                findings.accept(script.error(
                        CODE,
                        "the script says no-writes, and " + name + " goes to replicas, which servers take for a write",
                        call.node()));
            }
        }
    }
}
