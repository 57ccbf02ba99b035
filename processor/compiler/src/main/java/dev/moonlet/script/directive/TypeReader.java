package dev.moonlet.script.directive;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a type in the notation of the Lua language server: {@code T}, {@code T?}, {@code T[]}, {@code (T)},
 * {@code table<string, T>}, {@code pairs<K, V>}, {@code [T, U]}, <code>{ name: T, … }</code>, {@code A | B}.
 *
 * @see <a href="https://luals.github.io/wiki/annotations/#documenting-types">Lua language server: types</a>
 */
public final class TypeReader {

    private static final Map<String, LuaType> TYPES = new LinkedHashMap<>();

    static {
        for (LuaType.Scalar scalar : LuaType.Scalar.values()) {
            TYPES.put(scalar.notation(), scalar);
        }
        TYPES.put("str", LuaType.Scalar.STRING);
        TYPES.put("int", LuaType.Scalar.INTEGER);
        TYPES.put("bool", LuaType.Scalar.BOOLEAN);
        List.of("dict", "dictionary", "list", "array").forEach(name -> TYPES.put(name, LuaType.Scalar.JSON));
    }

    private static final Set<LuaType.Scalar> KEYS_OF_PAIRS =
            Set.of(LuaType.Scalar.STRING, LuaType.Scalar.INTEGER, LuaType.Scalar.INT64, LuaType.Scalar.NUMBER);

    /** Far deeper than a reply is read: Lettuce's limit is below that. */
    private static final int MAX_DEPTH = 100;

    private final DirectiveScanner scanner;

    /** How many types enclose the next one. */
    private int depth;

    /** How deep the last one is nested in itself. */
    private int height;

    TypeReader(DirectiveScanner scanner) {
        this.scanner = scanner;
    }

    /** The names of the types without parts. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(TYPES.keySet());
    }

    LuaType type() {
        return type(true);
    }

    private LuaType part() {
        return type(false);
    }

    /**
     * A type: one, or several with bars between them.
     *
     * @param whole whether it is not a part of another
     */
    private LuaType type(boolean whole) {
        int start = scanner.position();
        checkNesting(++depth, start);
        LuaType first = single(whole);
        int highest = height;
        List<LuaType> alternatives = new ArrayList<>(List.of(first));
        while (scanner.isNext('|')) {
            scanner.skipBlanks();
            scanner.accept('|');
            scanner.skipBlanks();
            alternatives.add(single(true));
            highest = Math.max(highest, height);
        }
        depth--;
        height = highest;
        return alternatives.size() == 1
                ? first
                : new UnionReader(scanner, new Span(start, scanner.lastEnd())).union(alternatives);
    }

    private LuaType single(boolean nil) {
        int start = scanner.position();
        height = 1;
        LuaType type = primaryType();
        boolean part = scanner.current() == '[' || scanner.current() == '?';
        boolean alternative = nil || scanner.isNext('|');
        if (type == LuaType.Scalar.NIL && (!alternative || part)) {
            throw scanner.bad("nil can't be part of another type", new Span(start, scanner.lastEnd()));
        }
        while (true) {
            if (scanner.accept('?')) {
                type = type instanceof LuaType.Optional ? type : new LuaType.Optional(type);
            } else if (scanner.accept("[]")) {
                checkNesting(++height, scanner.lastEnd() - 2);
                type = new LuaType.Array(type);
            } else {
                return type;
            }
        }
    }

    private void checkNesting(int levels, int offset) {
        if (levels > MAX_DEPTH) {
            throw scanner.bad("the type is nested more than " + MAX_DEPTH + " deep", new Span(offset, offset + 1));
        }
    }

    /** A part of a type that has others before it, of which the deepest has a height. */
    private LuaType part(int highest) {
        LuaType part = part();
        height = Math.max(height, highest);
        return part;
    }

    private LuaType around(LuaType type, int start) {
        checkNesting(++height, start);
        return type;
    }

