package dev.moonlet.analysis.proposal;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a script puts into a list: by {@code table.insert(list, x)} and {@code list[#list + 1] = x}. */
final class ListElements extends Walker {

    /** Functions that only read a list. */
    private static final Set<String> READING = Set.of("unpack", "ipairs", "next");

    /** The same in {@code table}. */
    private static final Set<String> READING_TABLE = Set.of("concat", "getn");

    private final AnalyzedScript script;
    private final Variable list;
    private final List<Expression> elements = new ArrayList<>();
    private int understood;

    private ListElements(AnalyzedScript script, Variable list) {
        this.script = script;
        this.list = list;
    }

    /** The elements of a list that a local holds; empty if it is used in other ways. */
    static Optional<List<Expression>> of(AnalyzedScript script, Expression value) {
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
        return finder.understood == script.bindings().reads(list.get())
                ? Optional.of(List.copyOf(finder.elements))
                : Optional.empty();
    }

    private boolean isList(Expression expression) {
        return expression instanceof Expression.Variable variable
                && script.bindings().variable(variable).filter(list::equals).isPresent();
    }

    @Override
    protected void visit(Expression.Call node) {
        super.visit(node);
        if (node.arguments().isEmpty() || !isList(node.arguments().get(0))) {
            return;
        }
        boolean ofTable = node.callee() instanceof Expression.Member member
                && script.bindings().isGlobal(member.object(), "table");
        String function = node.callee() instanceof Expression.Member member
                ? member.name().text()
                : "";
        if (ofTable && function.equals("insert") && node.arguments().size() == 2) {
            elements.add(node.arguments().get(1));
            understood++;
        } else if (ofTable ? READING_TABLE.contains(function) : isReading(node.callee())) {
            understood++;
        }
    }

    private boolean isReading(Expression callee) {
        return READING.stream().anyMatch(name -> script.bindings().isGlobal(callee, name));
    }

    @Override
    protected void visit(Expression.Index node) {
        super.visit(node);
        understood += isList(node.object()) ? 1 : 0;
    }

    @Override
    protected void visit(Statement.Assignment node) {
        super.visit(node);
        if (node.targets().size() == 1
                && node.values().size() == 1
                && node.targets().get(0) instanceof Expression.Index index
                && isList(index.object())) {
            elements.add(node.values().get(0));
            understood -= script.types().of(index.key()).isCertainly(ValueType.NUMBER) ? 0 : 1; // not a position
        } else {
            understood -= (int) node.targets().stream()
                    .filter(target -> target instanceof Expression.Index index && isList(index.object()))
                    .count();
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
