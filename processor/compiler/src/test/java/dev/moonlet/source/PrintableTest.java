package dev.moonlet.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00,
                0x07,
                0x08,
                0x0b,
                0x0d,
                0x1b,
                0x7f,
                0x80,
                0x85,
                0x9b, // controls of C0 and C1
                0xad,
                0x61c,
                0x200b,
                0x200c,
                0x200d,
                0x200e,
                0x200f,
                0x2060,
                0x2064,
                0xfeff, // of no width
                0x2028,
                0x2029,
                0x202a,
                0x202b,
                0x202c,
                0x202d,
                0x202e,
                0x2066,
                0x2067,
                0x2068,
                0x2069, // lines, directions
                0x34f,
                0x115f,
                0x1160,
                0x17b4,
                0x180e,
                0x3164,
                0xffa0,
                0xfff9,
                0xffff,
                0xe0001,
                0xe0041,
                0xe0100,
                0xd800,
                0xdfff // halves of pairs
            })
    void whatCannotBeSeenOrSteersATerminalIsEscaped(int character) {
        String text = "a" + Character.toString(character) + "b";
        for (String shown : new String[] {Printable.line(text), Printable.text(text)}) {
            assertThat(shown).matches("a(\\\\u[0-9a-f]{4}){1,2}b");
        }
    }

    @Test
    void escapesAreJavas() {
        assertThat(Printable.line("x\u202ey\u001b[31m\ud83d\udd13\udb40\udc41"))
                .isEqualTo("x\\u202ey\\u001b[31m\ud83d\udd13\\udb40\\udc41");
    }

    @Test
    void whatPeopleWriteStays() {
        String text = "größe, 東京, \u05e9\u05dc\u05d5\u05dd, e\u0301, \u2764\ufe0f, 😀, – “x” … \\";
        assertThat(Printable.line(text)).isSameAs(text);
    }

    @Test
    void linesAndTabsStayInTexts() {
        assertThat(Printable.text("a\tb\nc\r\n")).isEqualTo("a\tb\nc\\u000d\n");
        assertThat(Printable.line("a\tb\nc")).isEqualTo("a\\u0009b\\u000ac");
    }

    @Test
    void jsonKeepsWhatItMeans() {
        assertThat(Printable.json("{\n  \"a\\u001b\" : \"\u202e\u2028\"\n}"))
                .isEqualTo("{\n  \"a\\u001b\" : \"\\u202e\\u2028\"\n}");
    }
}
