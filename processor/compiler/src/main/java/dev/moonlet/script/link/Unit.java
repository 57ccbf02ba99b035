package dev.moonlet.script.link;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.script.ScriptName;
import dev.moonlet.script.ScriptSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A file that is linked as its own function, with what it includes: the script, a module, or a script that is
 * called.
 *
 * @param splice the file
 * @param signature what it declares
 * @param calls the scripts that its calls mean, by the path that is written
 */
record Unit(Splice splice, ScriptSignature signature, Map<List<String>, String> calls) {

    Unit {
        calls = Map.copyOf(calls);
    }

    String name() {
        return splice.file().name();
    }

    String folder() {
        return ScriptName.folder(name());
    }

    /** Whether one of its files reads {@code ARGV} itself. */
    boolean readsArguments() {
        List<Boolean> reads = new ArrayList<>();
        splice.forEach(part -> new Walker() {
            @Override
            protected void visit(Expression.Variable node) {
                if (node.name().equals("ARGV")) {
                    reads.add(true);
                }
            }
        }.walk(part.file().chunk().block()));
        return !reads.isEmpty();
    }
}
