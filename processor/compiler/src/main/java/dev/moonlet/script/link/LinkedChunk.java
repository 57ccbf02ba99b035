package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.Chunk;
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
 */
public record LinkedChunk(
        Chunk chunk,
        LinkedPlaces places,
        Map<Integer, Declaration> declarations,
        Map<Integer, JavaEnum> constants,
        CalledScripts called,
        Optional<Diagnostic> prose,
        CheckOptions checks) {

    /** Copies the maps. */
    public LinkedChunk {
        declarations = Map.copyOf(declarations);
        constants = Map.copyOf(constants);
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
