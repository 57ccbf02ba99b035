package dev.moonlet.script.link;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import java.util.List;

/** Finds whether each {@code return} of a script is {@code cjson.encode(…)}, and it ends with one. */
final class JsonReturns extends Walker {

    private static final String LIBRARY = "cjson";

    private int functions;
    private boolean other;

    private JsonReturns() {}

    /** Whether a script, with what it includes, returns nothing else. */
    static boolean isEach(Splice script) {
        List<Statement> statements = script.file().chunk().block().statements();
        if (statements.isEmpty() || !(statements.get(statements.size() - 1) instanceof Statement.Return)) {
            return false;
        }
        JsonReturns returns = new JsonReturns();
        script.forEach(splice -> returns.walk(splice.file().chunk().block()));
        return !returns.other;
    }

    @Override
    protected void visit(Statement.Return node) {
        boolean encodes = node.values().size() == 1
                && node.values().get(0) instanceof Expression.Call call
                && call.callee() instanceof Expression.Member function
                && function.name().text().equals("encode")
                && function.object() instanceof Expression.Variable library
                && library.name().equals(LIBRARY);
        other |= functions == 0 && !encodes;
        super.visit(node);
    }

    @Override
    protected void visit(FunctionBody body) {
        functions++;
        declared(body.parameters());
        super.visit(body);
        functions--;
    }

    @Override
    protected void visit(Statement.Local node) {
        declared(node.names());
        super.visit(node);
    }

    @Override
    protected void visit(Statement.LocalFunction node) {
        declared(List.of(node.name()));
        super.visit(node);
    }

    @Override
    protected void visit(Statement.NumericFor node) {
        declared(List.of(node.variable()));
        super.visit(node);
    }

    @Override
    protected void visit(Statement.GenericFor node) {
        declared(node.variables());
        super.visit(node);
    }

    /** A variable of this name somewhere is enough to not be sure. */
    private void declared(List<Name> names) {
        other |= names.stream().anyMatch(name -> name.text().equals(LIBRARY));
    }
}
