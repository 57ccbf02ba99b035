package dev.moonlet.analysis.proposal;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import java.util.ArrayList;
import java.util.List;

/** Finds what a block returns, the body of a function or of a script. */
final class ReturnFinder extends Walker {

    private final List<Statement.Return> returns = new ArrayList<>();

    private ReturnFinder() {}

    private static List<Statement.Return> of(Block body) {
        ReturnFinder finder = new ReturnFinder();
        finder.walk(body);
        return finder.returns;
    }

    /** The first value of each {@code return} that has one. */
    static List<Expression> values(Block body) {
        return of(body).stream()
                .filter(found -> !found.values().isEmpty())
                .map(found -> found.values().get(0))
                .toList();
    }

    /** Whether there is a {@code return} of nothing. */
    static boolean returnsNothing(Block body) {
        return of(body).stream().anyMatch(found -> found.values().isEmpty());
    }

    @Override
    protected void visit(Statement.Return node) {
        super.visit(node);
        returns.add(node);
    }

    /** A function inside returns something else. */
    @Override
    protected void visit(FunctionBody body) {}
}
