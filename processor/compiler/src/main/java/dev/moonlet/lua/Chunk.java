package dev.moonlet.lua;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.source.SourceFile;
import java.util.BitSet;
import java.util.List;

/**
 * A file that has been parsed.
 *
 * @param file the file
 * @param block its syntax tree
 * @param comments its comments, in order
 * @param codeLines the lines, from 1, that hold code
 * @param functionLines the lines, from 1, on which statements begin that define a function
 */
public record Chunk(SourceFile file, Block block, List<Comment> comments, BitSet codeLines, BitSet functionLines) {

    /** Copies the collections. */
    public Chunk {
        comments = List.copyOf(comments);
        codeLines = (BitSet) codeLines.clone();
        functionLines = (BitSet) functionLines.clone();
    }

    /** The lines, from 1, that hold code: a copy. */
    @Override
    public BitSet codeLines() {
        return (BitSet) codeLines.clone();
    }
}
