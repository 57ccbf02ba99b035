package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ResultValues;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.ReturnedError;
import java.util.List;
import java.util.function.Consumer;

/** A way through a script that ends without the value that {@code @return} declares. */
final class PathWithoutReturnCheck implements Check {

    private static final String CODE = "path-without-return";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        ResultValues results = script.results();
        LuaType type = results.type();
        boolean cast = results.casts() && type == LuaType.Scalar.BOOLEAN; // nothing is false
        boolean failure =
                script.signature().errors().stream().anyMatch(error -> error.kind() == ReturnedError.Kind.NIL);
        if (cast || failure || type.mayBeNil()) {
            return;
        }
        String declared = "the result is " + type.notation();
        for (Statement.Return empty : results.empty()) {
            findings.accept(script.error(CODE, declared + ", and this returns nothing", empty)
                    .hint("return a value, or declare " + type.notation() + "?"));
        }
        List<Statement> statements = results.body().statements();
        if (!statements.isEmpty() && !script.exits().leaves(results.body())) {
            Statement last = statements.get(statements.size() - 1);
            findings.accept(script.warning(CODE, declared + ", and behind this the script ends without a return", last)
                    .hint("return a value at the end, or declare " + type.notation() + "?"));
        }
    }
}
