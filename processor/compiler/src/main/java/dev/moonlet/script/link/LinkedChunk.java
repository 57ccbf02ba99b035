package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.ScopeResolver;
import dev.moonlet.script.CheckOptions;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.JavaEnum;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The linked text of a script, parsed.
 *
 * @param chunk its tree
 * @param places where it comes from
 * @param declarations the keys and arguments that its lines declare, by line
 * @param constants the enums whose tables its lines declare, by line
 * @param called which scripts it calls
 * @param prose the warning that the first of its tags that reads as documentation is not a directive; empty if there is none
 * @param checks how it is checked
 * @param callbacks the functions of a library that the server calls with keys and arguments; none of a script
 */
public record LinkedChunk(
        Chunk chunk,
        LinkedPlaces places,
        Map<Integer, Declaration> declarations,
        Map<Integer, JavaEnum> constants,
        CalledScripts called,
        Optional<Diagnostic> prose,
        CheckOptions checks,
        List<FunctionBody> callbacks) {

    /** Copies the maps. */
    public LinkedChunk {
        declarations = Map.copyOf(declarations);
        constants = Map.copyOf(constants);
        callbacks = List.copyOf(callbacks);
    }

    /** This text, of which the server calls some functions. */
    LinkedChunk calling(List<FunctionBody> functions) {
        return new LinkedChunk(chunk, places, declarations, constants, called, prose, checks, functions);
    }

    /** Whether a function is one of those that the server calls. */
    public boolean isCallback(FunctionBody body) {
        return callbacks.stream().anyMatch(callback -> callback.start() == body.start());
    }

    /** What its names mean. */
    public Bindings bindings() {
        return ScopeResolver.resolve(chunk.block())
                .withEntries(callbacks.stream().map(FunctionBody::parameters).toList());
    }

    /** The lines of the text, without those that declare keys and arguments. */
    public List<String> linesWithoutDeclarations() {
        List<String> lines = chunk.file().text().lines().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> !declarations.containsKey(i + 1))
                .mapToObj(lines::get)
                .toList();
    }
}
