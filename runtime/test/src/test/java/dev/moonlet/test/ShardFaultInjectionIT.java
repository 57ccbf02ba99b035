package dev.moonlet.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.Delivery;
import dev.moonlet.InDoubtException;
import dev.moonlet.ServerUnavailableException;
import org.junit.jupiter.api.Test;

/** Faults hit the run of a call on a shard, and are the failure of that. */
@MoonletTest(delivery = Delivery.AT_MOST_ONCE)
class ShardFaultInjectionIT {

    @Test
    void aShardThatIsRefusedHasNoResult(Sizes sizes, FaultInjection faults) throws Exception {
        faults.of("size").refuse();
        assertThat(sizes.size().failures().values()).singleElement().isInstanceOf(ServerUnavailableException.class);
        faults.of("size").refuse();
        assertThat(sizes.sizeAsync().toCompletableFuture().get().failures().values())
                .singleElement()
                .isInstanceOf(ServerUnavailableException.class);
        faults.verifyAllUsed();
        assertThat(sizes.size().isComplete()).isTrue();
    }

    @Test
    void aLostReplyLeavesAShardInDoubt(Sizes sizes, FaultInjection faults) {
        faults.next().loseReply();
        assertThat(sizes.size().failures().values()).singleElement().isInstanceOf(InDoubtException.class);
        faults.verifyAllUsed();
    }
}
