package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.CommandTable;
import dev.moonlet.redis.ServerApi;
import dev.moonlet.script.Declaration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What {@code redis.call} can't take: no command at all, or a value that is neither a string nor a number. */
final class CommandArgumentCheck implements Check {

    private static final String CODE = "command-argument-type";
    private static final int TAKEN = ValueType.NUMBER | ValueType.STRING;
    private static final Set<String> CALLS = Set.of("call", "pcall");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<Variable> objects = DecodedObjects.of(script);
        Set<Variable> mentioned = MentionedLocals.of(script);
        Set<Double> keys = keys(script);
        script.commands().all().forEach(call -> {
            check(script, call, mentioned, keys, findings);
            decoded(script, call, objects, findings);
        });
        new Walker() {
            @Override
            protected void visit(Expression.MethodCall node) {
                if (ServerApi.isTable(script.definitions().resolved(node.object()), script.bindings())
                        && node.object() instanceof Expression.Variable name
                        && CALLS.contains(node.method().text())) {
                    String table = name.name();
                    String function = node.method().text();
                    findings.accept(script.error(
                                    CODE,
                                    table + ":" + function + " passes the table " + table
                                            + " as the name of the command",
                                    node)
                            .hint("write " + table + "." + function + "(…)"));
                }
                super.visit(node);
            }
        }.walk(script.chunk().block());
    }

    /** {@code local job = cjson.decode(text); redis.call('LPUSH', key, job)} */
    private static void decoded(
            AnalyzedScript script, CommandCall call, Set<Variable> objects, Consumer<Diagnostic> findings) {
        for (CommandCall.Word word : call.words()) {
            if (word.expression() instanceof Expression.Variable name
                    && script.bindings()
                            .variable(name)
                            .filter(objects::contains)
                            .isPresent()) {
                findings.accept(
                        script.warning(CODE, name.name() + " is the table that cjson.decode makes of an object", name)
                                .hint("cjson.encode(…) it"));
            }
        }
    }

    /** A key where the command takes a whole number: {@code SINTERCARD first second}. */
    private static void keys(AnalyzedScript script, CommandCall call, Set<Double> keys, Consumer<Diagnostic> findings) {
        for (int place : CommandTable.get().integers(call.literals())) {
            Expression value = call.words().get(place).expression();
            boolean key = value instanceof Expression.Variable name
                    && script.declaration(name)
                            .filter(declaration -> declaration.kind() == Declaration.Kind.KEY)
                            .isPresent();
            if (!key
                    && !call.caught()
                    && entry(script, value).filter(keys::contains).isPresent()) {
                findings.accept(script.warning(
                        CODE, call.command() + " takes a number here, and another command takes this as a key", value));
            }
            if (key && !call.caught()) {
                findings.accept(script.error(CODE, call.command() + " takes a number here, and this is a key", value));
            }
        }
    }

    /** The entries of {@code KEYS} that commands are given as keys. */
    private static Set<Double> keys(AnalyzedScript script) {
        Set<Double> places = new HashSet<>();
        for (CommandCall call : script.commands().all()) {
            CommandTable.get().keys(call.literals(), call.open()).keySet().stream()
                    .filter(place -> place < call.words().size())
                    .flatMap(place -> entry(script, call.words().get(place).expression()).stream())
                    .forEach(places::add);
        }
        return places;
    }

    /** The place of an entry of {@code KEYS}. */
    private static Optional<Double> entry(AnalyzedScript script, Expression value) {
        return script.definitions().resolved(value) instanceof Expression.Index entry
                        && script.bindings().isGlobal(entry.object(), "KEYS")
                        && entry.key() instanceof Expression.Numeral place
                ? Optional.of(place.value())
                : Optional.empty();
    }

    /** {@code flag and 'yes'}, which is false where the flag is. */
    private static boolean isFalseOtherwise(AnalyzedScript script, Expression value, Set<Variable> mentioned) {
        return script.types().of(value).can(ValueType.FALSE)
                && script.definitions().resolved(value) instanceof Expression.Binary both
                && both.operator() == BinaryOperator.AND
                && script.types().of(both.left()).isCertainly(ValueType.BOOLEAN)
                && both.left() instanceof Expression.Variable flag
                && script.bindings()
                        .variable(flag)
                        .filter(local -> script.bindings().reads(local) == 1)
                        .isPresent()
                && !MentionedLocals.contain(script, value, mentioned);
    }

    private static void check(
            AnalyzedScript script,
            CommandCall call,
            Set<Variable> mentioned,
            Set<Double> keys,
            Consumer<Diagnostic> findings) {
        if (call.words().isEmpty() && !call.open()) {
            findings.accept(script.error(CODE, "this call names no command", call.node()));
            return;
        }
        keys(script, call, keys, findings);
        for (CommandCall.Word word : call.words()) {
            Expression expression = word.expression();
            boolean here = expression.start() > call.node().start()
                    && expression.end() < call.node().end();
            ValueType type = script.types().of(expression);
            if (here && !type.can(TAKEN) && !type.isOnly(0)) {
                Diagnostic found = script.error(
                        CODE, "commands take strings and numbers, and this is " + type.inWords(), expression);
                findings.accept(type.isOnly(ValueType.TABLE) ? found.hint("unpack(…) a list, or encode it") : found);
            } else if (here
                    && script.definitions().resolved(expression) instanceof Expression.Binary choice
                    && choice.operator() == BinaryOperator.OR
                    && script.types().of(choice.right()).isCertainly(ValueType.OTHER)) {
                findings.accept(script.warning(
                                CODE, "commands take strings and numbers, and this can be cjson.null", expression)
                        .hint("say what it is then: … or ''"));
            } else if (here && isFalseOtherwise(script, expression, mentioned)) {
                findings.accept(
                        script.warning(CODE, "commands take strings and numbers, and this can be false", expression)
                                .hint("say what it is then: … or ''"));
            }
        }
    }
}
