package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.Declaration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows keys from the commands that use them to where they come from: through locals, tables, functions and loops. */
public final class KeyOrigins {

    /** Functions that make a string of strings. */
    private static final Set<String> JOINING =
            Set.of("concat", "format", "gsub", "lower", "match", "rep", "reverse", "sub", "upper");

    /** Values are followed through so many expressions. */
    private static final int MAX_DEPTH = 60;

    private final AnalyzedScript script;
    private final Map<Variable, List<Expression>> given = new HashMap<>();
    private final Map<Variable, Expression> looped = new HashMap<>();
    private final ScriptFunctions functions;
    private final Map<Variable, KeyOrigin> parameters = new HashMap<>();

    private final Map<Variable, KeyOrigin> locals = new HashMap<>();

    /** What locals are that are assigned to again, by where they are read. */
    private final Map<Integer, KeyOrigin> reads = new HashMap<>();

    /** What functions return, by where they begin. */
    private final Map<Integer, KeyOrigin> results = new HashMap<>();

    private KeyOrigins(AnalyzedScript script) {
        this.script = script;
        this.functions = script.functions();
    }

    /** Those of a script. */
    public static KeyOrigins of(AnalyzedScript script) {
        KeyOrigins origins = new KeyOrigins(script);
        Reader reader = origins.new Reader();
        reader.walk(script.chunk().block());
        reader.learnParameters();
        return origins;
    }

    /** Where a key comes from. */
    public KeyOrigin of(Expression key) {
        return of(key, 0);
    }

    private KeyOrigin of(Expression expression, int depth) {
        if (depth > MAX_DEPTH) {
            return KeyOrigin.UNKNOWN;
        }
        if (expression instanceof Expression.Parenthesized inner) {
            return of(inner.inner(), depth + 1);
        }
        if (expression instanceof Expression.Str text) {
            return KeyOrigin.undeclared(KeyOrigin.Source.LITERAL, text.value());
        }
        if (expression instanceof Expression.Numeral) {
            return KeyOrigin.undeclared(KeyOrigin.Source.LITERAL, "");
        }
        if (expression instanceof Expression.Variable variable) {
            return variable(variable, depth);
        }
        if (expression instanceof Expression.Index index) {
            return element(index, depth);
        }
        if (expression instanceof Expression.Member member) {
            return functions.field(member).map(value -> of(value, depth + 1)).orElse(KeyOrigin.UNKNOWN);
        }
        if (expression instanceof Expression.Binary binary) {
            return switch (binary.operator()) {
                case CONCAT -> of(binary.left(), depth + 1).joined(of(binary.right(), depth + 1));
                case OR -> of(binary.left(), depth + 1).or(of(binary.right(), depth + 1));
                default -> KeyOrigin.UNKNOWN;
            };
        }
        if (expression instanceof Expression.MethodCall method) {
            return JOINING.contains(method.method().text())
                    ? arguments(method.arguments(), of(method.object(), depth + 1), depth)
                    : KeyOrigin.UNKNOWN;
        }
        return expression instanceof Expression.Call call ? call(call, depth) : KeyOrigin.UNKNOWN;
    }

    private KeyOrigin variable(Expression.Variable reference, int depth) {
        Optional<Declaration> declared = script.declaration(reference);
        if (declared.isPresent()) {
            Declaration declaration = declared.get();
            return declaration.kind() == Declaration.Kind.KEY
                    ? KeyOrigin.declared(declaration.name())
                    : KeyOrigin.undeclared(KeyOrigin.Source.ARGUMENT, declaration.name());
        }
        Optional<Variable> variable = script.bindings().variable(reference);
        if (variable.isEmpty()) {
            return KeyOrigin.UNKNOWN;
        }
        if (script.bindings().writes(variable.get()) > 0) {
            return assigned(reference, depth);
        }
        Expression list = looped.get(variable.get());
        if (list != null) {
            return elements(list, depth + 1);
        }
        if (given.containsKey(variable.get())) {
            return parameters.getOrDefault(variable.get(), KeyOrigin.UNKNOWN);
        }
        KeyOrigin known = locals.get(variable.get());
        if (known != null) {
            return known;
        }
        locals.put(variable.get(), KeyOrigin.UNKNOWN); // until it is known
        Expression resolved = script.definitions().resolved(reference);
        KeyOrigin origin = resolved.start() == reference.start() ? KeyOrigin.UNKNOWN : of(resolved, depth + 1);
        locals.put(variable.get(), origin);
        return origin;
    }

    /** What a local is that is assigned to again: one of the values that can be in it here. */
    private KeyOrigin assigned(Expression.Variable reference, int depth) {
        KeyOrigin known = reads.get(reference.start());
        if (known != null) {
            return known;
        }
        reads.put(reference.start(), KeyOrigin.UNKNOWN); // until it is known
        KeyOrigin origin = script.definitions().possible(reference).stream()
                .map(value -> of(value, depth + 1))
                .reduce(KeyOrigin::or)
                .orElse(KeyOrigin.UNKNOWN);
        reads.put(reference.start(), origin);
        return origin;
    }

    private KeyOrigin element(Expression.Index index, int depth) {
        if (isEntries(index.object(), "KEYS")) {
            return KeyOrigin.declared(
                    script.definitions().resolved(index.key()) instanceof Expression.Numeral numeral
                            ? "KEYS[" + (long) numeral.value() + "]"
                            : "KEYS");
        }
        return isEntries(index.object(), "ARGV")
                ? KeyOrigin.undeclared(KeyOrigin.Source.ARGUMENT, "")
                : elements(index.object(), depth + 1);
    }

