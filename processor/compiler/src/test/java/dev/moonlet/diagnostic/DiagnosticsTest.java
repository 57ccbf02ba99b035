package dev.moonlet.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {

    private static final SourceFile FILE = new SourceFile("a.lua", "a.lua", "x\n".repeat(1000));

    private static Diagnostic error(int line) {
        return Diagnostic.error("some-code", "odd", FILE, new Span(2 * line - 2, 2 * line - 1));
    }

    private static Diagnostic warning(int line) {
        return Diagnostic.warning("some-code", "odd", FILE, new Span(2 * line - 2, 2 * line - 1));
    }

    @Test
    void aHundredAreReportedOfAFile() {
        Diagnostics diagnostics = new Diagnostics();
        for (int line = 1; line <= 100; line++) {
            diagnostics.add(error(line));
        }
        assertThat(diagnostics.sorted()).hasSize(100);
        diagnostics.add(error(101));
        List<Diagnostic> sorted = diagnostics.sorted();
        assertThat(sorted).hasSize(100);
        assertThat(sorted.get(98)).isEqualTo(error(99));
        assertThat(DiagnosticRenderer.render(sorted.get(99))).isEqualTo("""
                a.lua:100:1: 2 more errors of this file left out [too-many-problems]
                  100 | x
                      | ^""");
    }

    @Test
    void errorsComeBeforeWarnings() {
        Diagnostics diagnostics = new Diagnostics();
        for (int line = 1; line <= 150; line++) {
            diagnostics.add(warning(line));
        }
        for (int line = 151; line <= 300; line++) {
            diagnostics.add(error(line));
        }
        List<Diagnostic> sorted = diagnostics.sorted();
        assertThat(sorted.subList(0, 99))
                .allSatisfy(shown -> assertThat(shown.severity()).isEqualTo(Severity.ERROR));
        assertThat(sorted.get(99).message()).isEqualTo("51 more errors and 150 more warnings of this file left out");
        assertThat(sorted.get(99).severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void theLimitIsOfAFile() {
        Diagnostics diagnostics = new Diagnostics();
        SourceFile other = new SourceFile("b.lua", "b.lua", "y\n");
        for (int line = 1; line <= 200; line++) {
            diagnostics.add(warning(line));
            diagnostics.add(Diagnostic.error("some-code", "without a place " + line));
        }
        diagnostics.add(Diagnostic.error("some-code", "other", other, new Span(0, 1)));
        List<Diagnostic> sorted = diagnostics.sorted();
        assertThat(sorted).hasSize(100 + 100 + 1);
        assertThat(sorted.get(99).message()).isEqualTo("101 more errors left out");
        assertThat(sorted.get(199).message()).isEqualTo("101 more warnings of this file left out");
        assertThat(sorted.get(199).severity()).isEqualTo(Severity.WARNING);
        assertThat(sorted.get(200).message()).isEqualTo("other");
    }

    @Test
    void whatIsLeftOutStaysCountedWhenItIsCollectedAgain() {
        Diagnostics first = new Diagnostics();
        for (int line = 1; line <= 500; line++) {
            first.add(error(line));
        }
        Diagnostics second = new Diagnostics();
        first.sorted().forEach(second::add);
        assertThat(second.sorted()).isEqualTo(first.sorted());
        assertThat(second.hasErrors()).isTrue();
    }

    @Test
    void aLongMessageIsCut() {
        Diagnostic diagnostic = Diagnostic.error("some-code", "x".repeat(1_000_000));
        assertThat(diagnostic.message()).hasSize(4_001).endsWith("x…");
    }
}
