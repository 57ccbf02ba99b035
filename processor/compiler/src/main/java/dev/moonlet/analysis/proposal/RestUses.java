package dev.moonlet.analysis.proposal;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.LuaType;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** How a script uses a table of entries other than by indexes that are written out: as a whole, or each entry in a loop. */
final class RestUses extends Walker {

    private final AnalyzedScript script;
    private final Questions questions;
    private final String table;

    /** The variables of loops over the table, each an entry. */
    private final Set<Variable> elements = new HashSet<>();

    /** The names of locals that hold an entry of a loop. */
    private final Set<String> names = new HashSet<>();

    private int uses;
    private int single;
    private int counted;
    private int looped;
    private int reads;
    private int converted;

    private RestUses(AnalyzedScript script, Questions questions, String table) {
        this.script = script;
        this.questions = questions;
        this.table = table;
    }

    /** The uses of a table, by its global name. */
    static RestUses of(AnalyzedScript script, Questions questions, String table) {
        RestUses found = new RestUses(script, questions, table);
        found.walk(script.chunk().block());
        return found;
    }

    /** Whether the script only reads single entries and compares how many there are: it takes no more of them than it reads. */
    boolean isCountedOnly() {
        return uses == single + counted;
    }

    /** What the entries are: numbers, if each is converted to one. */
    LuaType type() {
        boolean known = uses == single + counted + looped;
        return known && reads > 0 && reads == converted ? LuaType.Scalar.NUMBER : LuaType.Scalar.STRING;
    }

    /** The name of the local that holds an entry, if there is one such name. */
    Optional<String> name() {
        return names.size() == 1
                ? names.stream().filter(name -> name.length() > 1).findFirst()
                : Optional.empty();
    }

    private boolean isTable(Expression expression) {
        return script.bindings().isGlobal(expression, table);
    }

    /** Whether an expression is an entry of a loop: {@code ARGV[i]}, or the variable of a loop over {@code ipairs(ARGV)}. */
    private boolean isElement(Expression expression) {
        return expression instanceof Expression.Index index
                ? isTable(index.object()) && !(index.key() instanceof Expression.Numeral)
                : expression instanceof Expression.Variable variable
                        && script.bindings()
                                .variable(variable)
                                .filter(elements::contains)
                                .isPresent();
    }

    @Override
    protected void visit(Expression.Variable node) {
        uses += isTable(node) ? 1 : 0;
        reads += isElement(node) ? 1 : 0;
    }

    @Override
    protected void visit(Expression.Index node) {
        super.visit(node);
        if (isElement(node)) {
            looped++;
            reads++;
        } else if (isTable(node.object())) {
            single++;
        }
    }

    @Override
    protected void visit(Expression.Binary node) {
        super.visit(node);
        counted += questions.isCount(node) ? 1 : 0;
    }

    @Override
    protected void visit(Statement.NumericFor node) {
        super.visit(node);
        looped += node.limit() instanceof Expression.Unary length && isTable(length.operand()) ? 1 : 0;
    }

    @Override
    protected void visit(Statement.GenericFor node) {
        if (node.variables().size() == 2
                && node.values().size() == 1
                && node.values().get(0) instanceof Expression.Call call
                && script.bindings().isGlobal(call.callee(), "ipairs")
                && call.arguments().size() == 1
                && isTable(call.arguments().get(0))) {
            looped++;
            Name element = node.variables().get(1);
            script.bindings().variable(element).ifPresent(elements::add);
            names.add(element.text());
        }
        super.visit(node);
    }

    @Override
    protected void visit(Expression.Call node) {
        super.visit(node);
        boolean converts = script.bindings().isGlobal(node.callee(), "tonumber");
        if (converts
                && node.arguments().size() == 1
                && isElement(node.arguments().get(0))) {
            converted++;
        }
    }

    @Override
    protected void visit(Statement.Local node) {
        super.visit(node);
        for (int i = 0; i < Math.min(node.names().size(), node.values().size()); i++) {
            Expression value = node.values().get(i);
            Expression held = value instanceof Expression.Call call
                            && call.arguments().size() == 1
                            && script.bindings().isGlobal(call.callee(), "tonumber")
                    ? call.arguments().get(0)
                    : value;
            if (held instanceof Expression.Index && isElement(held)) {
                names.add(node.names().get(i).text());
            }
        }
    }
}
