package dev.moonlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchFormTest {

    private static LinkedScript script(String text) {
        return new LinkedScript(
                "s",
                "0".repeat(40),
                text.getBytes(StandardCharsets.UTF_8),
                SourceMap.decode("s.lua\n\n1=0:1"),
                false,
                Set.of());
    }

    private static BatchForm batchForm(String text) {
        return Objects.requireNonNull(script(text).batchForm());
    }

    private static String form(String text) {
        return batchForm(text).script().string();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return 1",
                "return redis.call('INCR', KEYS[1])",
                "local a, b = KEYS[1], ARGV[12] ARGV[1] = a return b",
            })
    void tablesAreSharedIfOnlyEntriesAreTaken(String text) {
        assertThat(form(text)).contains("local K,A=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return #KEYS",
                "return unpack(ARGV)",
                "return KEYS[1] .. ARGV[#ARGV]",
                "local all = ARGV return 1",
                "return ARGV[0]",
                "return ARGV[21]",
                "return ARGV[100]",
                "return KEYS [1]",
            })
    void elseEachCallHasTablesThatNoOtherHas(String text) {
        assertThat(form(text)).doesNotContain("local K,A=");
    }

    @Test
    void theNumberOfCallsFollowsTheTimeThatTheyTook() {
        BatchForm form = batchForm("return 1");
        long limit = TimeUnit.MILLISECONDS.toNanos(5);
        assertThat(form.callsWithin(limit, 16)).isEqualTo(16); // nothing is known
        form.took(1000, 10);
        assertThat(form.callsWithin(limit, 16)).isEqualTo(50);
        form.took(3000, 10); // a quarter of the difference is taken over
        assertThat(form.callsWithin(limit, 16)).isEqualTo(33);
        form.took(-1, 10); // a server without a clock
        assertThat(form.callsWithin(limit, 16)).isEqualTo(33);
        assertThat(form.callsWithin(1, 16)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NONE | NOPERM this user has no permissions to access one of the keys | true",
                "NONE | OOM command not allowed when used memory > 'maxmemory'. | true",
                "NONE | CROSSSLOT Keys in request don't hash to the same slot | true",
                "NONE | ERR Error compiling script (new chunk): user_script:3: too many locals | true",
                "UNAVAILABLE | TRYAGAIN Multiple keys request during rehashing of slot | true",
                "REDIRECT | ASK 1 127.0.0.1:7000 | true",
                "REDIRECT | MOVED 1 127.0.0.1:7000 | false",
                "UNAVAILABLE | CLUSTERDOWN The cluster is down | false",
                "NONE | ERR failed script: f, on @user_script:3. | false",
                "NO_SCRIPT | NOSCRIPT No matching script. | false",
                "LOADING | LOADING Redis is loading the dataset in memory | false",
            })
    void aBatchIsSplitIfItDidNotRunAndAnotherCommandMay(RetryableError reason, String error, boolean split) {
        EncodedCall<Object> call = new EncodedCall<>(script("return 1"));
        BatchCall batch =
                new BatchCall(batchForm("return 1"), List.of(new PendingCall<>(call, CallOptions.DEFAULT, -1)));
        assertThat(batch.isSplitBy(reason, error)).isEqualTo(split);
    }
}
