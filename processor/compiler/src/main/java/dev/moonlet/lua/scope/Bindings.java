package dev.moonlet.lua.scope;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Name;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables of a chunk and where they are used. Immutable. */
public final class Bindings {

    /** The globals in which scripts have their entries, in the order of the parameters of functions. */
    private static final List<String> ENTRIES = List.of("KEYS", "ARGV");

    private final List<Variable> variables;
    private final List<Expression.Variable> globalReads;
    private final List<Expression.Variable> globalWrites;
    private final OffsetTable references;
    private final OffsetTable declarations;
    private final Map<Variable, String> entries;

    Bindings(
            List<Variable> variables,
            List<Expression.Variable> globalReads,
            List<Expression.Variable> globalWrites,
            OffsetTable references,
            OffsetTable declarations) {
        this(variables, globalReads, globalWrites, references, declarations, Map.of());
    }

    private Bindings(
            List<Variable> variables,
            List<Expression.Variable> globalReads,
            List<Expression.Variable> globalWrites,
            OffsetTable references,
            OffsetTable declarations,
            Map<Variable, String> entries) {
        this.variables = List.copyOf(variables);
        this.globalReads = List.copyOf(globalReads);
        this.globalWrites = List.copyOf(globalWrites);
        this.references = references;
        this.declarations = declarations;
        this.entries = Map.copyOf(entries);
    }

    /**
     * These bindings, with parameters that hold what scripts have in globals: a function of a library has its keys and arguments
     * in parameters.
     *
     * @param parameters the lists of parameters, the keys first
     */
    public Bindings withEntries(List<List<Name>> parameters) {
        Map<Variable, String> found = new HashMap<>();
        for (List<Name> names : parameters) {
            for (int i = 0; i < Math.min(names.size(), ENTRIES.size()); i++) {
                String global = ENTRIES.get(i);
                variable(names.get(i))
                        .filter(parameter -> writes(parameter) == 0)
                        .ifPresent(parameter -> found.put(parameter, global));
            }
        }
        return new Bindings(variables, globalReads, globalWrites, references, declarations, found);
    }

    /** All variables, in the order of their declarations. */
    public List<Variable> variables() {
        return variables;
    }

    /** Where the value of a global is taken, in order. */
    public List<Expression.Variable> globalReads() {
        return globalReads;
    }

    /** Where a global is assigned to, in order. */
    public List<Expression.Variable> globalWrites() {
        return globalWrites;
    }

    /** The variable that a name means where it is used; empty if it means a global. */
    public Optional<Variable> variable(Expression.Variable reference) {
        return variable(references, reference.start());
    }

    /** The variable that a name declares. */
    public Optional<Variable> variable(Name declaration) {
        return variable(declarations, declaration.start());
    }

    /** The variables that names mean at an offset of the text, each the innermost one of its name, in the order of their declarations. */
    public List<Variable> visibleAt(int offset) {
        Map<String, Variable> visible = new LinkedHashMap<>();
        for (Variable variable : variables) {
            if (variable.isInScopeAt(offset)) {
                visible.put(variable.name(), variable);
            }
        }
        return List.copyOf(visible.values());
    }

    private Optional<Variable> variable(OffsetTable table, int offset) {
        int index = table.get(offset);
        return index < 0 ? Optional.empty() : Optional.of(variables.get(index));
    }

    /** Whether an expression is the name of a global, or of a parameter that holds what scripts have in it. */
    public boolean isGlobal(Expression expression, String name) {
        if (!(expression instanceof Expression.Variable reference)) {
            return false;
        }
        Optional<Variable> local = variable(reference);
        return local.isPresent()
                ? name.equals(entries.get(local.get()))
                : reference.name().equals(name);
    }

    /** How often the value of a variable is taken. */
    public int reads(Variable variable) {
        return variable.reads;
    }

    /** How often a variable is assigned to, its declaration not counted. */
    public int writes(Variable variable) {
        return variable.writes;
    }

    /** Whether a function inside of the one that declares it assigns to a variable, which can then happen at any call. */
    public boolean isWrittenInInnerFunction(Variable variable) {
        return variable.writtenInInnerFunction;
    }
}
