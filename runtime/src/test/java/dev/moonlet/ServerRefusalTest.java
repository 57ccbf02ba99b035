package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerRefusalTest {

    /** Of Redis 7 and 6, of Redis 5 and KeyDB, and of Redis before 5; of Redis 7 and 6 to a user without the right. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERR unknown command 'EVALSHA_RO', with args beginning with: '0f2e' '0' ",
                "ERR unknown command `EVALSHA_RO`, with args beginning with: `0f2e`, `0`, ",
                "ERR unknown command `EVAL_RO`, with args beginning with: `return 1`, `0`, ",
                "ERR unknown command 'EVAL_RO'",
                "NOPERM this user has no permissions to run the 'evalsha_ro' command",
                "NOPERM User reader has no permissions to run the 'eval_ro' command"
            })
    void serversThatKnowNoReadingScriptsAreUnderstood(String error) {
        assertThat(ServerRefusal.isOfReading(error)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERR unknown command",
                "ERR unknown command 'GET'",
                "ERR an unknown command 'EVAL_RO'",
                "NOPERM this user has no permissions to run the 'evalsha' command"
            })
    void otherErrorsAreNotTheirs(String error) {
        assertThat(ServerRefusal.isOfReading(error)).isFalse();
    }

    /** An empty host is that of the server that was asked; a question mark, one that it does not know. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MOVED 42 127.0.0.1:6381",
                "MOVED 42 :6381",
                "MOVED 42 ?:6381",
                "MOVED 42 2001:db8::1:6381",
                "ASK 42 redis-2.example:6381"
            })
    void aMoveNamesTheSlot(String error) {
        assertThat(ServerRefusal.isMove(error, 42)).isTrue();
        assertThat(ServerRefusal.isMove(error, 4)).isFalse();
        assertThat(ServerRefusal.isMove(error + " and more", 42)).isFalse();
    }
}
