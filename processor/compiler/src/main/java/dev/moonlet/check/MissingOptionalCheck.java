package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** An argument or a key that callers may leave out is used where nil fails, and the script has not asked whether it is there. */
final class MissingOptionalCheck implements Check {

    private static final String CODE = "missing-optional";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<Variable> assigned = assigned(script);
        Map<Variable, Declaration> optional = new HashMap<>();
        for (Variable variable : script.bindings().variables()) {
            script.declaration(variable)
                    .filter(declaration -> declaration.type() instanceof LuaType.Optional)
                    .filter(declaration -> !assigned.contains(variable))
                    .ifPresent(declaration -> optional.put(variable, declaration));
        }
        if (!optional.isEmpty() && !asksForEntries(script)) {
            new Uses(script, optional, findings).walk(script.chunk().block());
        }
    }

    /** Whether lines of files use {@code KEYS} or {@code ARGV} themselves, and may know from there what is left out. */
    private static boolean asksForEntries(AnalyzedScript script) {
        return script.bindings().globalReads().stream()
                .anyMatch(name -> (name.name().equals("KEYS") || name.name().equals("ARGV"))
                        && script.places().isCopied(name.start()));
    }

    /** The locals to which lines of files assign; those that Moonlet adds only read the arguments. */
    private static Set<Variable> assigned(AnalyzedScript script) {
        Set<Variable> assigned = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Statement.Assignment node) {
                for (Expression target : node.targets()) {
                    if (target instanceof Expression.Variable name
                            && script.places().isCopied(target.start())) {
                        script.bindings().variable(name).ifPresent(assigned::add);
                    }
                }
                super.visit(node);
            }
        }.walk(script.chunk().block());
        return assigned;
    }

    private static final class Uses extends FailingUses {

        private final Map<Variable, Declaration> optional;
        private final Map<Integer, Map<Integer, String>> needed;

        /** The arguments of the script. */
        private final List<Variable> arguments;

        /** The locals that {@code needed} numbers from -1 downwards. */
        private final List<Variable> outer;

        private final Consumer<Diagnostic> findings;

        /** One place for each is enough to look at it. */
        private final Set<Variable> found = new HashSet<>();

        /** Where the function begins that is gone through; another one may be called only where something is there. */
        private int function = -1;

        Uses(AnalyzedScript script, Map<Variable, Declaration> optional, Consumer<Diagnostic> findings) {
            super(script);
            this.optional = optional;
            List<Variable> outer = List.copyOf(optional.keySet());
            Map<Variable, Integer> places = new HashMap<>();
            outer.forEach(variable -> places.put(variable, -1 - places.size()));
            this.outer = outer;
            this.arguments = script.bindings().variables().stream()
                    .filter(variable -> script.declaration(variable)
                            .filter(declaration -> declaration.kind() != Declaration.Kind.KEY)
                            .isPresent())
                    .toList();
            this.needed = NeededParameters.of(script, places);
            this.findings = findings;
        }

        @Override
        void use(Expression value, String what) {
            if (!(script.definitions().followed(value, optional::containsKey) instanceof Expression.Variable name)
                    || !script.types().of(value).can(ValueType.NIL)
                    || (!(value instanceof Expression.Variable)
                            && script.types().of(value).kinds() == ValueType.ALL)
                    || !script.places().isCopied(value.start())) {
                return;
            }
            script.bindings().variable(name).filter(optional::containsKey).ifPresent(local -> use(local, value, what));
        }

        private void use(Variable used, Expression place, String what) {
            Optional<Variable> variable = Optional.of(used)
                    .filter(local -> local.declaration().start() > function)
                    .filter(local -> !isUnderCondition(mentioned -> tells(mentioned, local)))
                    .filter(found::add);
            variable.map(optional::get).ifPresent(declaration -> {
                boolean key = declaration.kind() == Declaration.Kind.KEY;
                findings.accept(script.warning(
                                CODE,
                                "the " + declaration.kind() + " " + declaration.name() + " may be left out, and " + what
                                        + " then fails",
                                place)
                        .hint(
                                key || !(declaration.type().present() instanceof LuaType.Scalar)
                                        ? "ask first whether it is there"
                                        : "ask first whether it is there, or declare what it is then: "
                                                + declaration.name() + " "
                                                + declaration.type().present().notation() + " = …"));
            });
        }

        /** Whether a local that a condition mentions may tell whether an argument is there: another argument, or what depends on it. */
        private boolean tells(Variable mentioned, Variable argument) {
            return script.declaration(mentioned)
                            .filter(declaration -> declaration.kind() != Declaration.Kind.KEY
                                    || declaration.type() instanceof LuaType.Optional)
                            .isPresent()
                    || derived.isDerived(mentioned, argument)
                    || arguments.stream().anyMatch(other -> derived.isDerived(mentioned, other));
        }

        @Override
        protected void visit(Expression.Call node) {
            super.visit(node);
            script.functions()
                    .at(node.callee())
                    .map(called -> needed.getOrDefault(called.start(), Map.of()))
                    .ifPresent(uses -> uses.forEach((parameter, what) -> {
                        if (parameter < 0) {
                            use(outer.get(-1 - parameter), node, what);
                        } else if (parameter < node.arguments().size()) {
                            use(node.arguments().get(parameter), what);
                        }
                    }));
        }

        @Override
        protected void visit(FunctionBody body) {
            int outer = function;
            function = body.start();
            super.visit(body);
            function = outer;
        }
    }
}
