package dev.moonlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorReplyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ERR user_script:3: no value script: 0f2e, on @user_script:3.     | ERR       | no value         | 3
                    WRONGTYPE wrong kind of value script: 0f2e, on @user_script:12.  | WRONGTYPE | wrong kind of value | 12
                    ERR user_script:3: at user_script:9: x script: 0f, on @user_script:3. | ERR  | at user_script:9: x | 3
                    ERR user_script:9: user_script:4: x script: 0f, on @user_script:9. | ERR  | x                 | 4
                    ERR user_function:3: no value script: arith, on @user_function:3. | ERR  | no value           | 3
                    WRONGTYPE wrong kind script: wt, on @user_function:4.            | WRONGTYPE | wrong kind       | 4
                    CODE msg script: thrt, on @user_function:7.                      | CODE      | msg              | 7
                    ERR Error registering functions: ERR user_function:3: no value   | ERR | Error registering functions: no value | 3
                    ERR Error compiling script (new function): user_script:2: no '=' | ERR | Error compiling script (new function): no '=' | 2
                    ERR Error compiling function: user_function:2: no '='            | ERR | Error compiling function: no '=' | 2
                    ERR Error running script (call to f_0f2e): @user_script:5: user_script:5: no value | ERR | no value | 5
                    ERR Error running script (call to f_0f2e): @user_script: 5: Wrong number of args | ERR | Wrong number of args | 5
                    ERR Error running script (call to f_0f2e): @user_script:5: WRONGTYPE wrong kind of value | WRONGTYPE | wrong kind of value | 5
                    ERR Error running script (call to f_0f2e): @user_script:5: @user_script: 5: -READONLY no | READONLY | no | 5
                    ERR Error running script (call to f_0f2e): @user_script:5: user_script:5: MY bad | ERR | MY bad | 5
                    ERR Error running script (call to f_0f2e): @user_script:2: @user_script: 2: Unknown command | ERR | Unknown command | 2
                    ERR Error running script (call to f_0f2e): @enable_strict_lua:15: user_script:2: no global 'x' | ERR | no global 'x' | 2
                    ERR Error running script (call to f_0f2e): return f():1: return f(): 1: Unknown command | ERR | Unknown command | 0
                    ERR Error running script (call to f_0f2e): return f():1: WRONGTYPE wrong kind | WRONGTYPE | wrong kind | 0
                    ERR Error running script (call to f_0f2e): x = y.z:1: [string "x = y.z"]:1: no value | ERR | [string "x = y.z"]:1: no value | 0
                    ERR Error running script (call to f_0f2e): user_script:1: [string "user_script"]:1: no value | ERR | [string "user_script"]:1: no value | 0
                    @user_script: 1: The user can't run it                           | ERR | The user can't run it | 1
                    ERR Unknown command script: 0f2e, on return f():1.               | ERR | Unknown command | 0
                    ERR chunk:1: no value script: 0f2e, on @chunk:1.                 | ERR | chunk:1: no value | 0
                    ERR Write commands are not allowed from read-only scripts. script: 62, on @user_script:1. | ERR | Write commands are not allowed from read-only scripts. | 1
                    ERR Script killed by user with SCRIPT KILL... script: 1e, on @user_script:3. | ERR | Script killed by user with SCRIPT KILL... | 3
                    OOM command not allowed when used memory > 'maxmemory'. script: 55, on @user_script:1. | OOM | command not allowed when used memory > 'maxmemory'. | 1
                    OOM command not allowed when used memory > 'maxmemory'.          | OOM | command not allowed when used memory > 'maxmemory'. | 0
                    ERR Script attempted to access a non local key in a cluster node script: 34, on @user_script:1. | ERR | Script attempted to access a non local key in a cluster node | 1
                    CROSSSLOT Keys in request don't hash to the same slot            | CROSSSLOT | Keys in request don't hash to the same slot | 0
                    ERR Function not found                                           | ERR | Function not found | 0
                    5 script: 58, on @user_script:1.                                 | 5   | ''                 | 1
                    BUSY Redis is busy running a script.                             | BUSY | Redis is busy running a script. | 0
                    ERR unknown command 'X', with args beginning with: 'secret'      | ERR | unknown command 'X' | 0
                    QUOTA used up                                                    | QUOTA     | used up          | 0
                    QUOTA                                                            | QUOTA     | ''               | 0
                    ERR user_script: no line                                         | ERR       | user_script: no line | 0
                    ERR a script: of mine                                            | ERR       | a script: of mine | 0
                    ''                                                               | ''        | ''               | 0
                    """)
    void takesRepliesApart(String reply, String code, String description, int line) {
        assertThat(ErrorReply.parse(reply)).isEqualTo(new ErrorReply(code, description, line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0007", "\u001b", "\u0085", "\u202e", "\u2066", "\u200f", "\u2028", "\ud800", "\ufeff"})
    void whatMovesTheCursorOrChangesTheOrderIsNotShown(String character) {
        ErrorReply error = ErrorReply.parse("ERR before" + character + "behind");
        assertThat(error.description()).isEqualTo("before\uFFFDbehind");
    }
}
