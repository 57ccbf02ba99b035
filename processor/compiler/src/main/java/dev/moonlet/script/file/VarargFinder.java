package dev.moonlet.script.file;

import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Walker;

/** Finds {@code ...} outside of the functions of a file, which is nothing in a script, and its name in a module. */
final class VarargFinder extends Walker {

    private boolean found;

    private VarargFinder() {}

    static boolean isIn(Chunk chunk) {
        VarargFinder finder = new VarargFinder();
        if (chunk.file().text().contains("...")) {
            finder.walk(chunk.block());
        }
        return finder.found;
    }

    @Override
    protected void visit(Expression.Vararg node) {
        found = true;
    }

    @Override
    protected void visit(FunctionBody body) {}
}
