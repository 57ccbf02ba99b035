package dev.moonlet.script.link;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.LocalFunctions;
import dev.moonlet.lua.scope.ScopeResolver;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.ServerApi;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The functions that a library registers.
 *
 * @param functions those whose names and callbacks are written out, in order
 * @param unclear the other calls that register functions: in a function, a branch or a loop, or with a computed name
 * @param incomplete the calls that give a name and nothing else
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#redis.register_function">Lua API:
 *     redis.register_function</a>
 */
record RegisteredFunctions(List<Registered> functions, List<Span> unclear, List<Span> incomplete) {

    /**
     * A function.
     *
     * @param call where it is registered
     * @param flags its flags
     */
    record Registered(String name, Span call, FunctionBody callback, List<String> flags) {}

    RegisteredFunctions {
        functions = List.copyOf(functions);
        unclear = List.copyOf(unclear);
        incomplete = List.copyOf(incomplete);
    }

    /** Those of a linked library. */
    static RegisteredFunctions of(LinkedChunk library) {
        Finder finder = new Finder(library);
        finder.walk(library.chunk().block());
        return new RegisteredFunctions(finder.functions, finder.unclear, finder.incomplete);
    }

    /** The functions that the server calls. */
    List<FunctionBody> callbacks() {
        return functions.stream().map(Registered::callback).toList();
    }

    /** The names of the functions. */
    List<String> names() {
        return functions.stream().map(Registered::name).distinct().toList();
    }

    private static final class Finder extends Walker {

        private final LinkedPlaces places;
        private final Bindings bindings;
        private final LocalFunctions locals;
        private final Map<Variable, Expression> values = new HashMap<>();
        private final List<Registered> functions = new ArrayList<>();
        private final List<Span> unclear = new ArrayList<>();
        private final List<Span> incomplete = new ArrayList<>();

        /** How many functions, branches and loops are around a call. */
        private int depth;

        Finder(LinkedChunk library) {
            this.places = library.places();
            this.bindings = ScopeResolver.resolve(library.chunk().block());
            this.locals = LocalFunctions.of(library.chunk().block(), bindings);
        }

        @Override
        protected void visit(Statement.Local node) {
            super.visit(node);
            for (int i = 0; i < Math.min(node.names().size(), node.values().size()); i++) {
                Expression value = node.values().get(i);
                bindings.variable(node.names().get(i))
                        .filter(variable -> bindings.writes(variable) == 0)
                        .ifPresent(variable -> values.put(variable, value));
            }
        }

        @Override
        protected void visit(Expression.Call node) {
            if (isRegister(resolved(node.callee()))
                    && node.arguments().size() == 1
                    && string(node.arguments().get(0)).isPresent()) {
                incomplete.add(span(node));
            } else if (isRegister(resolved(node.callee()))) {
                Optional<Registered> function = depth == 0 ? registered(node) : Optional.empty();
                function.ifPresentOrElse(functions::add, () -> unclear.add(span(node)));
            }
            super.visit(node);
        }

        private static Span span(Expression node) {
            return new Span(node.start(), node.end());
        }

        private boolean isRegister(Expression callee) {
            return callee instanceof Expression.Member member
                    && member.name().text().equals(ServerApi.REGISTER)
                    && ServerApi.isTable(member.object(), bindings);
        }

        /** What a local that is never assigned to is. */
        private Expression resolved(Expression expression) {
            return expression instanceof Expression.Variable variable
                    ? bindings.variable(variable).map(values::get).orElse(expression)
                    : expression;
        }

        private Optional<Registered> registered(Expression.Call call) {
            List<Expression> arguments = call.arguments();
            if (arguments.size() == 1 && resolved(arguments.get(0)) instanceof Expression.Table table) {
                Map<String, Expression> fields = fields(table);
                Optional<List<String>> flags = Optional.ofNullable(fields.get("flags"))
                        .map(this::strings)
                        .orElse(Optional.of(List.of()));
                return flags.flatMap(known -> registered(
                        call,
                        Optional.ofNullable(fields.get("function_name")),
                        Optional.ofNullable(fields.get("callback")),
                        known));
            }
            return arguments.size() == 2
                    ? registered(call, Optional.of(arguments.get(0)), Optional.of(arguments.get(1)), List.of())
                    : Optional.empty();
        }

        private Optional<Registered> registered(
                Expression.Call call, Optional<Expression> name, Optional<Expression> callback, List<String> flags) {
            Optional<FunctionBody> body = callback.flatMap(this::body);
            return name.flatMap(this::string)
                    .flatMap(known -> body.map(found -> new Registered(known, span(call), found, flags)));
        }

        private static Map<String, Expression> fields(Expression.Table table) {
            Map<String, Expression> fields = new HashMap<>();
            for (TableField field : table.fields()) {
                if (field instanceof TableField.Named named) {
                    fields.put(named.name().text(), named.value());
                } else if (field instanceof TableField.Keyed keyed && keyed.key() instanceof Expression.Str key) {
                    fields.put(key.value(), keyed.value());
                }
            }
            return fields;
        }

        private Optional<String> string(Expression expression) {
            return resolved(expression) instanceof Expression.Str text ? Optional.of(text.value()) : Optional.empty();
        }

        private Optional<List<String>> strings(Expression expression) {
            if (!(resolved(expression) instanceof Expression.Table table)) {
                return Optional.empty();
            }
            List<String> strings = table.fields().stream()
                    .flatMap(field -> string(field.value()).stream())
                    .toList();
            return strings.size() == table.fields().size() ? Optional.of(strings) : Optional.empty();
        }

        private Optional<FunctionBody> body(Expression expression) {
            if (expression instanceof Expression.Variable variable) {
                return bindings.variable(variable).map(locals.bodies()::get);
            }
            return expression instanceof Expression.Function function ? Optional.of(function.body()) : Optional.empty();
        }

        private void inside(Runnable part) {
            depth++;
            part.run();
            depth--;
        }

        @Override
        protected void visit(FunctionBody body) {
            if (places.isGenerated(body.start())) {
                super.visit(body); // around the whole library, which runs
            } else {
                inside(() -> super.visit(body));
            }
        }

        @Override
        protected void visit(Statement.If node) {
            inside(() -> super.visit(node));
        }

        @Override
        protected void visit(Statement.While node) {
            inside(() -> super.visit(node));
        }

        @Override
        protected void visit(Statement.Repeat node) {
            inside(() -> super.visit(node));
        }

        @Override
        protected void visit(Statement.NumericFor node) {
            inside(() -> super.visit(node));
        }

        @Override
        protected void visit(Statement.GenericFor node) {
            inside(() -> super.visit(node));
        }
    }
}
