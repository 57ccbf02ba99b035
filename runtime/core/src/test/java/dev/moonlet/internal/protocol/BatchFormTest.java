package dev.moonlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchFormTest {

    private static String form(String text) {
        LinkedScript script = new LinkedScript(
                "s",
                "0".repeat(40),
                text.getBytes(StandardCharsets.UTF_8),
                SourceMap.decode("s.lua\n\n1=0:1"),
                false,
                Set.of());
        return Objects.requireNonNull(script.batchForm()).script().string();
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
}
