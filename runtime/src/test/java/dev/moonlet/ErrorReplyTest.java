package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorReplyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ERR user_script:3: no value script: 0f2e, on @user_script:3.     | ERR       | no value         | 3
                    WRONGTYPE wrong kind of value script: 0f2e, on @user_script:12.  | WRONGTYPE | wrong kind of value | 12
                    ERR user_script:3: at user_script:9: x script: 0f, on @user_script:3. | ERR  | at user_script:9: x | 3
                    QUOTA used up                                                    | QUOTA     | used up          | 0
                    QUOTA                                                            | QUOTA     | ''               | 0
                    ERR user_script: no line                                         | ERR       | user_script: no line | 0
                    ERR a script: of mine                                            | ERR       | a script: of mine | 0
                    ''                                                               | ''        | ''               | 0
                    """)
    void takesRepliesApart(String reply, String code, String description, int line) {
        assertThat(ErrorReply.parse(reply)).isEqualTo(new ErrorReply(code, description, line));
    }
}
