package dev.moonlet.redis;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The first line of a script for Redis 7, {@code #!lua flags=no-writes}.
 *
 * @param flags the flags that it names; none if there is no such line
 * @param library the error that the file is a library of Redis Functions and no script, whose Lua may be in order all the same;
 *     empty if it is a script
 * @param errors what else servers do not accept, in the order of the line
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#script_flags">Lua API: script flags</a>
 */
public record Shebang(List<String> flags, Optional<Diagnostic> library, List<Diagnostic> errors) {

    private static final String CODE = "syntax-shebang";
    private static final String START = "#!";
    private static final String ENGINE = "#!lua";
    private static final String FLAGS = "flags=";
    private static final String LIBRARY = "name=";

    /** Copies the lists. */
    public Shebang {
        flags = List.copyOf(flags);
        errors = List.copyOf(errors);
    }

    /** Whether a file begins with such a line. */
    public static boolean isIn(SourceFile file) {
        return file.text().startsWith(START);
    }

    /** The first line of a script with these flags. */
    public static String of(List<String> flags) {
        return ENGINE + " " + FLAGS + String.join(",", flags);
    }

    /** The name of the library that a file is; empty if it is a script. */
    public static String libraryName(SourceFile file) {
        return !isIn(file)
                ? ""
                : Arrays.stream(file.lineText(1).split("[ \t\r]+"))
                        .filter(word -> word.startsWith(LIBRARY))
                        .map(word -> word.substring(LIBRARY.length()))
                        .findFirst()
                        .orElse("");
    }

    /** Reads the first line of a file. */
    public static Shebang of(SourceFile file) {
        Reader reader = new Reader(file);
        if (isIn(file)) {
            reader.read();
        }
        return new Shebang(reader.flags, reader.library, reader.errors);
    }

    /** Reads a line word by word. */
    private static final class Reader {

        private final SourceFile file;
        private final List<String> flags = new ArrayList<>();
        private final List<Diagnostic> errors = new ArrayList<>();
        private Optional<Diagnostic> library = Optional.empty();

        Reader(SourceFile file) {
            this.file = file;
        }

        void read() {
            String text = file.text();
            int lineEnd = text.indexOf('\n');
            if (lineEnd < 0) {
                error(
                        "the shebang line is the whole script",
                        new Span(0, text.length()),
                        "Redis expects a line end behind it");
                return;
            }
            int start = 0;
            for (int i = 0; i <= lineEnd; i++) {
                if (i == lineEnd || isBlank(text.charAt(i))) {
                    if (i > start) {
                        readWord(new Span(start, i));
                    }
                    start = i + 1;
                }
            }
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t' || c == '\r';
        }

        private void readWord(Span span) {
            String word = file.text(span);
            if (span.start() == 0) {
                if (!word.equals(ENGINE)) {
                    error("unknown engine \"" + word + "\"", span, "Redis knows " + ENGINE);
                }
            } else if (word.startsWith(LIBRARY)) {
                library = Optional.of(library(word.substring(LIBRARY.length()), span));
            } else if (word.startsWith(FLAGS)) {
                readFlags(span);
            } else {
                error("unknown shebang option \"" + word + "\"", span, "Redis knows flags=…");
            }
        }

        private Diagnostic library(String name, Span span) {
            return Diagnostic.error(
                            "function-library",
                            "this is the function library \"" + name + "\", not a script",
                            file,
                            span)
                    .hint(
                            "it is loaded with FUNCTION LOAD and called with FCALL; a script has no name= in its first line");
        }

        private void readFlags(Span span) {
            int start = span.start() + FLAGS.length();
            for (String flag : file.text().substring(start, span.end()).split(",", -1)) {
                if (!flag.isEmpty()) {
                    flags.add(flag);
                    if (!ScriptFlags.KNOWN.contains(flag)) {
                        error(
                                "unknown script flag \"" + flag + "\"",
                                new Span(start, start + flag.length()),
                                "the flags are " + String.join(", ", ScriptFlags.KNOWN));
                    }
                }
                start += flag.length() + 1;
            }
        }

        private void error(String message, Span span, String hint) {
            errors.add(Diagnostic.error(CODE, message, file, span).hint(hint));
        }
    }
}
