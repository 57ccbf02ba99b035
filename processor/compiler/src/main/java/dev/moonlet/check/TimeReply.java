package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.lua.ast.Expression;

/** Tells the parts of what {@code TIME} replies. */
final class TimeReply {

    private TimeReply() {}

    /** Whether a value is the first element of the reply, also as a number: seconds since 1970. */
    static boolean isSeconds(AnalyzedScript script, Expression value) {
        Expression found = script.definitions().resolved(value);
        if (found instanceof Expression.Call call
                && script.bindings().isGlobal(call.callee(), "tonumber")
                && !call.arguments().isEmpty()) {
            found = script.definitions().resolved(call.arguments().get(0));
        }
        return found instanceof Expression.Index part
                && part.key() instanceof Expression.Numeral first
                && first.value() == 1
                && script.commands()
                        .at(script.definitions().resolved(part.object()))
                        .filter(call -> call.command().equals("TIME"))
                        .isPresent();
    }
}
