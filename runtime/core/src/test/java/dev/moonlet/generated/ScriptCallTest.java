package dev.moonlet.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScriptCallTest {

    private static final CompiledScript SCRIPT =
            new CompiledScript("s", "0".repeat(40), "s.lua\n\n1=0:1", "return 1\n");

    @Test
    void entriesAreBulkStringsInOrder() {
        ScriptCall call = new ScriptCall(SCRIPT, 7)
                .key("k", "ü")
                .string("s", "")
                .integer("i", -5)
                .number("n", 0.1)
                .bool("b", true)
                .milliseconds("m", Duration.ofNanos(1_999_999))
                .seconds("d", Duration.ofMinutes(1));
        assertThat(encoded(call))
                .isEqualTo("$2\r\nü\r\n$0\r\n\r\n$2\r\n-5\r\n$3\r\n0.1\r\n$1\r\n1\r\n$1\r\n1\r\n$2\r\n60\r\n");
        assertThat(call.keyCount()).isEqualTo(1);
        assertThat(call.entryCount()).isEqualTo(7);
    }

    @Test
    void wholeNumbersHaveNoFraction() {
        ScriptCall call = new ScriptCall(SCRIPT, 5)
                .number("n", 10.0)
                .number("n", -0.0)
                .number("n", Double.valueOf(-3))
                .number("n", Float.valueOf(2))
                .number("n", 0x1p53);
        assertThat(encoded(call))
                .isEqualTo("$2\r\n10\r\n$4\r\n-0.0\r\n$2\r\n-3\r\n$1\r\n2\r\n$16\r\n9007199254740992\r\n");
        assertThat(encoded(new ScriptCall(SCRIPT, 1).number("n", 0x1p54)))
                .isEqualTo("$21\r\n1.8014398509481984E16\r\n");
        assertThat(encoded(new ScriptCall(SCRIPT, 1).number("n", -0x1p63)))
                .isEqualTo("$21\r\n-9.223372036854776E18\r\n");
    }

    @Test
    void growsBeyondWhatWasExpected() {
        ScriptCall call = new ScriptCall(SCRIPT, 0);
        String value = "x".repeat(1000);
        for (int i = 0; i < 100; i++) {
            call.string("s", value);
        }
        assertThat(encoded(call)).isEqualTo("$1000\r\n%s\r\n".formatted(value).repeat(100));
    }

    @Test
    void firstKeyDecidesTheNode() {
        assertThat(new ScriptCall(SCRIPT, 1).string("s", "x").firstKey()).isNull();
        assertThat(new ScriptCall(SCRIPT, 2)
                        .key("a", "first")
                        .key("b", "second")
                        .firstKey())
                .isEqualTo(StandardCharsets.UTF_8.encode("first"));
    }

    @Test
    void keysComeFirst() {
        ScriptCall call = new ScriptCall(SCRIPT, 2).string("s", "x");
        assertThatThrownBy(() -> call.key("k", "late"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("key k comes after an argument");
    }

    private static String encoded(ScriptCall call) {
        ByteBuf buffer = Unpooled.buffer();
        call.writeTo(buffer);
        return buffer.toString(StandardCharsets.UTF_8);
    }
}
