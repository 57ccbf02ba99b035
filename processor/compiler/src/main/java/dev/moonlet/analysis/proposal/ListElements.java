package dev.moonlet.analysis.proposal;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.Fractions;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.LuaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The type of what a script puts into a list: by {@code table.insert(list, x)} and {@code list[#list + 1] = x}. */
final class ListElements extends Walker {

    private final AnalyzedScript script;
    private final Variable list;
    private final List<Expression> elements = new ArrayList<>();
    private int understood;

    private ListElements(AnalyzedScript script, Variable list) {
        this.script = script;
        this.list = list;
    }

    /** The type of the elements of a list that a local holds; empty if it is used in other ways, or if they differ. */
    static Optional<LuaType> of(AnalyzedScript script, Expression value) {
        if (!(value instanceof Expression.Variable reference)
                || !(script.definitions().resolved(value) instanceof Expression.Table made)
                || !made.fields().stream().allMatch(TableField.Positional.class::isInstance)) {
            return Optional.empty();
        }
        Optional<Variable> list = script.bindings().variable(reference);
        if (list.isEmpty()) {
            return Optional.empty();
        }
        ListElements finder = new ListElements(script, list.get());
        finder.walk(script.chunk().block());
        made.fields().forEach(field -> finder.elements.add(field.value()));
        return finder.understood == script.bindings().reads(list.get()) ? finder.type() : Optional.empty();
    }

    private Optional<LuaType> type() {
        int kinds = 0;
        boolean fraction = false;
        for (Expression element : elements) {
            kinds |= script.types().of(element).kinds();
            fraction |= Fractions.canHaveFraction(script, element);
        }
        return switch (kinds) {
            case ValueType.STRING -> Optional.of(LuaType.Scalar.STRING);
            case ValueType.NUMBER -> Optional.of(fraction ? LuaType.Scalar.NUMBER : LuaType.Scalar.INTEGER);
            default -> Optional.empty();
        };
    }

    private boolean isList(Expression expression) {
        return expression instanceof Expression.Variable variable
                && script.bindings().variable(variable).filter(list::equals).isPresent();
    }

    @Override
    protected void visit(Expression.Call node) {
        super.visit(node);
        if (node.callee() instanceof Expression.Member member
                && script.bindings().isGlobal(member.object(), "table")
                && member.name().text().equals("insert")
                && node.arguments().size() == 2
                && isList(node.arguments().get(0))) {
            elements.add(node.arguments().get(1));
            understood++;
        }
    }

    @Override
    protected void visit(Statement.Assignment node) {
        super.visit(node);
        if (node.targets().size() == 1
                && node.values().size() == 1
                && node.targets().get(0) instanceof Expression.Index index
                && isList(index.object())) {
            elements.add(node.values().get(0));
            understood++;
        }
    }

    @Override
    protected void visit(Expression.Unary node) {
        super.visit(node);
        understood += isList(node.operand()) ? 1 : 0; // its length
    }

    @Override
    protected void visit(Statement.Return node) {
        super.visit(node);
        understood += (int) node.values().stream().filter(this::isList).count();
    }
}
