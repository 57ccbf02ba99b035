package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.DeclaredTables;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
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

/** Where arguments, keys and fields that callers may leave out are used so that nil fails, and no condition has asked for them. */
final class OptionalUses extends FailingUses {

    private final Map<Variable, Declaration> optional;
    private final Map<Integer, Map<Integer, String>> needed;

    /** The arguments of the script. */
    private final List<Variable> arguments;

    /** The locals that {@code needed} numbers from -1 downwards. */
    private final List<Variable> outer;

    private final Consumer<Diagnostic> findings;

    private final DeclaredTables tables;

    /** Whether what is left out may come from a metatable. */
    private final boolean changesTables;

    /** The names of the fields that the script asks for. */
    private final Set<String> asked;

    /** One place for each is enough to look at it. */
    private final Set<Variable> found = new HashSet<>();

    /** The same for fields, by their names. */
    private final Set<String> fields = new HashSet<>();

    /** Where the function begins that is gone through; another one may be called only where something is there. */
    private int function = -1;

    OptionalUses(
            AnalyzedScript script,
            Map<Variable, Declaration> optional,
            Set<String> asked,
            Consumer<Diagnostic> findings) {
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
        this.tables = DeclaredTables.of(script);
        this.changesTables = script.changesTables();
        this.asked = asked;
    }

    /** A field of a table is used. */
    private void useField(Expression.Member field, Expression place, String what) {
        String name = field.name().text();
        boolean missing = tables.type(field.object())
                        .filter(type -> type.present() instanceof LuaType.Table)
                        .isPresent()
                && tables.type(field).filter(LuaType.Optional.class::isInstance).isPresent();
        if (!missing
                || changesTables
                || asked.contains(name)
                || asked.contains(MissingOptionalCheck.ANY_FIELD)
                || !script.places().isCopied(field.start())) {
            return;
        }
        Expression root = field.object();
        while (!(root instanceof Expression.Variable)) {
            if (root instanceof Expression.Member outer) {
                root = outer.object();
            } else if (root instanceof Expression.Index element) {
                root = element.object();
            } else {
                return;
            }
        }
        script.bindings()
                .variable((Expression.Variable) root)
                .filter(table -> table.declaration().start() > function)
                .filter(table -> !isUnderCondition(
                        mentioned -> mentioned.equals(table) || (tells(mentioned, table) && !isList(mentioned))))
                .filter(table -> fields.add(name))
                .ifPresent(table -> findings.accept(script.warning(
                                MissingOptionalCheck.CODE,
                                "the field " + name + " may be left out, and " + what + " then fails",
                                place)
                        .hint("ask first whether it is there")));
    }

    @Override
    void use(Expression value, String what) {
        if (value instanceof Expression.Binary choice
                && choice.operator() == BinaryOperator.OR
                && choice.right() instanceof Expression.Nil) {
            use(choice.left(), what);
            return;
        }
        if (script.definitions().resolved(value) instanceof Expression.Binary both
                && both.operator() == BinaryOperator.AND
                && both.left() instanceof Expression.Variable) {
            use(both.left(), what);
            return;
        }
        if (script.definitions().resolved(value) instanceof Expression.Member field) {
            useField(field, value, what);
        }
        if (!(script.definitions().followed(value, optional::containsKey) instanceof Expression.Variable name)
                || !script.types().of(value).can(ValueType.NIL)
                || (!(value instanceof Expression.Variable)
                        && (script.types().of(value).kinds() == ValueType.ALL
                                || asked.contains(MissingOptionalCheck.ANY_FIELD)))
                || !script.places().isCopied(value.start())) {
            return;
        }
        script.bindings().variable(name).filter(optional::containsKey).ifPresent(local -> use(local, value, what));
    }

    /** Returns an argument in a place where something is declared. */
    @Override
    protected void visit(Statement.Return node) {
        super.visit(node);
        if (function >= 0 || node.values().isEmpty()) {
            return;
        }
        LuaType declared = script.results().type();
        Expression value = node.values().get(0);
        returned(value, declared);
        script.definitions().table(value).ifPresent(table -> {
            if (declared.present() instanceof LuaType.Table record) {
                record.fields().forEach(field -> {
                    List<Expression> values = table.named().getOrDefault(field.name(), List.of());
                    if (values.size() == 1 && !table.openNames()) {
                        returned(values.get(0), field.type());
                    }
                });
            } else if (declared.present() instanceof LuaType.Array list && !table.changed()) {
                table.positional().stream()
                        .limit(Math.max(
                                0,
                                table.positional().size()
                                        - (table.last().isEmpty() ? 1 : 0))) // nothing is lost behind the last
                        .forEach(element -> returned(element, list.element()));
            }
        });
    }

    private void returned(Expression value, LuaType type) {
        if (value instanceof Expression.Variable && !type.mayBeNil() && type != LuaType.Scalar.ANY) {
            use(value, "returning it as " + type.notation());
        }
    }

    private void use(Variable used, Expression place, String what) {
        Optional<Variable> variable = Optional.of(used)
                .filter(local -> local.declaration().start() > function)
                .filter(local -> !isUnderCondition(mentioned -> tells(mentioned, local)))
                .filter(found::add);
        variable.map(optional::get).ifPresent(declaration -> {
            boolean key = declaration.kind() == Declaration.Kind.KEY;
            findings.accept(script.warning(
                            MissingOptionalCheck.CODE,
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

    /** Whether it is an argument that loops go through. */
    private boolean isList(Variable argument) {
        return script.declaration(argument)
                .filter(declaration -> declaration.type().present() instanceof LuaType.Array)
                .isPresent();
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
        function = script.places().isCopied(body.start()) ? body.start() : function;
        super.visit(body);
        function = outer;
    }
}
