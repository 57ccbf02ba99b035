package dev.moonlet.recipes.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.testing.RedisExtension;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LockIT {

    private static final Duration LONG = Duration.ofMinutes(5);

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private Lock lock;

    @BeforeEach
    void lock() {
        lock = Locks.of(ScriptExecutor.of(redis.connection())).lock("door");
    }

    private Lock.Held acquired() {
        return lock.tryAcquire(LONG).orElseThrow();
    }

    @Test
    void oneOwnerHasItAtATime() {
        try (Lock.Held held = acquired()) {
            assertThat(lock.tryAcquire(LONG)).isEmpty();
            held.extend(LONG);
        }
        assertThat(lock.tryAcquire(LONG)).isPresent();
    }

    @Test
    void tokensGrow() {
        long first;
        try (Lock.Held held = acquired()) {
            first = held.token();
        }
        assertThat(acquired().token()).isGreaterThan(first);
    }

    @Test
    void tokensGrowAlthoughTheClockWasSetBack() {
        String future = "8000000000000000";
        redis.connection().sync().set("lock:{door}:fence", future);
        assertThat(acquired().token()).isEqualTo(Long.parseLong(future) + 1);
    }

    @Test
    void theOwnerAloneReleasesAndExtends() {
        Lock.Held first = acquired();
        redis.connection().sync().del("lock:{door}");
        Lock.Held second = acquired();
        assertThatThrownBy(() -> first.extend(LONG)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(first::release)
                .isInstanceOf(LeaseLostException.class)
                .hasMessageStartingWith("the lease of lock:{door} has ended");
        assertThat(first.lost().toCompletableFuture()).isCompleted();
        second.release();
        assertThat(lock.tryAcquire(LONG)).isPresent();
    }

    @Test
    void badUseIsExplained() {
        assertThatThrownBy(() -> lock.tryAcquire(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a lease of PT0S ends before it begins:"
                        + " give the time that the work takes at most, or call keepAlive");
        Locks locks = Locks.of(ScriptExecutor.of(redis.connection()));
        assertThatThrownBy(() -> locks.lock("a{b}"))
                .hasMessage("the name of a lock has braces: \"a{b}\"; it becomes a hash tag, {ab}, so leave them out");
    }
}
