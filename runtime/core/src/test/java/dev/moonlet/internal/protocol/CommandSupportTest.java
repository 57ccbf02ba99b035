package dev.moonlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.protocol.CommandType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandSupportTest {

    /** The commands that are tried one after the other when each of them is rejected. */
    @ParameterizedTest
    @CsvSource({
        "true, false, EVALSHA_RO EVALSHA EVAL_RO EVAL",
        "true, true, EVAL_RO EVAL EVALSHA_RO EVALSHA",
        "false, false, EVALSHA EVAL",
        "false, true, EVAL EVALSHA"
    })
    void triesCommandsInOrder(boolean reading, boolean text, String expected) {
        CommandSupport support = new CommandSupport();
        List<String> chosen = new ArrayList<>();
        for (CommandType next = support.choose(reading, text);
                support.has(next);
                next = support.choose(reading, text)) {
            chosen.add(next.name());
            support.lacks(next);
        }
        assertThat(String.join(" ", chosen)).isEqualTo(expected);
        support.reset();
        assertThat(support.choose(reading, text).name()).isEqualTo(chosen.get(0));
    }
}
