package dev.moonlet.analysis.proposal;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;

/** Finds whether a block returns something, whatever that is. */
final class ReturnFinder extends Walker {

    private boolean found;

    private ReturnFinder() {}

    static boolean returnsSomething(Block body) {
        ReturnFinder finder = new ReturnFinder();
        finder.walk(body);
        return finder.found;
    }

    @Override
    protected void visit(Statement.Return node) {
        found |= !node.values().isEmpty();
    }

    /** A function returns something else. */
    @Override
    protected void visit(FunctionBody body) {}
}
