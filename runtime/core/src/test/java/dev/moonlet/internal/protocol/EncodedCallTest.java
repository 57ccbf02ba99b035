package dev.moonlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.ScriptCall;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EncodedCallTest {

    private static final CompiledScript SCRIPT = CompiledScript.of("s", "0".repeat(40), "s.lua\n\n1=0:1", "return 1\n");

    @Test
    void entriesAreBulkStringsInOrder() {
        ScriptCall call = SCRIPT.call()
                .key("k", "ü")
                .string("s", "")
                .integer("i", -5)
                .number("n", 0.1)
                .bool("b", true)
                .milliseconds("m", Duration.ofNanos(1_999_999))
                .seconds("d", Duration.ofMinutes(1));
        assertThat(encoded(call))
                .isEqualTo("$2\r\nü\r\n$0\r\n\r\n$2\r\n-5\r\n$3\r\n0.1\r\n$1\r\n1\r\n$1\r\n1\r\n$2\r\n60\r\n");
        assertThat(of(call).keyCount()).isEqualTo(1);
        assertThat(of(call).entryCount()).isEqualTo(7);
    }

    @Test
    void wholeNumbersHaveNoFraction() {
        ScriptCall call = SCRIPT.call()
                .number("n", 10.0)
                .number("n", -0.0)
                .number("n", Double.valueOf(-3))
                .number("n", Float.valueOf(2))
                .number("n", 0x1p53);
        assertThat(encoded(call))
                .isEqualTo("$2\r\n10\r\n$4\r\n-0.0\r\n$2\r\n-3\r\n$1\r\n2\r\n$16\r\n9007199254740992\r\n");
        assertThat(encoded(SCRIPT.call().number("n", 0x1p54))).isEqualTo("$21\r\n1.8014398509481984E16\r\n");
        assertThat(encoded(SCRIPT.call().number("n", -0x1p63))).isEqualTo("$21\r\n-9.223372036854776E18\r\n");
    }

    @Test
    void growsBeyondWhatWasExpected() {
        ScriptCall call = SCRIPT.call();
        String value = "x".repeat(1000);
        for (int i = 0; i < 100; i++) {
            call.string("s", value);
        }
        assertThat(encoded(call)).isEqualTo("$1000\r\n%s\r\n".formatted(value).repeat(100));
    }

    @Test
    void firstKeyDecidesTheNode() {
        assertThat(of(SCRIPT.call().string("s", "x")).firstKey()).isNull();
        assertThat(of(SCRIPT.call().key("a", "first").key("b", "second")).firstKey())
                .isEqualTo(StandardCharsets.UTF_8.encode("first"));
    }

    @Test
    void keysComeFirst() {
        ScriptCall call = SCRIPT.call().string("s", "x");
        assertThatThrownBy(() -> call.key("k", "late"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("key k comes after an argument");
    }

    @Test
    void anInvocationShowsWhatIsSent() {
        ScriptInvocation<Long> invocation = CompiledScript.readOnly("s", "0".repeat(40), "s.lua\n\n1=0:1", "return 1\n")
                .call()
                .key("k", "ü")
                .key("l", "")
                .integer("i", -5)
                .returning(reply -> reply.integer(""));
        assertThat(invocation.scriptName()).isEqualTo("s");
        assertThat(invocation.digest()).isEqualTo("0".repeat(40));
        assertThat(invocation.isReadOnly()).isTrue();
        assertThat(invocation.keys())
                .containsExactly(StandardCharsets.UTF_8.encode("ü"), StandardCharsets.UTF_8.encode(""));
        assertThat(invocation.arguments()).containsExactly(StandardCharsets.UTF_8.encode("-5"));
        assertThat(invocation.arguments().get(0).isReadOnly()).isTrue();
    }

    private static EncodedCall<?> of(ScriptCall call) {
        return (EncodedCall<?>) call;
    }

    private static String encoded(ScriptCall call) {
        ByteBuf buffer = Unpooled.buffer();
        of(call).writeTo(buffer);
        return buffer.toString(StandardCharsets.UTF_8);
    }

    @Test
    void entriesHaveTheNamesOfTheirParameters() {
        EncodedCall<?> call = of(SCRIPT.call()
                .key("k", "1")
                .key("more", "2")
                .key("more", "3")
                .string("s", "4")
                .<String>optionalString("o", null, ScriptCall::string)
                .optionalString("p", "x", ScriptCall::string)
                .integer("rest", 5)
                .integer("rest", 6));
        assertThat(IntStream.range(0, 8).mapToObj(call::name))
                .containsExactly("k", "more", "more", "s", "o", "p", "rest", "rest");
        assertThat(IntStream.range(0, 8).filter(call::isOptionalString)).containsExactly(4, 5);
    }

    @Test
    void aChangedCallHasTheSameShape() {
        EncodedCall<?> call = of(SCRIPT.call()
                .key("k", "1")
                .<String>optionalString("o", null, ScriptCall::string)
                .string("s", "NO")
                .readTimeout(7));
        assertThat(call.mayRaiseNoscript()).isFalse();
        EncodedCall<?> changed = call.changed(
                (index, sent) -> index == 2 ? ByteBuffer.wrap("NOSCRIPT".getBytes(StandardCharsets.US_ASCII)) : sent);
        assertThat(changed.mayRaiseNoscript()).isTrue();
        assertThat(changed.keyCount()).isEqualTo(1);
        assertThat(changed.readTimeout()).isEqualTo(7);
        assertThat(changed.isOptionalString(1)).isTrue();
        assertThat(changed.arguments().get(0).remaining()).isZero();
        assertThat(changed.withKeyPrefix("p:".getBytes(StandardCharsets.US_ASCII))
                        .firstKey())
                .isEqualTo(ByteBuffer.wrap("p:1".getBytes(StandardCharsets.US_ASCII)));
    }

    /** Values of all sizes, those that are not copied among them, in random order. */
    @Test
    void largeValuesAreSentAsSmallOnesAre() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            ScriptCall call = SCRIPT.call();
            List<String> sent = new ArrayList<>();
            int keys = random.nextInt(3);
            for (int i = 0; i < keys; i++) {
                String key = text(random);
                call.key("k", key);
                sent.add(key);
            }
            for (int i = random.nextInt(5); i > 0; i--) {
                String value = text(random);
                switch (random.nextInt(5)) {
                    case 0 -> call.string("s", value);
                    case 1 -> call.string("s", value.getBytes(StandardCharsets.UTF_8));
                    case 2 -> call.string("s", StandardCharsets.UTF_8.encode(value));
                    case 3 -> call.<CharSequence>optionalString("o", value, ScriptCall::string);
                    default -> call.<CharSequence>optionalString("o", null, ScriptCall::string);
                }
                EncodedCall<?> begun = of(call);
                ByteBuffer last = begun.entry(begun.entryCount() - 1);
                sent.add(
                        begun.isOptionalString(begun.entryCount() - 1)
                                ? last.hasRemaining() ? (char) OptionalStrings.MARK + value : ""
                                : value);
            }
            assertThat(encoded(call)).isEqualTo(bulkStrings(sent));
            EncodedCall<?> ended = of(call);
            assertThat(ended.size()).isEqualTo(bulkStrings(sent).getBytes(StandardCharsets.UTF_8).length);
            assertThat(Stream.concat(ended.keys().stream(), ended.arguments().stream())
                            .map(StandardCharsets.UTF_8::decode)
                            .map(CharBuffer::toString))
                    .isEqualTo(sent);
            ByteBuf parts = Unpooled.buffer();
            ended.writeKeysTo(parts);
            assertThat(parts.toString(StandardCharsets.UTF_8)).isEqualTo(bulkStrings(sent.subList(0, keys)));
            ended.writeArgumentsTo(parts);
            assertThat(parts.toString(StandardCharsets.UTF_8)).isEqualTo(bulkStrings(sent));
            assertThat(ended.hasKeysOf(ended.changed((index, value) -> value))).isTrue();
            assertThat(encoded(ended.withKeyPrefix("p:".getBytes(StandardCharsets.UTF_8))))
                    .isEqualTo(bulkStrings(IntStream.range(0, sent.size())
                            .mapToObj(i -> (i < keys ? "p:" : "") + sent.get(i))
                            .toList()));
            assertThat(ended.hasEntryThatBeginsWith("Yes"))
                    .isEqualTo(sent.stream()
                            .anyMatch(value -> value.matches("(?s)" + (char) OptionalStrings.MARK + "?Yes.*")));
        }
    }

    private static String text(Random random) {
        String begin = random.nextInt(4) == 0 ? "Yes" : "";
        String letter = List.of("x", "\u00fc", "\ud83c\udf19").get(random.nextInt(3));
        return begin
                + letter.repeat(List.of(0, 1, 1000, 2047, 2048, 4093, 4095, 4096, 10_000)
                        .get(random.nextInt(9)));
    }

    private static String bulkStrings(List<String> values) {
        return values.stream()
                .map(value -> "$%d\r\n%s\r\n".formatted(value.getBytes(StandardCharsets.UTF_8).length, value))
                .collect(Collectors.joining());
    }

    @Test
    void aLargeTextIsNotCopied() {
        String value = "x".repeat(1_000_000);
        ScriptCall call = SCRIPT.call().key("k", "1").string("s", value);
        assertThat(of(call).size()).isGreaterThan(1_000_000);
        assertThat(of(call).rowSize()).isLessThan(100);
    }

    @Test
    void aTextThatUtf8CannotSayIsRefused() {
        for (String text : List.of("\ud83c", "\udf19", "\ud83c\ud83c\udf19", "\ud83c\udf19\udf19", "a\ud83cb")) {
            assertThatThrownBy(() -> SCRIPT.call().string("s", text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("half of a surrogate pair");
        }
    }
}
