package dev.moonlet.lua;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every message about syntax, one method a message. */
final class SyntaxErrors {

    /** The words that begin a statement. */
    private static final List<String> STATEMENTS = List.of(
            "break", "do", "for", "function", "if", "local", "repeat", "return", "while", "end", "else", "elseif");

    private static final String UNEXPECTED = "syntax-unexpected";
    private static final String EXPECTED = "syntax-expected";
    private static final String UNCLOSED = "syntax-unclosed";

    private SyntaxErrors() {}

    static Diagnostic unfinishedString(SourceFile file, Span span, char quote) {
        return Diagnostic.error("syntax-unfinished-string", "unfinished string", file, span)
                .hint("close it with " + quote + " on this line, or write [[…]] for a string of several lines");
    }

    static Diagnostic unfinishedLongString(SourceFile file, int start, int level) {
        Span span = new Span(start, start + level + 2);
        return Diagnostic.error("syntax-unfinished-string", "unfinished long string", file, span)
                .hint("opened here and never closed by ]" + "=".repeat(level) + "]");
    }

    static Diagnostic unfinishedComment(SourceFile file, int start, int level) {
        Span span = new Span(start, start + level + 4);
        return Diagnostic.error("syntax-unfinished-comment", "unfinished long comment", file, span)
                .hint("opened here and never closed by ]" + "=".repeat(level) + "]");
    }

    static Diagnostic invalidLongBracket(SourceFile file, Span span) {
        return Diagnostic.error("syntax-invalid-long-bracket", "invalid long bracket", file, span)
                .hint("a long string begins with [" + "=".repeat(span.end() - span.start() - 1) + "[");
    }

    static Diagnostic nestedLongBracket(SourceFile file, Span span) {
        return Diagnostic.error("syntax-invalid-long-bracket", "[[ inside of [[…]]", file, span)
                .hint("many builds of Redis refuse it; write [=[…]=] around it");
    }

    static Diagnostic malformedNumber(SourceFile file, Span span) {
        String text = file.text(span);
        Diagnostic error = Diagnostic.error("syntax-malformed-number", "malformed number: " + text, file, span);
        if (text.contains("_")) {
            return error.hint("Lua has no _ between digits");
        }
        return text.startsWith("0b") || text.startsWith("0B") ? error.hint("Lua has no binary numerals") : error;
    }

    static Diagnostic escapeTooLarge(SourceFile file, Span span) {
        return Diagnostic.error("syntax-escape-too-large", "escape is larger than a byte", file, span)
                .hint("a decimal escape ranges from \\0 to \\255");
    }

    static Diagnostic expected(SourceFile file, Span span, TokenKind kind, String expected, String found) {
        return hinted(
                Diagnostic.error(EXPECTED, "expected " + expected + ", found " + found, file, span), file, span, kind);
    }

    private static Diagnostic hinted(Diagnostic error, SourceFile file, Span span, TokenKind kind) {
        return ForeignSyntax.hint(file.text(), span, kind).map(error::hint).orElse(error);
    }

    static Diagnostic missingWord(SourceFile file, int end, TokenKind word) {
        return Diagnostic.error(EXPECTED, "expected " + word.description(), file, new Span(end, end))
                .hint("add " + word.text() + " here");
    }

    static Diagnostic missingComma(SourceFile file, int end, String closing, String found) {
        return Diagnostic.error(EXPECTED, "expected \",\" or " + closing + ", found " + found, file, new Span(end, end))
                .hint("is a comma missing here?");
    }

    static Diagnostic assignmentInCondition(SourceFile file, Span span) {
        return Diagnostic.error("syntax-assignment-in-condition", "assignment in a condition", file, span)
                .hint("to compare, write ==")
                .fix("compare with ==", span, "==");
    }

    static Diagnostic neverClosed(SourceFile file, TokenStream.Opening opening, TokenKind closing) {
        Diagnostic error = Diagnostic.error(
                UNCLOSED,
                "\"" + opening.text() + "\" is never closed by " + closing.description(),
                file,
                opening.span());
        return opening.afterElse()
                ? error.hint("else if opens another block; " + SpellChecker.question("elseif"))
                : error;
    }

    static Diagnostic unclosed(
            SourceFile file, Span span, TokenKind closing, String found, TokenStream.Opening opening) {
        return Diagnostic.error(UNCLOSED, "expected " + closing.description() + ", found " + found, file, span)
                .related(file, opening.span(), "\"" + opening.text() + "\" is opened here");
    }

