package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CallTypes;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Node;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calling a function without an argument that it always needs: one of the script, which then fails, or one of Lua's. */
final class MissingArgumentCheck implements Check {

    private static final String CODE = "missing-argument";

    private static final Pattern ASKING_FOR_SELF =
            Pattern.compile("\\bself\\s*(or|and|==|~=)|\\b(not|or|and)\\s+self\\b|\\(self\\)");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        ofLibraries(script, findings);
        ofMethods(script, findings);
        Map<Integer, Map<Integer, String>> needed = NeededParameters.of(script);
        if (needed.isEmpty() || script.changesTables()) {
            return; // a metatable may take nil for an operand
        }
        Bindings bindings = script.bindings();
        boolean caught = catches(script);
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                if (bindings.isGlobal(node.callee(), "pcall") || bindings.isGlobal(node.callee(), "xpcall")) {
                    if (bindings.isGlobal(node.callee(), "pcall")
                            && node.arguments().size() > 1) {
                        List<Expression> all = node.arguments();
                        call(node, all.get(0), all.subList(1, all.size()));
                    }
                    return; // what fails in it otherwise may be what is asked for
                }
                super.visit(node);
                call(node, node.callee(), node.arguments());
            }

            private void call(Expression.Call node, Expression callee, List<Expression> arguments) {
                script.functions()
                        .at(callee)
                        .ifPresent(function -> needed.getOrDefault(function.start(), Map.of()).entrySet().stream()
                                .filter(parameter -> isMissing(script, arguments, parameter.getKey()))
                                .min(Map.Entry.comparingByKey())
                                .ifPresent(parameter -> report(
                                        parameter.getKey() < arguments.size()
                                                ? arguments.get(parameter.getKey())
                                                : node,
                                        callee,
                                        function,
                                        parameter.getKey(),
                                        parameter.getValue())));
            }

            private void report(Node place, Expression callee, FunctionBody function, int parameter, String use) {
                String name = script.chunk().file().text(new Span(callee.start(), callee.end()));
                String message = name + " is called without "
                        + function.parameters().get(parameter).text() + ", and " + use + " then fails";
                Diagnostic found = caught ? script.warning(CODE, message, place) : script.error(CODE, message, place);
                findings.accept(found.hint("it takes "
                        + function.parameters().stream().map(Name::text).collect(Collectors.joining(", "))));
            }
        }.walk(script.chunk().block());
    }

    /** {@code queue.push(item)}, where the function is {@code queue:push(item)}. */
    private static void ofMethods(AnalyzedScript script, Consumer<Diagnostic> findings) {
        LocalTables tables = LocalTables.of(script);
        new Walker() {
            private final Map<Integer, Boolean> needing = new HashMap<>();

            /** Whether a method uses arguments behind self, and does not ask for self. */
            private boolean needsObject(FunctionBody method) {
                return needing.computeIfAbsent(method.start(), start -> {
                    String text = script.chunk().file().text(new Span(method.start(), method.end()));
                    return method.parameters().stream()
                                    .flatMap(parameter -> script.bindings().variable(parameter).stream())
                                    .anyMatch(parameter -> script.bindings().reads(parameter) > 0)
                            && !ASKING_FOR_SELF.matcher(text).find();
                });
            }

            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                boolean object = !node.arguments().isEmpty()
                        && (script.types().of(node.arguments().get(0)).can(ValueType.TABLE)
                                || CallTypes.isMultiple(node.arguments().get(0), script.bindings()));
                if (!object
                        && tables.method(node)
                                .filter(method -> node.arguments().size()
                                        <= method.parameters().size()) // else self is given
                                .filter(this::needsObject)
                                .isPresent()) {
                    findings.accept(script.warning(
                                    CODE,
                                    script.text(node.callee()) + " takes self first, which a dot does not pass",
                                    node)
                            .hint("call it with a colon"));
                }
            }
        }.walk(script.chunk().block());
    }

    private static boolean catches(AnalyzedScript script) {
        return script.bindings().globalReads().stream()
                .anyMatch(name -> name.name().equals("pcall") || name.name().equals("xpcall"));
    }

    private static void ofLibraries(AnalyzedScript script, Consumer<Diagnostic> findings) {
        boolean caught = catches(script);
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                LibraryCall.of(script, node).ifPresent(this::check);
            }

            @Override
            protected void visit(Expression.MethodCall node) {
                super.visit(node);
                LibraryCall.of(script, node).ifPresent(this::check);
            }

            private void check(LibraryCall call) {
                int required = call.function().required();
                if (call.arguments().size() >= required
                        || !call.areCounted()
                        || !script.places().isCopied(call.place().start())) {
                    return;
                }
                String least = call.function().isFixed() ? "" : "at least ";
                String message = call.function().path() + " takes " + least + CommandCheck.arguments(required)
                        + ", found " + call.arguments().size();
                findings.accept(
                        caught
                                ? script.warning(CODE, message, call.place())
                                : script.error(CODE, message, call.place()));
            }
        }.walk(script.chunk().block());
    }

    private static boolean isMissing(AnalyzedScript script, List<Expression> arguments, int parameter) {
        if (parameter < arguments.size()) {
            boolean last = parameter == arguments.size() - 1;
            ValueType type = script.types().of(arguments.get(parameter));
            return type.isCertainly(ValueType.NIL)
                    && !(last && CallTypes.isMultiple(arguments.get(parameter), script.bindings()));
        }
        return arguments.isEmpty() || !CallTypes.isMultiple(arguments.get(arguments.size() - 1), script.bindings());
    }
}
