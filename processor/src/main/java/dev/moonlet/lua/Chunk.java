package dev.moonlet.lua;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.source.SourceFile;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * A file that has been parsed.
 *
 * @param file the file
 * @param block its syntax tree
 * @param comments its comments, in order
 * @param codeLines the lines, from 1, that hold code
 * @param functionStarts the offsets at which statements begin that define a function
 */
public record Chunk(
        SourceFile file, Block block, List<Comment> comments, BitSet codeLines, Set<Integer> functionStarts) {

    /** Copies the collections. */
    public Chunk {
        comments = List.copyOf(comments);
        codeLines = (BitSet) codeLines.clone();
        functionStarts = Set.copyOf(functionStarts);
    }
}
