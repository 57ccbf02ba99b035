package dev.moonlet.lua;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.limits.CompilerLimits;
import dev.moonlet.source.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Parses Lua 5.1 as Redis and Valkey compile it. What builds of them differ in is an error. A first line {@code #!lua} is skipped.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#8">Lua 5.1 Reference Manual, §8: the complete syntax</a>
 */
public final class LuaParser {

    private LuaParser() {}

    /**
     * What came of a file.
     *
     * @param chunk the syntax tree; if there are errors, what could be parsed in spite of them, which may be nothing
     * @param errors what is wrong, in the order of the file
     * @param refusedLine the line that a server names if it rejects the file, which can be behind the place where the mistake
     *     is, and 0 where it names none; empty if every server accepts it
     * @param refusedLineWhereBracketsNest the same for servers that accept <code>[[</code> inside of <code>[[ ]]</code>
     */
    public record Result(
            Optional<Chunk> chunk,
            List<Diagnostic> errors,
            OptionalInt refusedLine,
            OptionalInt refusedLineWhereBracketsNest) {
        /** Copies the list. */
        public Result {
            errors = List.copyOf(errors);
        }
    }

    /** Parses a file. Whatever it holds, the result is a whole tree or errors. */
    public static Result parse(SourceFile file) {
        SyntaxErrorLog errors = new SyntaxErrorLog();
        Optional<Chunk> chunk = Optional.empty();
        if (file.text().startsWith("\ufeff")) {
            errors.add(SyntaxErrors.byteOrderMark(file), 0, 1);
        } else {
            chunk = parse(file, errors);
        }
        return new Result(chunk, errors.diagnostics(), errors.firstLine(), errors.firstLineWhereBracketsNest());
    }

    private static Optional<Chunk> parse(SourceFile file, SyntaxErrorLog errors) {
        try {
            Lexer lexer = new Lexer(file, errors);
            StatementParser parser = new StatementParser(file, lexer, errors);
            Chunk chunk = parser.chunk();
            if (parser.isNearLimits()) {
                CompilerLimits.find(file, chunk.block()).ifPresent(violation -> errors.addLimit(file, violation));
            }
            return Optional.of(chunk);
        } catch (Unparsable e) {
            return Optional.empty(); // the outermost block is too deep, or nothing of it can be parsed
        }
    }
}
