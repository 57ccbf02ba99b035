package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptCommandTest {

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
        assertThat(ScriptCommand.READING_REFUSED.matcher(error).find()).isTrue();
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
        assertThat(ScriptCommand.READING_REFUSED.matcher(error).find()).isFalse();
    }
}
