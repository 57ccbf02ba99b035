package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.source.SourceFile;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The hashes are those that GitHub computes itself, of which some are known. */
class LineHashesTest {

    private static List<String> hashes(String text, int lines) {
        LineHashes hashes = LineHashes.of(new SourceFile("a.lua", "a.lua", text));
        return IntStream.rangeClosed(1, lines).mapToObj(hashes::line).toList();
    }

    @Test
    void blanksDoNotCount() {
        assertThat(hashes("", 1)).containsExactly("c129715d7a2bc9a3:1");
        assertThat(hashes(" a\nb\n  \t\tc\n d", 4))
                .containsExactly("271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1");
    }

    @Test
    void lineEndsAreAllTheSame() {
        List<String> expected = List.of(
                "e9496ae3ebfced30:1",
                "fb7c023a8b9ccb3f:1",
                "ce8ba1a563dcdaca:1",
                "e20e36e16fcb0cc8:1",
                "b3edc88f2938467e:1",
                "c8e28b0b4002a3a0:1",
                "c129715d7a2bc9a3:1");
        String text = " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n";
        assertThat(hashes(text, 7)).isEqualTo(expected);
        assertThat(hashes(text.replace("\n", "\r"), 7)).isEqualTo(expected);
        assertThat(hashes(text.replace("\n", "\r\n"), 7)).isEqualTo(expected);
    }

    @Test
    void equalLinesAreCounted() {
        assertThat(hashes("Lorem ipsum dolor sit amet.\n".repeat(10), 11))
                .startsWith("a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3")
                .endsWith("cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1");
    }
}
