package dev.moonlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestTest {

    private static final Duration KEPT = Duration.ofSeconds(100);

    /** A clock that stands where it was set. */
    private static final class SetClock implements Clock {

        private long nanos = Long.MAX_VALUE - 1000; // it may overflow

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public void park(Object blocker, long waited) {
            nanos += waited;
        }
    }

    private static Request request() {
        return new Request(new RequestRule("id", "shop:requests", KEPT));
    }

    @Test
    void itIsRepeatedInTheFirstHalfOfTheTimeInWhichItsOutcomeIsKept() {
        SetClock clock = new SetClock();
        Request request = request();
        assertThat(request.isTooLate(clock)).isFalse();
        request.onSent(clock);
        clock.nanos += KEPT.toNanos() / 2 - 1000;
        request.onSent(clock); // only the first time counts
        assertThat(request.isTooLate(clock)).isFalse();
        clock.nanos += 2000;
        assertThat(request.isTooLate(clock)).isTrue();
        assertThat(request.prefixed(new byte[] {'a'}).isTooLate(clock)).isTrue();
        assertThat(request().isTooLate(clock)).isFalse();
    }

    @Test
    void theKeyOfItsOutcomeHasThePrefixOfTheRule() {
        byte[] key = request().key("script", bytes("account"), bytes("a:1"));
        assertThat(new String(key, StandardCharsets.UTF_8)).matches("shop:requests:\\{[0-9A-Za-z]+}:a:1");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
