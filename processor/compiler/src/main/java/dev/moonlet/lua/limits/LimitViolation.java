package dev.moonlet.lua.limits;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;

/**
 * A limit of Lua's compiler that a script exceeds.
 *
 * @param diagnostic what to say
 * @param offset how far Lua has read
 * @param namesLine whether Lua names the line of the token behind that offset, rather than none
 */
public record LimitViolation(Diagnostic diagnostic, int offset, boolean namesLine) {

    private static final String CODE = "syntax-limit";

    static Diagnostic tooMany(SourceFile file, Span span, String what, int limit, String remedy) {
        return Diagnostic.error(CODE, "more than " + limit + " " + what, file, span)
                .hint("Lua's limit; " + remedy);
    }

    static Diagnostic tooComplex(SourceFile file, Span span) {
        return Diagnostic.error(CODE, "function or expression too complex", file, span)
                .hint("it needs more than Lua's 250 registers; split it, or pass a table");
    }
}
