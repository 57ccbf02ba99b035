package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.Sandbox;
import dev.moonlet.redis.ServerApi;
import dev.moonlet.source.Span;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Using what a library of the sandbox does not have: calling it, passing it on, keeping or returning it. Asking for it in
 * a condition, or with {@code or}, is not a mistake.
 */
final class UnknownMemberCheck implements Check {

    private static final String CODE = "unknown-member";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        if (CommandCheck.asksForVersion(script)) {
            return; // it may know what this server has
        }
        Set<String> known = askedOrWritten(script);
        CaughtCode caught = CaughtCode.of(script);
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                check(node.callee());
                node.arguments().forEach(this::check);
                super.visit(node);
            }

            @Override
            protected void visit(Statement.Local node) {
                node.values().forEach(this::check);
                super.visit(node);
            }

            @Override
            protected void visit(Statement.Return node) {
                node.values().forEach(this::check);
                super.visit(node);
            }

            /** A method of a string. */
            @Override
            protected void visit(Expression.MethodCall node) {
                super.visit(node);
                String name = node.method().text();
                if (LibraryCall.isString(script.types().of(node.object()))
                        && !known.contains("string." + name)
                        && Sandbox.get().kind("string." + name).isEmpty()) {
                    findings.accept(unknown(script, "string", node.method()));
                }
            }

            private void check(Expression expression) {
                if (expression instanceof Expression.Member member
                        && member.object() instanceof Expression.Variable library
                        && script.bindings().variable(library).isEmpty()
                        && Sandbox.get().isLibrary(library.name())
                        && !isForLibraries(member)
                        && !known.contains(library.name() + "." + member.name().text())
                        && Sandbox.get()
                                .kind(library.name() + "." + member.name().text())
                                .isEmpty()) {
                    findings.accept(caught.lowered(unknown(script, library.name(), member.name()), member));
                }
            }

            private boolean isForLibraries(Expression.Member member) {
                return script.library().isPresent() && member.name().text().equals(ServerApi.REGISTER);
            }
        }.walk(script.chunk().block());
    }

    /** The members that the script asks for in a condition, as scripts for several servers do, and those that it sets itself. */
    private static Set<String> askedOrWritten(AnalyzedScript script) {
        Set<String> members = new HashSet<>();
        Set<Variable> asked = script.askedVariables();
        new Walker() {
            @Override
            protected void visit(Statement.If node) {
                node.branches().forEach(branch -> ask(branch.condition()));
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Binary node) {
                ask(node.left());
                ask(node.right());
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Call node) {
                if (script.bindings().isGlobal(node.callee(), "type")) {
                    node.arguments().forEach(this::ask);
                }
                super.visit(node);
            }

            @Override
            protected void visit(Statement.Local node) {
                for (int i = 0; i < Math.min(node.names().size(), node.values().size()); i++) {
                    Expression value = node.values().get(i);
                    script.bindings()
                            .variable(node.names().get(i))
                            .filter(variable -> asked.contains(variable)
                                    || script.bindings().writes(variable) > 0)
                            .ifPresent(variable -> ask(value)); // else something else takes its place
                }
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Unary node) {
                ask(node.operand());
                super.visit(node);
            }

            @Override
            protected void visit(Statement.Assignment node) {
                node.targets().forEach(this::ask);
                super.visit(node);
            }

            @Override
            protected void visit(Statement.Function node) {
                ask(node.target());
                super.visit(node);
            }

            private void ask(Expression expression) {
                if (expression instanceof Expression.Member member
                        && member.object() instanceof Expression.Variable library) {
                    members.add(library.name() + "." + member.name().text());
                } else if (expression instanceof Expression.Index element
                        && element.object() instanceof Expression.Variable library
                        && element.key() instanceof Expression.Str name) {
                    members.add(library.name() + "." + name.value());
                }
            }
        }.walk(script.chunk().block());
        return members;
    }

    private static Diagnostic unknown(AnalyzedScript script, String library, Name member) {
        String name = member.text();
        Set<String> members = Sandbox.get().members(library);
        Span span = new Span(member.start(), member.end());
        Diagnostic error = Diagnostic.error(
                CODE,
                "\"" + library + "\" has no \"" + name + "\"",
                script.chunk().file(),
                span);
        return SpellChecker.nearest(name, members)
                .map(near ->
                        error.hint(SpellChecker.question(library + "." + near)).meant(span, Optional.of(near)))
                .orElseGet(() -> error.note(library + " has " + String.join(", ", members)));
    }
}
