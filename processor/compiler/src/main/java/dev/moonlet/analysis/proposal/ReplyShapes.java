package dev.moonlet.analysis.proposal;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.Commands;
import dev.moonlet.redis.ReplyType;
import dev.moonlet.script.LuaType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The types of replies, and of what a script takes out of them. */
final class ReplyShapes {

    /** {@code ZADD key score member}, without an option that changes its reply. */
    private static final int ADD_WORDS = 4;

    private final AnalyzedScript script;

    /** Locals that hold the first element of a list, by {@code local i, element = next(list)}. */
    private final Map<Variable, Expression> firsts = new HashMap<>();

    ReplyShapes(AnalyzedScript script) {
        this.script = script;
        new Walker() {
            @Override
            protected void visit(Statement.Local node) {
                super.visit(node);
                if (node.names().size() == 2
                        && node.values().size() == 1
                        && node.values().get(0) instanceof Expression.Call call
                        && script.bindings().isGlobal(call.callee(), "next")
                        && call.arguments().size() == 1) {
                    script.bindings()
                            .variable(node.names().get(1))
                            .filter(variable -> script.bindings().writes(variable) == 0)
                            .ifPresent(variable ->
                                    firsts.put(variable, call.arguments().get(0)));
                }
            }
        }.walk(script.chunk().block());
    }

    /** The type of a reply that is a list. */
    Optional<LuaType> list(ValueType reply) {
        if (reply.command().equals("HGETALL")) {
            return Optional.of(new LuaType.Pairs(LuaType.Scalar.STRING, LuaType.Scalar.STRING));
        }
        return element(reply.command()).map(LuaType.Array::new);
    }

    /** The type of the elements of a reply. */
    private static Optional<LuaType> element(String command) {
        return Commands.elementType(command).flatMap(ReplyShapes::type);
    }

    private static Optional<LuaType> type(ReplyType type) {
        return switch (type) {
            case STRING -> Optional.of(LuaType.Scalar.STRING);
            case STRING_OR_FALSE -> Optional.of(new LuaType.Optional(LuaType.Scalar.STRING));
            case NUMBER -> Optional.of(LuaType.Scalar.INTEGER);
            default -> Optional.empty();
        };
    }

    /** The type of the first element of a list that {@code next} gives, or of a reply that its words determine. */
    Optional<LuaType> single(Expression value) {
        if (value instanceof Expression.Variable reference) {
            Optional<LuaType> first = script.bindings()
                    .variable(reference)
                    .map(firsts::get)
                    .filter(list -> script.types().of(list).isReply())
                    .flatMap(list -> element(script.types().of(list).command()));
            if (first.isPresent()) {
                return Optional.of(TypeJoin.missing(first.get()));
            }
        }
        Optional<CommandCall> call = script.commands().at(script.definitions().resolved(value));
        return call.filter(found -> found.command().equals("ZADD") && !found.caught() && !found.open())
                .filter(found -> found.words().size() == ADD_WORDS)
                .map(found -> LuaType.Scalar.INTEGER);
    }
}
