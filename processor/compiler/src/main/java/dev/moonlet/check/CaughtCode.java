package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Node;
import dev.moonlet.lua.ast.Walker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The functions that {@code pcall} and {@code xpcall} are given: whether something fails in them may be what a script asks. */
final class CaughtCode {

    private final List<FunctionBody> functions = new ArrayList<>();
    private final Set<Integer> starts = new HashSet<>();

    private CaughtCode() {}

    static CaughtCode of(AnalyzedScript script) {
        CaughtCode caught = new CaughtCode();
        boolean catches = script.bindings().globalReads().stream()
                .anyMatch(name -> name.name().equals("pcall") || name.name().equals("xpcall"));
        if (catches) {
            new Walker() {
                @Override
                protected void visit(Expression.Call node) {
                    super.visit(node);
                    if ((script.bindings().isGlobal(node.callee(), "pcall")
                                    || script.bindings().isGlobal(node.callee(), "xpcall"))
                            && !node.arguments().isEmpty()) {
                        script.functions().at(node.arguments().get(0)).ifPresent(caught.functions::add);
                    }
                }
            }.walk(script.chunk().block());
        }
        caught.functions.forEach(function -> caught.starts.add(function.start()));
        return caught;
    }

    /** Whether a function is given to {@code pcall}. */
    boolean isCaught(FunctionBody function) {
        return starts.contains(function.start());
    }

    /** A finding, which is a warning in what {@code pcall} is given. */
    Diagnostic lowered(Diagnostic found, Node place) {
        boolean inside = functions.stream()
                .anyMatch(function -> function.start() <= place.start() && place.end() <= function.end());
        return inside && found.severity() == Severity.ERROR ? found.as(Severity.WARNING) : found;
    }
}
