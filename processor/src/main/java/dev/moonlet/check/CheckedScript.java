package dev.moonlet.check;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.ast.Node;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.ScopeResolver;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.LinkedPlaces;
import dev.moonlet.source.Span;

/**
 * What checks know of a script.
 *
 * @param chunk the linked text, as Redis sees it
 * @param places where it comes from
 * @param bindings what its names mean
 * @param types what its expressions can be
 */
record CheckedScript(Chunk chunk, LinkedPlaces places, Bindings bindings, ValueTypes types) {

    static CheckedScript of(Chunk chunk, LinkedPlaces places) {
        Bindings bindings = ScopeResolver.resolve(chunk.block());
        return new CheckedScript(chunk, places, bindings, FlowAnalyzer.analyze(chunk.block(), bindings));
    }

    Diagnostic error(String code, String message, Node node) {
        return Diagnostic.error(code, message, chunk.file(), new Span(node.start(), node.end()));
    }

    Diagnostic warning(String code, String message, Node node) {
        return warning(code, message, new Span(node.start(), node.end()));
    }

    Diagnostic warning(String code, String message, Span span) {
        return Diagnostic.warning(code, message, chunk.file(), span);
    }

    /** Whether a variable is declared by a line of somebody's file, and not by a line that Moonlet wrote. */
    boolean isWritten(Variable variable) {
        return places.isCopied(variable.declaration().start());
    }

    /** The line of the linked text that holds an offset. */
    int linkedLine(int offset) {
        return chunk.file().line(offset);
    }

    /** Whether two places of the linked text are in the same file. */
    boolean isSameFile(Span a, Span b) {
        return places.file(a.start()).equals(places.file(b.start()));
    }
}
