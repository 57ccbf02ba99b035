package dev.moonlet.script;

import dev.moonlet.diagnostic.Label;
import java.util.List;
import java.util.Map;

/**
 * A file where it is spliced into a script.
 *
 * @param file the file
 * @param includedFrom the includes that led here, the innermost first
 * @param includes what its own includes splice, in order, by their line
 */
record Splice(ParsedFile file, List<Label> includedFrom, Map<Integer, List<Splice>> includes) {

    Splice {
        includedFrom = List.copyOf(includedFrom);
        includes = Map.copyOf(includes);
    }
}
