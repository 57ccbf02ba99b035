package dev.moonlet.examples.mails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.test.CostReport;
import dev.moonlet.test.FaultInjection;
import dev.moonlet.test.MoonletTest;
import org.junit.jupiter.api.Test;

/** A test of a script alone, without a context of Spring. */
@MoonletTest(declaredKeysOnly = true)
class TokenBucketScriptIT {

    @Test
    void permitsAreTakenTwiceIfTheCallIsSentAgain(TokenBucket bucket, FaultInjection faults, CostReport costs) {
        faults.of("token_bucket").loseReply();
        assertThat(bucket.acquire("bucket", 3, 0.001, 1).allowed()).isTrue();
        assertThat(bucket.acquire("bucket", 3, 0.001, 2).allowed()).isFalse();
        faults.verifyAllUsed();
        assertThat(costs.calls()).hasSize(3).allSatisfy(call -> assertThat(call.commands())
                .startsWith("TIME", "HMGET"));
    }
}
