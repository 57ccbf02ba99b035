package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.HiddenGlobals;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.Sandbox;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Calling something that is certainly no function. */
final class NotAFunctionCheck implements Check {

    private static final String CODE = "not-a-function";
    private static final Set<String> DECODING = Set.of("cjson.decode", "cmsgpack.unpack");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        boolean changesTables = script.changesTables();
        int callable = ValueType.FUNCTION | (changesTables ? ValueType.TABLE : 0);
        Set<Variable> asked = script.askedVariables();
        LocalTables tables = LocalTables.of(script);
        new Walker() {
            @Override
            protected void visit(Statement.GenericFor node) {
                Expression first = node.values().get(0);
                ValueType type = script.types().of(first);
                if (!type.can(callable)) {
                    boolean numbers =
                            type.isOnly(ValueType.NUMBER) && node.variables().size() == 1;
                    findings.accept(script.error(CODE, "this is " + type.inWords() + ", not a function", first)
                            .hint(
                                    numbers
                                            ? "a loop over numbers is: for i = 1, 3 do"
                                            : "write ipairs(…), or pairs(…)"));
                }
                if (isData(first)) {
                    findings.accept(script.error(CODE, "what is decoded is a table, not a function", first)
                            .hint("write pairs(…)"));
                }
                super.visit(node);
            }

            /** What {@code cjson.decode} and {@code cmsgpack.unpack} return. */
            private boolean isData(Expression value) {
                return script.definitions().resolved(value) instanceof Expression.Call call
                        && LibraryCall.of(script, call)
                                .filter(library ->
                                        DECODING.contains(library.function().path()))
                                .isPresent();
            }

            @Override
            protected void visit(Expression.Call node) {
                if (script.bindings().isGlobal(node.callee(), "pcall")
                        && !node.arguments().isEmpty()
                        && isData(node.arguments().get(0))) {
                    findings.accept(script.error(
                                    CODE,
                                    "what is decoded is no function",
                                    node.arguments().get(0))
                            .hint("pcall calls the function itself: pcall(cjson.decode, text)"));
                }
                if (script.bindings().isGlobal(node.callee(), "pcall")
                        && !node.arguments().isEmpty()
                        && script.types().of(node.arguments().get(0)).kinds() != 0
                        && !script.types().of(node.arguments().get(0)).can(callable)
                        && !isHidden(node.arguments().get(0))) {
                    findings.accept(script.error(
                                    CODE,
                                    "this is "
                                            + script.types()
                                                    .of(node.arguments().get(0))
                                                    .inWords() + ", not a function",
                                    node.arguments().get(0))
                            .hint("pcall calls the function itself: pcall(f, argument)"));
                }
                ValueType type = script.types().of(node.callee());
                boolean library = node.callee() instanceof Expression.Variable variable
                        && script.bindings().variable(variable).isEmpty()
                        && Sandbox.get().isLibrary(variable.name());
                if (library || (!type.can(callable) && !isHidden(node.callee()))) {
                    findings.accept(
                            script.error(CODE, "this is " + type.inWords() + ", not a function", node.callee()));
                } else if (node.callee() instanceof Expression.Member member
                        && isOfHiddenLibrary(member, node.arguments())) {
                    String name = ((Expression.Variable) member.object()).name();
                    findings.accept(script.error(CODE, "this is nil, not a function", node.callee())
                            .hint("the local " + name + " hides the library of the sandbox: give it another name"));
                }
                super.visit(node);
            }

            /** {@code list:insert(x)}, of a table of the script that has no such field. */
            @Override
            protected void visit(Expression.MethodCall node) {
                super.visit(node);
                String method = node.method().text();
                if (!changesTables && tables.isMissing(node)) {
                    Diagnostic found =
                            script.error(CODE, "this table has no function \"" + method + "\"", node.method());
                    findings.accept(
                            Sandbox.get().kind("table." + method).isPresent()
                                    ? found.hint("write table." + method + "(…)")
                                    : found);
                }
            }

            /** Whether a local list has the name of a library whose function is called. */
            private boolean isOfHiddenLibrary(Expression.Member member, List<Expression> arguments) {
                String function = member.name().text();
                if (!(member.object() instanceof Expression.Variable local)
                        || !script.bindings()
                                .variable(local)
                                .filter(script::isWritten)
                                .isPresent()
                        || Sandbox.get().kind(local.name() + "." + function).isEmpty()
                        || changesTables) {
                    return false;
                }
                if (script.bindings().variable(local).filter(asked::contains).isPresent()) {
                    return false; // the script may put functions into it
                }
                ValueType type = script.types().of(local);
                return (type.isReply() && type.isOnly(ValueType.TABLE))
                        || isGivenItself(local, arguments)
                        || script.definitions()
                                .table(local)
                                .filter(content -> !content.named().containsKey(function))
                                .isPresent();
            }

            /** {@code table.concat(table)}, of a parameter; a string has the functions of its library. */
            private boolean isGivenItself(Expression.Variable local, List<Expression> arguments) {
                Optional<Variable> variable = script.bindings().variable(local);
                return !local.name().equals("string")
                        && script.definitions().resolved(local) instanceof Expression.Variable
                        && arguments.stream()
                                .anyMatch(argument -> argument instanceof Expression.Variable given
                                        && script.bindings().variable(given).equals(variable));
            }

            /** Whether the name of a key or an argument hides the function, or its library, which another check speaks of. */
            private boolean isHidden(Expression callee) {
                Expression name = callee instanceof Expression.Member member ? member.object() : callee;
                return HiddenGlobals.isHidden(script, name);
            }
        }.walk(script.chunk().block());
    }
}
