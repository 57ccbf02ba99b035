package dev.moonlet.lua;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;

/** Every message about syntax, one method a message. */
final class SyntaxErrors {

    private SyntaxErrors() {}

    static Diagnostic unfinishedString(SourceFile file, Span span, char quote) {
        return Diagnostic.error("syntax-unfinished-string", "unfinished string", file, span)
                .hint("close it with " + quote + " on this line, or write [[…]] for a string of several lines");
    }

    static Diagnostic unfinishedLongString(SourceFile file, int start, int level) {
        return Diagnostic.error(
                        "syntax-unfinished-string", "unfinished long string", file, new Span(start, start + level + 2))
                .hint("opened here and never closed by ]" + "=".repeat(level) + "]");
    }

    static Diagnostic unfinishedComment(SourceFile file, int start, int level) {
        return Diagnostic.error(
                        "syntax-unfinished-comment",
                        "unfinished long comment",
                        file,
                        new Span(start, start + level + 4))
                .hint("opened here and never closed by ]" + "=".repeat(level) + "]");
    }

    static Diagnostic malformedNumber(SourceFile file, Span span) {
        return Diagnostic.error("syntax-malformed-number", "malformed number: " + file.text(span), file, span);
    }

    static Diagnostic escapeTooLarge(SourceFile file, Span span) {
        return Diagnostic.error("syntax-escape-too-large", "escape is larger than a byte", file, span)
                .hint("a decimal escape ranges from \\0 to \\255");
    }

    static Diagnostic expected(SourceFile file, Span span, String expected, String found) {
        return Diagnostic.error("syntax-expected", "expected " + expected + ", found " + found, file, span);
    }

    static Diagnostic unclosed(
            SourceFile file, Span span, String expected, String found, Span opening, String openingText) {
        return expected(file, span, expected, found).related(file, opening, openingText + " is opened here");
    }

    static Diagnostic unexpected(SourceFile file, Span span, String found) {
        return Diagnostic.error("syntax-unexpected", "unexpected " + found, file, span);
    }

    static Diagnostic ambiguousCall(SourceFile file, Span span) {
        return Diagnostic.error("syntax-ambiguous-call", "call or new statement? a ( begins the line", file, span)
                .hint("end the line above with ; or put the ( on it");
    }

    static Diagnostic notAssignable(SourceFile file, Span span) {
        return Diagnostic.error("syntax-not-assignable", "only a variable or a field can be assigned to", file, span);
    }

    static Diagnostic notAStatement(SourceFile file, Span span) {
        return Diagnostic.error("syntax-not-a-statement", "an expression is no statement, except a call", file, span);
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

    static Diagnostic byteOrderMark(SourceFile file) {
        return Diagnostic.error(
                        "syntax-byte-order-mark", "the file begins with a byte-order mark", file, new Span(0, 1))
                .hint("Redis refuses it: save the file as UTF-8 without BOM");
    }
}