    private LuaType primaryType() {
        int start = scanner.position();
        if (scanner.accept('{')) {
            return around(table(start), start);
        }
        if (scanner.accept('[')) {
            return around(tuple(start), start);
        }
        if (scanner.accept('(')) {
            LuaType inner = part();
            expect(')', "\")\" at the end of the type");
            return inner;
        }
        DirectiveScanner.Word word = scanner.word();
        if (word.text().equals("table")) {
            return around(map(), start);
        }
        if (word.text().equals("pairs")) {
            return around(pairs(), start);
        }
        LuaType type = TYPES.get(word.text());
        if (type == null) {
            throw word.text().isEmpty() ? scanner.bad("expected a type", scanner.here()) : unknown(word);
        }
        return type;
    }

    private DirectiveScanner.BadDirective unknown(DirectiveScanner.Word word) {
        Diagnostic unknown =
                Diagnostic.error("unknown-type", "unknown type \"" + word.text() + "\"", scanner.file(), word.span());
        Optional<String> meant = SpellChecker.nearest(word.text().toLowerCase(Locale.ROOT), TYPES.keySet());
        return scanner.bad(
                unknown.hint(meant.map(SpellChecker::question))
                        .meant(word.span(), meant)
                        .note(
                                "the types are " + String.join(", ", TYPES.keySet())
                                        + ", and of a type T also T?, T[], table<string, T>, pairs<K, T>, [T, …], { name: T, … } and A | B"));
    }

    private void expect(char c, String expectation) {
        scanner.skipBlanks();
        if (!scanner.accept(c)) {
            throw scanner.bad("expected " + expectation, scanner.here());
        }
    }

    /** {@code table<string, T>} */
    private LuaType map() {
        expect('<', "\"<\": tables are declared as table<string, T>, T[] or { name: T, … }");
        DirectiveScanner.Word key = scanner.word();
        if (!key.text().equals("string")) {
            throw scanner.bad(
                    "the keys of a table are strings: table<string, T>",
                    key.text().isEmpty() ? scanner.here() : key.span());
        }
        expect(',', "\",\" behind the type of the keys");
        LuaType value = part();
        expect('>', "\">\" at the end of the type");
        return new LuaType.Map(value);
    }

    /** {@code pairs<K, V>} */
    private LuaType pairs() {
        expect('<', "\"<\": pairs are declared as pairs<K, V>");
        int start = scanner.position();
        LuaType key = part();
        if (!(key instanceof LuaType.Scalar scalar) || !KEYS_OF_PAIRS.contains(scalar)) {
            throw scanner.bad("the keys of pairs are strings or numbers", new Span(start, scanner.lastEnd()));
        }
        scanner.skipBlanks();
        expect(',', "\",\" behind the type of the keys");
        LuaType value = part();
        expect('>', "\">\" at the end of the type");
        return new LuaType.Pairs(key, value);
    }

    /** {@code [T, U]} */
    private LuaType tuple(int start) {
        List<LuaType> elements = new ArrayList<>();
        int highest = 0;
        do {
            elements.add(part(highest));
            highest = height;
            scanner.skipBlanks();
        } while (scanner.accept(','));
        if (!scanner.accept(']')) {
            throw scanner.bad(
                    "expected \",\" or \"]\" in the type", new Span(start, Math.max(scanner.position(), start + 1)));
        }
        return new LuaType.Tuple(elements);
    }

    /** <code>{ name: T, … }</code> */
    private LuaType table(int start) {
        List<LuaType.Field> fields = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        int highest = 0;
        do {
            DirectiveScanner.Word name = scanner.name("expected the name of a field");
            checkFieldName(name, taken);
            expect(':', "\":\" behind the field " + name.text());
            fields.add(new LuaType.Field(name.text(), part(highest), name.span()));
            highest = height;
            scanner.skipBlanks();
        } while (scanner.accept(','));
        if (!scanner.accept('}')) {
            throw scanner.bad(
                    "expected \",\" or \"}\" in the type", new Span(start, Math.max(scanner.position(), start + 1)));
        }
        return new LuaType.Table(fields);
    }

    private void checkFieldName(DirectiveScanner.Word name, Set<String> taken) {
        if (name.text().equals("err")) {
            throw scanner.bad(
                    Diagnostic.error("bad-directive", "a field can't be named \"err\"", scanner.file(), name.span())
                            .hint("a table with this field is how Redis marks an error reply"));
        }
        if (!taken.add(Names.normalized(name.text()))) {
            throw scanner.bad("the field \"" + name.text() + "\" is declared twice", name.span());
        }
    }
}
