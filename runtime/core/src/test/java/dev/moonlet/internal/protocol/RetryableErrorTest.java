package dev.moonlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.ErrorPrefix;
import dev.moonlet.codegen.ScriptCall;
import io.lettuce.core.protocol.CommandType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryableErrorTest {

    private static final CompiledScript SCRIPT = script("return 1\n");
    private static final int SLOT = 42;

    private static CompiledScript script(String text) {
        return CompiledScript.of("s", "0".repeat(40), "s.lua\n\n1=0:1", text);
    }

    private static RetryableError classify(String error, CommandType sent) {
        return RetryableError.classify(error, of(SCRIPT.call()), sent, SLOT);
    }

    private static EncodedCall<?> of(ScriptCall call) {
        return (EncodedCall<?>) call;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NOSCRIPT No matching script. Please use EVAL.                 | NO_SCRIPT
                    NOSCRIPT No matching script.                                  | NO_SCRIPT
                    NOSCRIPT kein passendes Skript                                | NO_SCRIPT
                    NOSCRIPT                                                      | NO_SCRIPT
                    LOADING Redis is loading the dataset in memory                | LOADING
                    LOADING Valkey is loading the dataset in memory               | LOADING
                    READONLY You can't write against a read only replica.         | REPLICA
                    READONLY You can't write against a read only replica. script: 0f, on @user_script:1. | REPLICA
                    MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'. | REPLICA
                    TRYAGAIN Multiple keys request during rehashing of slot       | UNAVAILABLE
                    CLUSTERDOWN Hash slot not served                              | UNAVAILABLE
                    NOSCRIPTS                                                     | NONE
                    LOADING_DOCK closed                                           | NONE
                    ERR LOADING                                                   | NONE
                    LOADING the truck script: 0f2e, on @user_script:3.            | NONE
                    NOAUTH Authentication required.                               | NONE
                    NOPERM No permissions to access a key                         | NONE
                    BUSY Redis is busy running a script.                          | NONE
                    """)
    void goesByThePrefix(String error, RetryableError expected) {
        assertThat(classify(error, CommandType.EVALSHA)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            value = CommandType.class,
            names = {"EVAL", "EVAL_RO"})
    void aServerLacksNoScriptThatIsSentWithTheCall(CommandType sent) {
        assertThat(classify("NOSCRIPT No matching script.", sent)).isEqualTo(RetryableError.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorIsTheScriptsOwnIfTheWordBeginsOneOfItsLiterals(ErrorPrefix prefix) {
        ScriptCall call = SCRIPT.raising(prefix).call();
        assertThat(RetryableError.classify(prefix + " of mine", of(call), CommandType.EVALSHA, SLOT))
                .isEqualTo(RetryableError.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorIsTheScriptsOwnIfTheWordBeginsAnArgument(ErrorPrefix prefix) {
        ScriptCall call = SCRIPT.call().key("k", "a key").string("a", "").string("b", prefix + " of mine");
        ScriptCall optional = SCRIPT.call().optionalString("c", prefix + " of mine", ScriptCall::string);
        for (ScriptCall own : new ScriptCall[] {call, optional}) {
            assertThat(RetryableError.classify(prefix + " of mine", of(own), CommandType.EVALSHA, SLOT))
                    .isEqualTo(RetryableError.NONE);
        }
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
    void aRedirectNamesTheSlotOfTheCallAndAnAddress(String error) {
        assertThat(classify(error, CommandType.EVALSHA)).isEqualTo(RetryableError.REDIRECT);
        assertThat(RetryableError.isRedirect(error, 4)).isFalse();
        assertThat(RetryableError.isRedirect(error, -1)).isFalse();
        assertThat(RetryableError.isRedirect(error + " and more", SLOT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MOVED 42",
                "MOVED 42 elsewhere",
                "MOVED 42 127.0.0.1:0",
                "MOVED 42 127.0.0.1:65536",
                "MOVED 42 127.0.0.1:",
                "MOVED 99999999999 127.0.0.1:1",
                "MOVED to another shop:1",
                "ASK somebody else"
            })
    void whatHasNoAddressIsNoRedirect(String error) {
        assertThat(classify(error, CommandType.EVALSHA)).isEqualTo(RetryableError.NONE);
    }

    @Test
    void aRedirectThatTheScriptHasInItsTextIsItsOwn() {
        ScriptCall call = script("return { err = 'MOVED 42 127.0.0.1:6381' }\n").call();
        assertThat(RetryableError.classify("MOVED 42 127.0.0.1:6381", of(call), CommandType.EVALSHA, SLOT))
                .isEqualTo(RetryableError.NONE);
    }

    /** Of Redis 7 and 6, of Redis 5 and KeyDB, and of Redis before 5; of Redis 7 and 6 to a user without the right. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERR unknown command 'EVALSHA_RO', with args beginning with: '0f2e' '0' ",
                "ERR unknown command `EVALSHA_RO`, with args beginning with: `0f2e`, `0`, ",
                "ERR unknown command 'evalsha_ro'",
                "ERR unsupported command \"EVALSHA_RO\"",
                "NOPERM this user has no permissions to run the 'evalsha_ro' command",
                "NOPERM this user has no permissions to run the 'evalsha_ro' command or its subcommand",
                "NOPERM User reader has no permissions to run the 'evalsha_ro' command"
            })
    void aCommandIsLackingWhoseNameTheErrorHas(String error) {
        assertThat(classify(error, CommandType.EVALSHA_RO)).isEqualTo(RetryableError.NO_COMMAND);
        assertThat(classify(error, CommandType.EVALSHA)).isEqualTo(RetryableError.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERR unknown command",
                "ERR unknown command 'GET'",
                "ERR unknown command 'GET', with args beginning with: 'EVALSHA' ",
                "ERR Unknown Redis command called from script script: 0f2e, on @user_script:1.",
                "ERR unknown command 'EVALSHA' script: 0f2e, on @user_script:1.",
                "NOPERM No permissions to access a key",
                "MY unknown command 'EVALSHA'"
            })
    void otherErrorsLetTheCommandBe(String error) {
        assertThat(classify(error, CommandType.EVALSHA)).isEqualTo(RetryableError.NONE);
    }

    @Test
    void aServerThatCannotReadAFirstLineSaysSoWhereTheScriptHasOne() {
        String error = "ERR Error compiling script (new function): user_script:1: unexpected symbol near '#'";
        ScriptCall flags = script("#!lua flags=no-writes\nreturn 1\n").call();
        assertThat(RetryableError.classify(error, of(flags), CommandType.EVAL, SLOT))
                .isEqualTo(RetryableError.NO_SHEBANG);
        assertThat(classify(error, CommandType.EVAL)).isEqualTo(RetryableError.NONE);
    }
}