    /** What the elements of a list are. */
    private KeyOrigin elements(Expression list, int depth) {
        if (isEntries(list, "KEYS")) {
            return KeyOrigin.declared("KEYS");
        }
        if (isEntries(list, "ARGV")) {
            return KeyOrigin.undeclared(KeyOrigin.Source.ARGUMENT, "");
        }
        if (list instanceof Expression.Variable variable) {
            Optional<Declaration> declared = script.declaration(variable)
                    .filter(found -> found.rest() || found.kind() == Declaration.Kind.ARGUMENT);
            if (declared.isPresent()) {
                return variable(variable, depth);
            }
        }
        return script.definitions().resolved(list) instanceof Expression.Call call
                        && script.commands().at(call).isPresent()
                ? KeyOrigin.undeclared(KeyOrigin.Source.REPLY, "")
                : KeyOrigin.UNKNOWN;
    }

    /** {@code KEYS} or {@code ARGV}; in a script that is called, those that it is given. */
    private boolean isEntries(Expression list, String name) {
        return script.bindings().isGlobal(list, name)
                || (list instanceof Expression.Variable variable
                        && variable.name().equals(name)
                        && script.bindings()
                                .variable(variable)
                                .filter(own -> script.places()
                                        .isGenerated(own.declaration().start()))
                                .isPresent());
    }

    private KeyOrigin call(Expression.Call call, int depth) {
        if (script.commands().at(call).isPresent()) {
            return KeyOrigin.undeclared(KeyOrigin.Source.REPLY, "");
        }
        if (script.bindings().isGlobal(call.callee(), "tostring")
                && call.arguments().size() == 1) {
            return of(call.arguments().get(0), depth + 1);
        }
        if (call.callee() instanceof Expression.Member member
                && JOINING.contains(member.name().text())) {
            return library(call, member, depth);
        }
        return functions.at(call.callee()).map(found -> result(found, depth)).orElse(KeyOrigin.UNKNOWN);
    }

    private KeyOrigin library(Expression.Call call, Expression.Member member, int depth) {
        if (call.arguments().isEmpty()) {
            return KeyOrigin.UNKNOWN;
        }
        if (script.bindings().isGlobal(member.object(), "string")) {
            KeyOrigin first = of(call.arguments().get(0), depth + 1);
            return arguments(call.arguments().subList(1, call.arguments().size()), first, depth);
        }
        if (script.bindings().isGlobal(member.object(), "table")
                && call.arguments().get(0) instanceof Expression.Table table
                && !table.fields().isEmpty()) {
            List<Expression> parts =
                    table.fields().stream().map(field -> field.value()).toList();
            return arguments(parts.subList(1, parts.size()), of(parts.get(0), depth + 1), depth);
        }
        return KeyOrigin.UNKNOWN;
    }

    private KeyOrigin arguments(List<Expression> arguments, KeyOrigin first, int depth) {
        KeyOrigin joined = first;
        for (Expression argument : arguments) {
            joined = joined.joined(of(argument, depth + 1));
        }
        return joined;
    }

    private KeyOrigin result(FunctionBody function, int depth) {
        KeyOrigin known = results.get(function.start());
        if (known != null) {
            return known;
        }
        results.put(function.start(), KeyOrigin.UNKNOWN); // until it is known
        KeyOrigin origin = result(function).map(result -> of(result, depth + 1)).orElse(KeyOrigin.UNKNOWN);
        results.put(function.start(), origin);
        return origin;
    }

    /** What a function returns, if that is one expression. */
    private static Optional<Expression> result(FunctionBody body) {
        List<Statement> statements = body.block().statements();
        boolean straight = statements.stream()
                .limit(Math.max(0, statements.size() - 1))
                .allMatch(Statement.Local.class::isInstance);
        return straight
                        && !statements.isEmpty()
                        && statements.get(statements.size() - 1) instanceof Statement.Return result
                        && result.values().size() == 1
                ? Optional.of(result.values().get(0))
                : Optional.empty();
    }

    /** Finds what loops go through. */
    private final class Reader extends Walker {

        @Override
        protected void visit(Statement.GenericFor node) {
            if (node.variables().size() == 2
                    && node.values().size() == 1
                    && node.values().get(0) instanceof Expression.Call call
                    && call.arguments().size() == 1
                    && (script.bindings().isGlobal(call.callee(), "ipairs")
                            || script.bindings().isGlobal(call.callee(), "pairs"))) {
                script.bindings()
                        .variable(node.variables().get(1))
                        .ifPresent(
                                element -> looped.put(element, call.arguments().get(0)));
            }
            super.visit(node);
        }

        /** Learns what parameters are of which each call is known. */
        void learnParameters() {
            functions.all().stream()
                    .flatMap(body -> body.parameters().stream())
                    .flatMap(name -> script.bindings().variable(name).stream())
                    .forEach(parameter -> given.put(parameter, functions.given(parameter)));
            for (int look = 0; look < 3; look++) { // functions call each other
                forget();
                given.forEach((parameter, arguments) -> arguments.stream()
                        .map(KeyOrigins.this::of)
                        .reduce(KeyOrigin::or)
                        .ifPresent(origin -> parameters.put(parameter, origin)));
            }
            forget();
        }

        private void forget() {
            locals.clear();
            reads.clear();
            results.clear();
        }
    }
}
