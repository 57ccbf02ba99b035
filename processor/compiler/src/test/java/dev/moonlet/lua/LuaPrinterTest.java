package dev.moonlet.lua;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.source.SourceFile;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LuaPrinterTest {

    private static final int MUTANTS = 20_000;

    @Test
    void printedTreesParseToTheSameTree() throws IOException {
        Random random = new Random(7);
        Mutator mutator = new Mutator(random);
        List<String> fixtures = Fixtures.all();
        int printed = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String fixture = fixtures.get(i % fixtures.size());
            printed += isPrintedAlike(i < fixtures.size() ? fixture : mutator.mutate(fixture)) ? 1 : 0;
        }
        assertThat(printed).isGreaterThan(MUTANTS / 20);
    }

    /** Whether a script parses at all; if it does, its tree survives. */
    private static boolean isPrintedAlike(String script) {
        LuaParser.Result parsed = parse(script);
        if (!parsed.errors().isEmpty()) {
            return false;
        }
        String printed = LuaPrinter.print(parsed.chunk().orElseThrow().block());
        LuaParser.Result again = parse(printed);
        assertThat(again.errors()).as(printed).isEmpty();
        assertThat(TreeText.of(again.chunk().orElseThrow()))
                .as(printed)
                .isEqualTo(TreeText.of(parsed.chunk().orElseThrow()));
        return true;
    }

    private static LuaParser.Result parse(String script) {
        return LuaParser.parse(new SourceFile("s.lua", "s.lua", script));
    }
}
