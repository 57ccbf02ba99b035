package dev.moonlet.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticRendererTest {

    @Test
    void factFrameHintNotesAndChain() {
        SourceFile lib = new SourceFile("lib/a.lua", "src/main/lua/lib/a.lua", "local x\n\tlocal yy = 1\n");
        SourceFile main = new SourceFile("main.lua", "src/main/lua/main.lua", "-- main\n---@include \"lib/a\"\n");
        Diagnostic diagnostic = Diagnostic.error("some-code", "this is \"yy\"", lib, new Span(15, 17))
                .hint("and this a hint")
                .related(lib, new Span(6, 7), "this is x")
                .note("a note")
                .reachedBy(List.of(new Label(main, new Span(8, 20), "included from")));
        assertThat(DiagnosticRenderer.render(diagnostic)).isEqualTo("""
                src/main/lua/lib/a.lua:2:8: this is "yy" [some-code]
                  2 | \tlocal yy = 1
                    | \t      ^^ and this a hint
                  src/main/lua/lib/a.lua:1:7: this is x
                  1 | local x
                    |       ^
                  a note
                  included from src/main/lua/main.lua:2""");
    }

    @Test
    void longLinesAreCutAroundTheMark() {
        String text = "x".repeat(10_000) + "?" + "y".repeat(10_000);
        SourceFile file = new SourceFile("a.lua", "a.lua", text);
        String rendered =
                DiagnosticRenderer.render(Diagnostic.error("some-code", "odd", file, new Span(10_000, 10_001)));
        assertThat(rendered).isEqualTo("""
                a.lua:1:10001: odd [some-code]
                  1 | …%s?%s…
                    |  %s^""".formatted("x".repeat(60), "y".repeat(99), " ".repeat(60)));
    }

    @Test
    void terminalsSeeColours() {
        SourceFile file = new SourceFile("a.lua", "a.lua", "one\n");
        Diagnostic error =
                Diagnostic.error("some-code", "odd", file, new Span(0, 3)).hint("so");
        assertThat(DiagnosticRenderer.renderWithSeverity(error, false))
                .isEqualTo("a.lua:1:1: error: odd [some-code]\n  1 | one\n    | ^^^ so");
        assertThat(DiagnosticRenderer.renderWithSeverity(error, true))
                .isEqualTo("a.lua:1:1: \u001b[1;31merror: \u001b[0m\u001b[1modd\u001b[0m [some-code]\n"
                        + "  1 | one\n    | \u001b[1;31m^^^ so\u001b[0m");
    }

    @Test
    void marksEndWithTheirLine() {
        SourceFile file = new SourceFile("a.lua", "a.lua", "one\ntwo\n");
        assertThat(DiagnosticRenderer.render(Diagnostic.error("some-code", "odd", file, new Span(1, 7))))
                .isEqualTo("a.lua:1:2: odd [some-code]\n  1 | one\n    |  ^^");
    }

    /** The mark as it stands below a line. */
    private static String marked(String line, String what) {
        SourceFile file = new SourceFile("a.lua", "a.lua", line + "\n");
        int start = line.indexOf(what);
        String rendered = DiagnosticRenderer.render(
                Diagnostic.error("some-code", "odd", file, new Span(start, start + what.length())));
        return rendered.substring(rendered.indexOf('\n') + 1);
    }

    @Test
    void whatCannotBeSeenIsEscapedAndCounted() {
        assertThat(marked("a\u202eb x\u001b[2Jy = 1", "y = 1"))
                .isEqualTo("  1 | a\\u202eb x\\u001b[2Jy = 1\n    | " + " ".repeat(19) + "^^^^^");
        assertThat(marked("a = \u2067 b", "\u2067")).isEqualTo("  1 | a = \\u2067 b\n    |     ^^^^^^");
    }

    @Test
    void marksStandBelowWideAndCombinedCharacters() {
        assertThat(marked("s = '東京 😀 e\u0301' .. x", "x"))
                .isEqualTo("  1 | s = '東京 😀 e\u0301' .. x\n    | " + " ".repeat(19) + "^");
        assertThat(marked("s = '東京' .. x", "'東京'")).isEqualTo("  1 | s = '東京' .. x\n    |     ^^^^^^");
        assertThat(marked("\ts = '東' .. x", "x")).isEqualTo("  1 | \ts = '東' .. x\n    | \t" + " ".repeat(12) + "^");
    }

    @Test
    void longLinesAreNotCutInsideOfACharacter() {
        String rendered = marked("😀".repeat(500) + "x" + "y😀".repeat(500), "x");
        assertThat(rendered).doesNotContain("\\u").startsWith("  1 | …😀").endsWith(" ".repeat(61) + "^");
    }

    @Test
    void namesAndTextsAreEscapedToo() {
        SourceFile file = new SourceFile("a\u202e.lua", "lua/a\u202e.lua", "x\n");
        Diagnostic diagnostic = Diagnostic.error("some-code", "odd \"\u001b[2J\"", file, new Span(0, 1))
                .hint("hint \u0007")
                .related(file, new Span(0, 1), "related \u0085")
                .note("note\nof one line")
                .reachedBy(List.of(new Label(file, new Span(0, 1), "included from")));
        assertThat(DiagnosticRenderer.render(diagnostic)).isEqualTo("""
                lua/a\\u202e.lua:1:1: odd "\\u001b[2J" [some-code]
                  1 | x
                    | ^ hint \\u0007
                  lua/a\\u202e.lua:1:1: related \\u0085
                  1 | x
                    | ^
                  note\\u000aof one line
                  included from lua/a\\u202e.lua:1""");
    }
}
