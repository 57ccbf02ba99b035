package dev.moonlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ReplyMismatchException;
import dev.moonlet.codegen.ReplyDecoder;
import io.lettuce.core.RedisException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplyOutputTest {

    private static final LinkedScript SCRIPT =
            new LinkedScript("s", "0".repeat(40), new byte[0], SourceMap.decode("\n"), false, Set.of());

    private static ReplyOutput reply(String... values) {
        ReplyOutput recorder = new ReplyOutput(-1, false);
        recorder.multi(values.length);
        for (String value : values) {
            recorder.set(ByteBuffer.wrap(value.getBytes(StandardCharsets.US_ASCII)));
        }
        return recorder;
    }

    @SuppressWarnings("NullAway") // which does not read the bounds of compiled methods
    private static @Nullable Object decoded(ReplyOutput recorder, ReplyDecoder<@Nullable Object> decoder) {
        return recorder.decode(SCRIPT, decoder);
    }

    @Test
    void aReplyHoldsNothingOfTheOneBefore() {
        assertThat(decoded(reply("4711", "0815"), reply -> reply.list("", element -> element.number(""))))
                .isEqualTo(List.of(4711.0, 815.0));
        ReplyOutput swallowed = new ReplyOutput(-1, false); // as Lettuce does with the status QUEUED
        assertThatThrownBy(() -> decoded(swallowed, reply -> reply.number("")))
                .isInstanceOf(ReplyMismatchException.class);
        assertThat(decoded(reply("secret", "of another"), reply -> reply.any("")))
                .isEqualTo(Arrays.asList("secret", "of another"));
        ReplyOutput shorter = new ReplyOutput(-1, false);
        shorter.multi(2);
        shorter.set(ByteBuffer.wrap(new byte[] {'x'}));
        assertThat(decoded(shorter, reply -> reply.any(""))).isEqualTo(Arrays.asList("x", null));
    }

    @Test
    void repliesAreRecordedSideBySide() {
        ReplyOutput first = new ReplyOutput(-1, false);
        first.multi(2);
        first.set(1);
        ReplyOutput second = new ReplyOutput(-1, false);
        second.set(7);
        assertThat(decoded(second, reply -> reply.integer(""))).isEqualTo(7L);
        first.set(2);
        assertThat(decoded(first, reply -> reply.list("", element -> element.integer(""))))
                .isEqualTo(List.of(1L, 2L));
    }

    /** The client's own count of what is in such a map overflows, so that it takes it for complete. */
    @Test
    void whatIsLargerThanAnyReplyIsRefusedAtOnce() {
        ReplyOutput recorder = new ReplyOutput(-1, false);
        assertThatThrownBy(() -> recorder.multiMap(Integer.MAX_VALUE))
                .isInstanceOf(RedisException.class)
                .hasMessage("the reply announces a map of 2147483647 pairs");
        assertThatThrownBy(() -> recorder.multiArray(ReplyOutput.LARGEST + 1))
                .isInstanceOf(RedisException.class)
                .hasMessage("the reply announces an array of 1073741824 elements");
        assertThat(recorder.hasValues()).isFalse();
    }

    @Test
    void arraysAreNestedAsDeepAsTheClientReads() {
        ReplyOutput recorder = new ReplyOutput(-1, false);
        for (int i = 0; i < ReplyOutput.DEEPEST; i++) {
            recorder.multi(2);
            recorder.multi(0); // an empty one holds nothing
            recorder.complete(i + 1);
        }
        assertThatThrownBy(() -> recorder.multi(1)).isInstanceOf(RedisException.class);
    }
}
