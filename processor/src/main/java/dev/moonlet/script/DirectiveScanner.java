package dev.moonlet.script;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Suggestion;
import dev.moonlet.lua.ScriptFlags;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the words, paths and types of one directive. */
final class DirectiveScanner {

    private static final Map<String, LuaType> TYPES = new LinkedHashMap<>();

    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "break",
            "do",
            "else",
            "elseif",
            "end",
            "false",
            "for",
            "function",
            "if",
            "in",
            "local",
            "nil",
            "not",
            "or",
            "repeat",
            "return",
            "then",
            "true",
            "until",
            "while");

    private static final Set<String> NEEDED = Set.of("KEYS", "ARGV", "redis", "string", "tonumber", "type");

    static {
        for (LuaType.Scalar scalar : LuaType.Scalar.values()) {
            TYPES.put(scalar.notation(), scalar);
        }
        TYPES.put("str", LuaType.Scalar.STRING);
        TYPES.put("int", LuaType.Scalar.INTEGER);
        TYPES.put("bool", LuaType.Scalar.BOOLEAN);
    }

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
        if (next >= end || text.charAt(next) != c) {
            return false;
        }
        next++;
        lastEnd = next;
        return true;
    }

    void skipBlanks() {
        while (next < end && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
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
        while (next < end && isWordCharacter(text.charAt(next))) {
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
        if (KEYWORDS.contains(word.text())) {
            throw bad("\"" + word.text() + "\" is a keyword of Lua and can't be the name of a local", word.span());
        }
        return word;
    }

    /** A name for a key or an argument, which must not hide what a linked script itself needs. */
    Word declaredName(String expectation) {
        Word name = name(expectation);
        if (NEEDED.contains(name.text())) {
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
            while (next < end && (isWordCharacter(text.charAt(next)) || text.charAt(next) == '-')) {
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

    /** A path in double or single quotes, or in angle brackets. */
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

    void expectEnd(String expectation) {
        skipBlanks();
        if (next < end) {
            throw bad("expected " + expectation + " and nothing behind it", new Span(next, end));
        }
    }

    /** The description that ends the line; may be empty. */
    String description() {
        if (next < end && text.charAt(next) != ' ' && text.charAt(next) != '\t') {
            throw bad("unexpected \"" + text.charAt(next) + "\"", new Span(next, end));
        }
        skipBlanks();
        if (next < end && "=|?[".indexOf(text.charAt(next)) >= 0) {
            throw bad("expected a description, found \"" + text.charAt(next) + "\"", new Span(next, end));
        }
        return text.substring(next, end).strip();
    }

    /** {@code T}, {@code T?}, {@code T[]}, <code>{ name: T, … }</code>, {@code (T)} */
    LuaType type() {
        skipBlanks();
        LuaType type = primaryType();
        while (true) {
            if (accept('?')) {
                type = type instanceof LuaType.Optional ? type : new LuaType.Optional(type);
            } else if (next + 1 < end && text.charAt(next) == '[' && text.charAt(next + 1) == ']') {
                next += 2;
                lastEnd = next;
                type = new LuaType.Array(type);
            } else {
                return type;
            }
        }
    }

    private LuaType primaryType() {
        if (accept('{')) {
            return table(next - 1);
        }
        if (accept('(')) {
            LuaType inner = type();
            skipBlanks();
            if (!accept(')')) {
                throw bad("expected \")\" at the end of the type", new Span(next, Math.min(end, next + 1)));
            }
            return inner;
        }
        Word word = word();
        LuaType type = TYPES.get(word.text());
        if (type != null) {
            return type;
        }
        if (word.text().isEmpty()) {
            throw bad("expected a type", new Span(next, Math.min(end, next + 1)));
        }
        Diagnostic unknown =
                Diagnostic.error("unknown-type", "unknown type \"" + word.text() + "\"", file, word.span());
        throw new BadDirective(Suggestion.nearest(word.text().toLowerCase(Locale.ROOT), TYPES.keySet())
                .map(near -> unknown.hint("did you mean " + near + "?"))
                .orElse(unknown)
                .note("the types are " + String.join(", ", TYPES.keySet())
                        + ", and of a type T also T?, T[] and { name: T, … }"));
    }

    private LuaType table(int start) {
        List<LuaType.Field> fields = new ArrayList<>();
        do {
            Word name = name("expected the name of a field");
            checkFieldName(name, fields);
            skipBlanks();
            if (!accept(':')) {
                throw bad("expected \":\" behind the field " + name.text(), new Span(next, Math.min(end, next + 1)));
            }
            fields.add(new LuaType.Field(name.text(), type(), name.span()));
            skipBlanks();
        } while (accept(','));
        if (!accept('}')) {
            throw bad("expected \",\" or \"}\" in the type", new Span(start, Math.max(next, start + 1)));
        }
        return new LuaType.Table(fields);
    }

    private void checkFieldName(Word name, List<LuaType.Field> fields) {
        if (name.text().equals("err")) {
            throw new BadDirective(
                    Diagnostic.error("bad-directive", "a field can't be named \"err\"", file, name.span())
                            .hint("a table with this field is how Redis marks an error reply"));
        }
        String normalized = Names.normalized(name.text());
        if (fields.stream().anyMatch(field -> Names.normalized(field.name()).equals(normalized))) {
            throw bad("the field \"" + name.text() + "\" is declared twice", name.span());
        }
    }

    BadDirective bad(String message, Span span) {
        return new BadDirective(Diagnostic.error("bad-directive", message, file, span));
    }

    private static boolean isWordCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
