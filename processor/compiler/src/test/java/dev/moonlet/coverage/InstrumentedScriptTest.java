package dev.moonlet.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.script.SourceMap;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstrumentedScriptTest {

    private static long branches(String linked) {
        InstrumentedScript script = InstrumentedScript.of(
                        linked, line -> Optional.of(new SourceMap.Place("a.lua", line)), Set.of())
                .orElseThrow();
        return script.probes().stream().filter(Probe.Branch.class::isInstance).count();
    }

    /** What Moonlet writes into a record for the reply is no choice of the script's. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    KEYS[1] or false, 0
                    (KEYS[1] == 'x') and 1 or 0, 0
                    KEYS[1] and KEYS[2] or false, 1
                    (KEYS[1] or KEYS[2]) or false, 1
                    KEYS[1] and 1 or 0, 2
                    """)
    void countsTheChoicesOfTheScriptAlone(String value, int branches) {
        String record = "return { " + value + " }\n";
        assertThat(branches("local result = (function()\n" + record + "end)()\nreturn result\n"))
                .isEqualTo(branches);
        assertThat(branches(record)).isGreaterThanOrEqualTo(Math.max(1, branches));
    }
}
