package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.lua.LuaParser;
import dev.moonlet.script.CheckOptions;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.JavaEnum;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parses what Redis will see. Files that are in order by themselves can be at odds with each other: an included file that
 * returns in the middle of a script, or nesting that only together is too deep.
 */
final class LinkedSyntax {

    private static final String NOTE = "the file is in order by itself; it doesn't go with what is linked around it";

    private LinkedSyntax() {}

    /**
     * Parses a linked text; what is wrong with it as a whole is reported at the line of the file that it comes from.
     *
     * @param declarations the keys and arguments that its lines declare, by line
     * @param constants the enums whose tables its lines declare, by line
     * @param called which scripts it calls
     * @param prose the diagnostic about tags in it that are documentation
     * @param checks how it is checked
     */
    static Optional<LinkedChunk> parse(
            LinkedPlaces places,
            Map<Integer, Declaration> declarations,
            Map<Integer, JavaEnum> constants,
            CalledScripts called,
            Optional<Diagnostic> prose,
            CheckOptions checks,
            Diagnostics diagnostics) {
        LuaParser.Result result = LuaParser.parse(places.linked());
        result.errors()
                .forEach(error -> diagnostics.add(places.translated(error).note(NOTE)));
        return result.chunk()
                .filter(chunk -> result.errors().isEmpty())
                .map(chunk ->
                        new LinkedChunk(chunk, places, declarations, constants, called, prose, checks, List.of()));
    }
}
