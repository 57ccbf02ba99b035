package dev.moonlet.test.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorLineTest {

    @Test
    void readsTheDatabaseTheSourceAndTheWords() {
        assertThat(MonitorLine.parse("1700000000.123456 [3 127.0.0.1:60866] \"get\" \"a key\""))
                .contains(new MonitorLine(3, "127.0.0.1:60866", List.of("get", "a key")));
        assertThat(MonitorLine.parse("1700000000.123456 [0 [::1]:60866] \"ping\""))
                .contains(new MonitorLine(0, "[::1]:60866", List.of("ping")));
        assertThat(MonitorLine.parse("1700000000.123456 [0 lua] \"PING\""))
                .get()
                .satisfies(line -> assertThat(line.isFromScript()).isTrue());
    }

    @Test
    void readsEscapes() {
        assertThat(MonitorLine.parse("1.2 [0 lua] \"set\" \"a\\\"] \\\\b\\n\\r\\t\\a\\b\\x00\\xe2\" \"\""))
                .get()
                .extracting(MonitorLine::words)
                .isEqualTo(List.of("set", "a\"] \\b\n\r\t\u0007\b\0\u00e2", ""));
    }

    @Test
    void readsLongWords() {
        String text = "return 1 ".repeat(100_000);
        assertThat(MonitorLine.parse("1.2 [0 lua] \"SCRIPT\" \"LOAD\" \"" + text + '"'))
                .get()
                .extracting(line -> line.words().get(2))
                .isEqualTo(text);
    }

    @Test
    void isEmptyForOtherLines() {
        assertThat(MonitorLine.parse("OK")).isEmpty();
    }
}
