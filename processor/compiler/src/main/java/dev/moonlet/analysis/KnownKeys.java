package dev.moonlet.analysis;

import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.Commands;
import dev.moonlet.redis.ServerApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keys that a script may know to exist, because it read them or wrote to them before: scripts are atomic. Two keys are
 * the same if their expressions are the same and use only locals that never change.
 */
public final class KnownKeys {

    private final String text;
    private final Bindings bindings;
    private final Definitions definitions;

    /** By key: whether it is known to be there from an offset on. */
    private final Map<String, NavigableMap<Integer, Boolean>> told = new HashMap<>();

    private KnownKeys(String text, Bindings bindings, Definitions definitions) {
        this.text = text;
        this.bindings = bindings;
        this.definitions = definitions;
    }

    static KnownKeys of(Chunk chunk, Bindings bindings, Definitions definitions) {
        KnownKeys keys = new KnownKeys(chunk.file().text(), bindings, definitions);
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                keys.read(node);
            }
        }.walk(chunk.block());
        return keys;
    }

    private void read(Expression.Call call) {
        if (!ServerApi.isCall(call.callee(), bindings)
                || call.arguments().isEmpty()
                || !(call.arguments().get(0) instanceof Expression.Str command)) {
            return;
        }
        int last = Commands.hasKeysAlone(command.value()) ? call.arguments().size() : lastKey(call);
        Commands.keyEffect(command.value())
                .ifPresent(effect -> call.arguments().subList(1, last).forEach(key -> identity(key)
                        .ifPresent(found -> told.computeIfAbsent(found, unused -> new TreeMap<>())
                                .put(call.start(), effect == Commands.KeyEffect.PRESENCE_KNOWN))));
    }

    private static int lastKey(Expression.Call call) {
        return Math.min(2, call.arguments().size());
    }

    /** Whether a reply is of a key that is known to be there where the reply is asked for. */
    public boolean areThereFor(Expression reply) {
        if (!(definitions.resolved(reply) instanceof Expression.Call call)
                || call.arguments().size() < 2) {
            return false;
        }
        return identity(call.arguments().get(1))
                .map(told::get)
                .map(offsets -> offsets.lowerEntry(call.start()))
                .filter(Map.Entry::getValue)
                .isPresent();
    }

    /** What is the same for keys that are the same; empty for what may change. */
    private Optional<String> identity(Expression key) {
        Expression resolved = definitions.resolved(key);
        StringBuilder identity = new StringBuilder(text.substring(resolved.start(), resolved.end()));
        List<Boolean> changing = new ArrayList<>();
        new Walker() {
            @Override
            protected void visit(Expression.Variable node) {
                Optional<Variable> variable = bindings.variable(node);
                changing.add(
                        variable.filter(found -> bindings.writes(found) > 0).isPresent());
                variable.ifPresent(
                        found -> identity.append('@').append(found.declaration().start()));
            }
        }.walk(resolved);
        return changing.contains(true) ? Optional.empty() : Optional.of(identity.toString());
    }
}
