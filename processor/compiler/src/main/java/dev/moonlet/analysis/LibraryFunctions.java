package dev.moonlet.analysis;

import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.ServerApi;
import dev.moonlet.redis.Shebang;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The functions that a library registers, which Redis calls with their keys and arguments.
 *
 * @param callbacks the functions
 * @see <a href="https://redis.io/docs/latest/develop/programmability/functions-intro/">Redis functions</a>
 */
public record LibraryFunctions(List<FunctionBody> callbacks) {

    /** Copies the collections. */
    public LibraryFunctions {
        callbacks = List.copyOf(callbacks);
    }

    /** The functions of a library; empty if a chunk is a script. */
    static Optional<LibraryFunctions> of(Chunk chunk, Bindings bindings) {
        if (Shebang.of(chunk.file()).library().isEmpty()) {
            return Optional.empty();
        }
        Finder finder = new Finder(bindings);
        finder.walk(chunk.block());
        return Optional.of(new LibraryFunctions(finder.callbacks()));
    }

    /** Whether a function is called by Redis, which decides on its parameters. */
    public boolean isCallback(FunctionBody body) {
        return callbacks.stream().anyMatch(callback -> callback.start() == body.start());
    }

    /** Finds the functions that are handed on, and not only called. */
    private static final class Finder extends Walker {

        private final Bindings bindings;
        private final Map<Variable, FunctionBody> functions = new HashMap<>();
        private final List<Expression> handedOn = new ArrayList<>();

        Finder(Bindings bindings) {
            this.bindings = bindings;
        }

        List<FunctionBody> callbacks() {
            return handedOn.stream().map(this::body).flatMap(Optional::stream).toList();
        }

        private Optional<FunctionBody> body(Expression expression) {
            if (expression instanceof Expression.Function function) {
                return Optional.of(function.body());
            }
            return expression instanceof Expression.Variable variable
                    ? bindings.variable(variable).map(functions::get)
                    : Optional.empty();
        }

        @Override
        protected void visit(Statement.LocalFunction node) {
            bindings.variable(node.name()).ifPresent(variable -> functions.put(variable, node.body()));
            super.visit(node);
        }

        @Override
        protected void visit(Statement.Local node) {
            for (int i = 0; i < Math.min(node.names().size(), node.values().size()); i++) {
                if (node.values().get(i) instanceof Expression.Function function) {
                    bindings.variable(node.names().get(i))
                            .ifPresent(variable -> functions.put(variable, function.body()));
                }
            }
            super.visit(node);
        }

        @Override
        protected void visit(Expression.Call node) {
            if (isRegister(node.callee())) {
                for (Expression argument : node.arguments()) {
                    handedOn.add(argument);
                    if (argument instanceof Expression.Table table) {
                        table.fields().stream().map(TableField::value).forEach(handedOn::add);
                    }
                }
            }
            super.visit(node);
        }

        /** {@code redis.register_function}, or a local that may be it. */
        private boolean isRegister(Expression callee) {
            return callee instanceof Expression.Member member
                    ? member.name().text().equals(ServerApi.REGISTER)
                    : callee instanceof Expression.Variable variable
                            && bindings.variable(variable)
                                    .filter(known -> !functions.containsKey(known))
                                    .isPresent();
        }
    }
}
