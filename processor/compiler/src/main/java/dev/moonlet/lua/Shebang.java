package dev.moonlet.lua;

import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;

/**
 * The first line of a script for Redis 7, {@code #!lua flags=no-writes}.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#script_flags">Lua API: script flags</a>
 */
final class Shebang {

    private static final String START = "#!";
    private static final String ENGINE = "#!lua";
    private static final String FLAGS = "flags=";
    private static final String LIBRARY = "name=";

    private Shebang() {}

    static boolean isIn(SourceFile file) {
        return file.text().startsWith(START);
    }

    /** Reports what Redis would not accept. */
    static void check(SourceFile file, SyntaxErrorLog errors) {
        String text = file.text();
        int lineEnd = text.indexOf('\n');
        if (lineEnd < 0) {
            errors.add(SyntaxErrors.shebangAlone(file, new Span(0, text.length())), 0, 1);
            return;
        }
        int start = 0;
        for (int i = 0; i <= lineEnd; i++) {
            if (i == lineEnd || isBlank(text.charAt(i))) {
                if (i > start) {
                    checkWord(file, new Span(start, i), errors);
                }
                start = i + 1;
            }
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    private static void checkWord(SourceFile file, Span span, SyntaxErrorLog errors) {
        String word = file.text(span);
        if (span.start() == 0) {
            if (!word.equals(ENGINE)) {
                errors.add(SyntaxErrors.shebangEngine(file, span), span.start(), 1);
            }
        } else if (word.startsWith(LIBRARY)) {
            errors.add(SyntaxErrors.functionLibrary(file, span, word.substring(LIBRARY.length())), span.start(), 1);
        } else if (!word.startsWith(FLAGS)) {
            errors.add(SyntaxErrors.shebangOption(file, span, word), span.start(), 1);
        } else {
            checkFlags(file, span, errors);
        }
    }

    private static void checkFlags(SourceFile file, Span span, SyntaxErrorLog errors) {
        int start = span.start() + FLAGS.length();
        for (String flag : file.text().substring(start, span.end()).split(",", -1)) {
            if (!flag.isEmpty() && !ScriptFlags.KNOWN.contains(flag)) {
                errors.add(
                        SyntaxErrors.shebangFlag(file, new Span(start, start + flag.length()), flag, ScriptFlags.KNOWN),
                        start,
                        1);
            }
            start += flag.length() + 1;
        }
    }
}