    static Diagnostic nothingToClose(SourceFile file, Span span, String found, @Nullable Span lateEnd) {
        Diagnostic error = Diagnostic.error(UNEXPECTED, "unexpected " + found + ": no block is open", file, span);
        return lateEnd == null
                ? error
                : error.related(file, lateEnd, "this \"end\" is indented further than what it closes");
    }

    static Diagnostic notLast(SourceFile file, Span span, Statement last) {
        String word = last instanceof Statement.Break ? "break" : "return";
        Span wordSpan = new Span(last.start(), last.start() + word.length());
        return Diagnostic.error("syntax-not-last", "statement behind " + word, file, span)
                .related(file, wordSpan, word + " is the last statement of its block; do " + word + " end is a block");
    }

    static Diagnostic ambiguousCall(SourceFile file, Span span) {
        return Diagnostic.error("syntax-ambiguous-call", "call or new statement? a ( begins the line", file, span)
                .hint("end the line above with ; or put the ( on it");
    }

    static Diagnostic notAssignable(SourceFile file, Span span) {
        return Diagnostic.error("syntax-not-assignable", "only a variable or a field can be assigned to", file, span);
    }

    /** What begins like a statement, and goes on neither as a call nor as an assignment. */
    static Diagnostic noStatement(SourceFile file, Expression first, Span next, TokenKind kind, String found) {
        Span span = new Span(first.start(), first.end());
        if (first instanceof Expression.Variable variable) {
            Optional<Diagnostic> known = ForeignSyntax.statement(variable.name())
                    .map(hint -> Diagnostic.error(
                                    "syntax-unknown-statement",
                                    "Lua 5.1 has no \"" + variable.name() + "\" statement",
                                    file,
                                    span)
                            .hint(hint));
            Optional<String> meant =
                    SpellChecker.nearest(variable.name(), STATEMENTS).filter(keyword -> canFollow(kind, keyword));
            if (known.isPresent()) {
                return known.get();
            }
            if (meant.isPresent()) {
                return Diagnostic.error(
                                "syntax-unknown-statement", "unexpected \"" + variable.name() + "\"", file, span)
                        .hint(SpellChecker.question(meant.get()))
                        .meant(span, meant);
            }
        }
        Optional<Diagnostic> operator = ForeignSyntax.assignmentOperator(file.text(), next, kind)
                .map(text -> Diagnostic.error(
                                "syntax-assignment-operator",
                                "Lua has no operator " + text,
                                file,
                                new Span(next.start(), next.start() + text.length()))
                        .hint(text.equals("++") ? "write x = x + 1" : "write x = x " + text.replace("=", "") + " y"));
        return operator.orElseGet(() -> first instanceof Expression.Parenthesized
                ? onlyAnExpression(file, first)
                : expected(file, next, kind, "\"=\" or the arguments of a call", found));
    }

    /** Whether a token can follow a keyword, and rather follows it than a variable. */
    private static boolean canFollow(TokenKind kind, String keyword) {
        return switch (kind) {
            case NAME, NUMBER, NIL, TRUE, FALSE, NOT, FUNCTION, HASH, VARARG -> true;
            case MINUS -> keyword.equals("return");
            case SEMICOLON, END, ELSE, ELSEIF, UNTIL, END_OF_FILE ->
                keyword.equals("return") || keyword.equals("break");
            default -> false;
        };
    }

    static Diagnostic onlyAnExpression(SourceFile file, Expression expression) {
        Span span = new Span(expression.start(), expression.end());
        return Diagnostic.error(
                "syntax-not-a-statement", "an expression is not a statement, except a call", file, span);
    }

    static Diagnostic breakOutsideLoop(SourceFile file, Span span) {
        return Diagnostic.error("syntax-break-outside-loop", "break outside a loop", file, span);
    }

    static Diagnostic varargOutsideVarargFunction(SourceFile file, Span span) {
        return Diagnostic.error("syntax-vararg", "... outside a function that takes it", file, span)
                .hint("add ... to the function's parameters");
    }

    static Diagnostic tooManyLevels(SourceFile file, Span span) {
        return Diagnostic.error("syntax-too-many-levels", "more than 200 nested levels of syntax", file, span)
                .hint("Lua's limit; name a part of it with a local");
    }

    static Diagnostic tooManyTargets(SourceFile file, Span span) {
        return Diagnostic.error("syntax-too-many-levels", "too many variables in one assignment", file, span)
                .hint("Lua's limit; assign in several statements");
    }

    static Diagnostic byteOrderMark(SourceFile file) {
        return Diagnostic.error(
                        "syntax-byte-order-mark", "the file begins with a byte-order mark", file, new Span(0, 1))
                .hint("Redis refuses it: save the file as UTF-8 without BOM");
    }
}
