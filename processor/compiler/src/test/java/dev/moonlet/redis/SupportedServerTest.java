package dev.moonlet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one of the servers that a project supports lacks is found, and names it. */
class SupportedServerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "6.0 | GETEX k | UNKNOWN_COMMAND | Redis 6.0",
                "6.2 | GETEX k | |",
                "6.2 | HGETEX k FIELDS 1 f | UNKNOWN_COMMAND | Redis 7.0",
                "8.0 | HGETEX k FIELDS 1 f | |",
                "9.0 | HGETEX k FIELDS 1 f | |",
                "8.0, valkey 8.1 | HGETEX k FIELDS 1 f | UNKNOWN_COMMAND | Valkey 8.1",
                "6.0 | SET k v GET | WRONG_ARGUMENT | Redis 6.0",
                "6.2 | SET k v GET | |",
                "7.0 | SET k v IFEQ x | WRONG_ARGUMENT | Redis 7.0",
                "valkey 8.1 | SET k v IFEQ x | |",
                "valkey 7.2 | SET k v IFEQ x | WRONG_ARGUMENT | Valkey 7.2",
                "6.2 | STRALGO LCS STRINGS a b | UNKNOWN_COMMAND | Redis 7.0",
                "6.0 | GET k | |",
            })
    void whatOneLacksIsFound(String servers, String call, String reason, String server) {
        List<Optional<String>> words =
                Arrays.stream(call.split(" ", -1)).map(Optional::of).toList();
        Optional<CommandRefusal> refusal = CommandTable.get()
                .refusal(words, false, SupportedServer.parse(servers).orElseThrow());
        assertThat(refusal.map(found -> found.reason().name())).isEqualTo(Optional.ofNullable(reason));
        assertThat(refusal.map(CommandRefusal::server)).isEqualTo(Optional.ofNullable(server));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "seven", "7", "redis", "keydb 6.3", "7.0,", "7.0 valkey 8.1"})
    void otherListsAreNone(String list) {
        assertThat(SupportedServer.parse(list)).isEmpty();
    }
}
