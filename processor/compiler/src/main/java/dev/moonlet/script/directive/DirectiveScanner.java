package dev.moonlet.script.directive;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.Identifiers;
import dev.moonlet.redis.ScriptFlags;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the words and paths of one directive. */
final class DirectiveScanner {

    /** Where the lines of declared keys and arguments take their entries from. */
    private static final Set<String> ENTRIES = Set.of("KEYS", "ARGV");

    private static final Pattern LITERAL = Pattern.compile("(?:-?\\d{1,15}|nil)(?![\\w.])|\"[^\"\\\\]+\"|'[^'\\\\]+'");

    private static final Pattern QUALIFIED = Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
            + "(?:\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)+");

    /** A piece of the directive. */
    record Word(String text, Span span) {}

    /** Leaves a directive that can't be read. */
    static final class BadDirective extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Diagnostic diagnostic;

        BadDirective(Diagnostic diagnostic) {
            super(diagnostic.message(), null, false, false);
            this.diagnostic = diagnostic;
        }

        Diagnostic diagnostic() {
            return diagnostic;
        }
    }

    private final SourceFile file;
    private final String text;
    private final int end;
    private int next;
    private int lastEnd;

    DirectiveScanner(SourceFile file, int start, int end) {
        this.file = file;
        this.text = file.text();
        this.next = start;
        this.end = end;
    }

    boolean accept(char c) {
        return accept(String.valueOf(c));
    }

    void skipBlanks() {
        while (next < end && isBlank(next)) {
            next++;
        }
    }

    /** The offset of what comes next. */
    int position() {
        skipBlanks();
        return next;
    }

    /** The offset after the last thing read. */
    int lastEnd() {
        return lastEnd;
    }

    /** The letters, digits and underscores that come next; may be none. */
    Word word() {
        skipBlanks();
        int start = next;
        while (next < end && Identifiers.isNameCharacter(text.charAt(next))) {
            next++;
        }
        lastEnd = next;
        return new Word(text.substring(start, next), new Span(start, next));
    }

    /** A name that a local can have. */
    Word name(String expectation) {
        Word word = word();
        if (word.text().isEmpty() || Character.isDigit(word.text().charAt(0))) {
            throw bad(expectation, next < end ? new Span(word.span().start(), next + 1) : word.span());
        }
        if (Identifiers.isKeyword(word.text())) {
            throw bad("\"" + word.text() + "\" is a keyword of Lua and can't be a name", word.span());
        }
        return word;
    }

    /** A name for a key or an argument, which must not hide where those come from. */
    Word declaredName(String expectation) {
        Word name = name(expectation);
        if (ENTRIES.contains(name.text())) {
            throw bad("a local can't be named \"" + name.text() + "\": the script needs the global", name.span());
        }
        return name;
    }

    /** Names of flags, separated by commas. */
    List<String> flags() {
        List<String> flags = new ArrayList<>();
        do {
            skipBlanks();
            int start = next;
            while (next < end && (Identifiers.isNameCharacter(text.charAt(next)) || text.charAt(next) == '-')) {
                next++;
            }
            String flag = text.substring(start, next);
            if (!ScriptFlags.KNOWN.contains(flag)) {
                Span span = new Span(start, Math.max(next, Math.min(end, start + 1)));
                throw new BadDirective(Diagnostic.error(
                                "bad-directive",
                                flag.isEmpty() ? "@flags is followed by flags" : "unknown script flag \"" + flag + "\"",
                                file,
                                span)
                        .hint("the flags are " + String.join(", ", ScriptFlags.KNOWN)));
            }
            flags.add(flag);
            skipBlanks();
        } while (accept(','));
        return flags;
    }

    /** A path in double or single quotes. */
    Word quoted() {
        skipBlanks();
        int start = next;
        char quote = next < end ? text.charAt(next) : ' ';
        if (quote != '"' && quote != '\'') {
            throw bad("@include is followed by a path in quotes", new Span(start, Math.max(start, end)));
        }
        int close = text.indexOf(quote, start + 1);
        if (close < 0 || close >= end) {
            throw bad("the path of @include is not closed by " + quote, new Span(start, end));
        }
        next = close + 1;
        lastEnd = next;
        if (close == start + 1) {
            throw bad("the path of @include is empty", new Span(start, next));
        }
        return new Word(text.substring(start + 1, close), new Span(start, next));
    }

    /** Names with dots between them. */
    Word qualifiedName(String expectation) {
        skipBlanks();
        Matcher names = QUALIFIED.matcher(text).region(next, end);
        if (!names.lookingAt()) {
            throw bad(expectation, here());
        }
        return take(names.end() - next);
    }

    /** An integer, a string in quotes without escapes, or {@code nil}. */
    Word literal(String expectation) {
        skipBlanks();
        Matcher literal = LITERAL.matcher(text).region(next, end);
        if (!literal.lookingAt()) {
            throw bad(expectation, here());
        }
        return take(literal.end() - next);
    }

    /** Skips the semicolons with which BullMQ allows an include to end. */
    void skipSemicolons() {
        do {
            skipBlanks();
        } while (accept(';'));
    }

    void expectEnd(String expectation) {
        skipBlanks();
        if (next < end) {
            throw bad("expected " + expectation + " and nothing behind it", new Span(next, end));
        }
    }

    private boolean isBlank(int offset) {
        return text.charAt(offset) == ' ' || text.charAt(offset) == '\t';
    }

    /** The description that ends the line; may be empty. */
    String description() {
        if (next < end && !isBlank(next) && !isBlank(next - 1)) {
            throw bad("unexpected \"" + text.charAt(next) + "\"", new Span(next, end));
        }
        skipBlanks();
        if (next < end && "=|?[".indexOf(text.charAt(next)) >= 0) {
            throw bad("expected a description, found \"" + text.charAt(next) + "\"", new Span(next, end));
        }
        return text.substring(next, end).strip();
    }

    /** Whether a word of the directive, such as {@code ...}, comes next; if so, it is read. */
    boolean accept(String word) {
        if (!text.startsWith(word, next) || next + word.length() > end) {
            return false;
        }
        next += word.length();
        lastEnd = next;
        return true;
    }

    /** What comes next, to mark it. */
    Span here() {
        return new Span(Math.min(next, end), Math.min(end, next + 1));
    }

    /** The next character, or a line end. */
    char current() {
        return next < end ? text.charAt(next) : '\n';
    }

    boolean atEnd() {
        return next >= end;
    }

    /** Whether a character comes next, perhaps behind blanks. */
    boolean isNext(char c) {
        int offset = next;
        while (offset < end && isBlank(offset)) {
            offset++;
        }
        return offset < end && text.charAt(offset) == c;
    }

    /** Reads as many characters. */
    Word take(int count) {
        int start = next;
        next = Math.min(end, next + count);
        lastEnd = next;
        return new Word(text.substring(start, next), new Span(start, next));
    }

    /** What is left of the line. */
    String rest() {
        return text.substring(next, end);
    }

    BadDirective bad(Diagnostic diagnostic) {
        return new BadDirective(diagnostic);
    }

    SourceFile file() {
        return file;
    }

    BadDirective bad(String message, Span span) {
        return new BadDirective(Diagnostic.error("bad-directive", message, file, span));
    }
}
