package dev.moonlet.lua;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a file holds, the outcome is a tree or errors that can be shown.
 *
 * <p>{@code mvn test -Dtest=RobustnessTest -Dmoonlet.inputs=10000000 -Dmoonlet.seed=1} tries as many inputs.
 */
class RobustnessTest {

    private static final int INPUTS = Integer.getInteger("moonlet.inputs", 10_000);
    private static final long SEED = Long.getLong("moonlet.seed", 42);

    /** Long enough that what grows with the square of it would not end. */
    private static final int LONG = 500_000;

    @Test
    void onMutantsOfMutants() throws IOException {
        Random random = new Random(SEED);
        Mutator mutator = new Mutator(random);
        List<String> fixtures = Fixtures.all();
        for (int i = 0; i < INPUTS; i++) {
            String script = fixtures.get(random.nextInt(fixtures.size()));
            for (int steps = random.nextInt(10); steps >= 0; steps--) {
                script = mutator.mutate(script);
            }
            check(script);
        }
    }

    @Test
    void onRandomBytes() {
        Random random = new Random(SEED);
        for (int i = 0; i < INPUTS; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            check(new String(bytes, i % 2 == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16));
        }
    }

    static Stream<String> pieces() {
        return Stream.of(
                "(",
                "{",
                "[",
                "[[",
                "[=",
                "]]",
                "f(",
                "f{",
                "t[",
                "a.",
                "a:b",
                "not ",
                "- ",
                "#",
                "function() ",
                "function f(",
                "do ",
                "if a then ",
                "if a ",
                "else ",
                "elseif ",
                "while a do ",
                "while ",
                "repeat ",
                "until ",
                "for i = ",
                "for ",
                "end ",
                "return ",
                "local ",
                "local x = ",
                "x = ",
                "a, ",
                "a + ",
                "a .. ",
                "a ^ ",
                "a == ",
                "\"",
                "'\\",
                "\\",
                "--",
                "--[[",
                "--[=[",
                "\n",
                "\r",
                "\n\r",
                ";",
                "...",
                "..",
                "1.",
                "0x",
                "1\0",
                "\0",
                ".\0",
                "%include ",
                "%key x\n",
                "---@key x\n",
                "@",
                "“",
                "\ud800",
                "\ud83c\udf0d",
                "a = 1 ",
                "f() ",
                "f\n(",
                "{1 ",
                "{a ",
                "{[a]=",
                "x=function()return(",
                "if a then else ",
                "goto ",
                "continue\n",
                "end\n  ",
                "  end\n");
    }

    @ParameterizedTest
    @MethodSource("pieces")
    void onMoreOfTheSame(String piece) {
        check(piece.repeat(LONG / piece.length()));
        check("return " + piece.repeat(LONG / piece.length()));
        check(piece.repeat(150) + "1" + " end".repeat(150));
    }

    private static void check(String script) {
        LuaParser.Result result = LuaParser.parse(new SourceFile("s.lua", "s.lua", script));
        assertThat(result.chunk().isPresent() || !result.errors().isEmpty()).isTrue();
        assertThat(result.refusedLine().isPresent()).isEqualTo(!result.errors().isEmpty());
        for (Diagnostic error : result.errors()) {
            assertThat(DiagnosticRenderer.render(error)).contains(error.message());
        }
    }
}
