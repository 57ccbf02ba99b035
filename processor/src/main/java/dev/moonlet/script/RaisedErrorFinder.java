package dev.moonlet.script;

import dev.moonlet.generated.ErrorPrefix;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import java.util.EnumSet;
import java.util.Set;

/**
 * Finds the words in a script's string literals with which a server, too, begins an error reply: such an error of the script
 * must not be taken for the server's. A script with {@code NOSCRIPT} anywhere in a literal counts, since its calls can be sent
 * in another way; the other words count where a literal begins with them.
 */
final class RaisedErrorFinder extends Walker {

    private final Set<ErrorPrefix> found = EnumSet.noneOf(ErrorPrefix.class);

    private RaisedErrorFinder() {}

    /** The words in the string literals of a linked script. */
    static Set<ErrorPrefix> find(Block script) {
        RaisedErrorFinder finder = new RaisedErrorFinder();
        finder.walk(script);
        return finder.found;
    }

    @Override
    protected void visit(Expression.Str node) {
        String text = node.value().startsWith("-") ? node.value().substring(1) : node.value(); // as Redis reads it
        for (ErrorPrefix prefix : ErrorPrefix.values()) {
            if (prefix.begins(text) || (prefix == ErrorPrefix.NOSCRIPT && prefix.isIn(text))) {
                found.add(prefix);
            }
        }
    }
}
