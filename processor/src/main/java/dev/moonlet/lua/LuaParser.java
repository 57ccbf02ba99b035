package dev.moonlet.lua;

import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.source.SourceFile;
import java.util.Optional;

/** Parses Lua 5.1 as Redis compiles it. */
public final class LuaParser {

    private LuaParser() {}

    /**
     * Parses a file.
     *
     * @param diagnostics receives what is wrong with it
     * @return the syntax tree; empty if there is none, in which case there is an error
     */
    public static Optional<Chunk> parse(SourceFile file, Diagnostics diagnostics) {
        if (file.text().startsWith("\ufeff")) {
            diagnostics.add(SyntaxErrors.byteOrderMark(file));
            return Optional.empty();
        }
        try {
            Lexer lexer = new Lexer(file);
            CommentPlacer comments = new CommentPlacer(lexer);
            StatementParser statements = new StatementParser(file, lexer, comments);
            Block block = statements.chunk();
            return Optional.of(
                    new Chunk(file, block, comments.placed(), lexer.codeLines(), statements.functionStarts()));
        } catch (LuaSyntaxException e) {
            diagnostics.add(e.diagnostic());
            return Optional.empty();
        }
    }
}
