package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The keys that a script chose before it asks for them: it may know that they are there. */
final class ChosenKeys {

    private final AnalyzedScript script;

    /** The lists that the script goes through or gives to a function, with where the first of these ends. */
    private final Map<String, Integer> gone;

    private ChosenKeys(AnalyzedScript script) {
        this.script = script;
        this.gone = goneThrough(script);
    }

    static ChosenKeys of(AnalyzedScript script) {
        return new ChosenKeys(script);
    }

    /**
     * Whether the key was chosen before: a local that is assigned again, what a function of the script returns, an element of a list
     * of the script, or of one that the script went through before.
     */
    boolean areOf(Expression operand) {
        Expression value = script.definitions().followed(operand);
        if (value instanceof Expression.Call call
                && script.bindings().isGlobal(call.callee(), "tonumber")
                && !call.arguments().isEmpty()) {
            value = script.definitions().resolved(call.arguments().get(0));
        }
        value = (value instanceof Expression.Index element
                        ? Optional.of(element.object())
                        : script.definitions().list(value))
                .map(script.definitions()::resolved)
                .orElse(value);
        Optional<Expression> key = script.commands()
                .at(value)
                .filter(call -> call.words().size() > 1)
                .map(call -> call.words().get(1).expression());
        return key.filter(this::isChosen).isPresent();
    }

    private boolean isChosen(Expression key) {
        Expression found = script.definitions().resolved(key);
        if (found instanceof Expression.Call call
                && script.functions().at(call.callee()).isPresent()) {
            return script.functions().onlyValue(call).isEmpty();
        }
        Optional<Expression> elements = found instanceof Expression.Index element
                        && (!(element.key() instanceof Expression.Numeral)
                                || script.bindings().isGlobal(element.object(), "KEYS"))
                ? Optional.of(element.object())
                : script.definitions().list(found);
        return (found instanceof Expression.Variable name
                        && script.bindings()
                                .variable(name)
                                .filter(local -> script.bindings().writes(local) > 0)
                                .isPresent())
                || elements.filter(all -> script.definitions().resolved(all) instanceof Expression.Table
                                || gone.getOrDefault(script.text(all), Integer.MAX_VALUE) < key.start())
                        .isPresent();
    }

    /** The lists that the script goes through or gives to a function, as they are written, with where the first of these ends. */
    private static Map<String, Integer> goneThrough(AnalyzedScript script) {
        Map<String, Integer> ends = new HashMap<>();
        new Walker() {
            private void add(Expression list, int end) {
                ends.merge(script.text(list), end, Math::min);
            }

            @Override
            protected void visit(Statement.GenericFor node) {
                if (node.values().get(0) instanceof Expression.Call call
                        && !call.arguments().isEmpty()) {
                    add(call.arguments().get(0), node.end());
                }
                node.values().stream()
                        .filter(Expression.Call.class::isInstance)
                        .forEach(call -> walk(((Expression.Call) call).arguments()));
                walk(node.block());
            }

            @Override
            protected void visit(Statement.NumericFor node) {
                if (node.limit() instanceof Expression.Unary length) {
                    add(length.operand(), node.end());
                }
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                boolean asks = script.commands().at(node).stream()
                        .flatMap(call -> call.literals().stream().limit(1).flatMap(Optional::stream))
                        .anyMatch("EXISTS"::equalsIgnoreCase);
                node.arguments().forEach(argument -> {
                    if (asks
                            && argument instanceof Expression.Call unpack
                            && script.bindings().isGlobal(unpack.callee(), "unpack")) {
                        unpack.arguments().stream().limit(1).forEach(list -> add(list, node.end()));
                    } else if (argument instanceof Expression.Variable
                            && script.functions().at(node.callee()).isPresent()) {
                        add(argument, node.end());
                    }
                });
            }
        }.walk(script.chunk().block());
        return ends;
    }
}
