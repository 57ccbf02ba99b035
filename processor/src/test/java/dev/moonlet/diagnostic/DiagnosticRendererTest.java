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
}
