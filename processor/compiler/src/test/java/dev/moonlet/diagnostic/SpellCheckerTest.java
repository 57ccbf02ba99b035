package dev.moonlet.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellCheckerTest {

    private static final List<String> NAMES = List.of("lib/clock", "jobs/push");

    @ParameterizedTest
    @CsvSource({"lib/clok, lib/clock", "lib/colck, lib/clock", "clock, lib/clock", "lib/Clock, lib/clock"})
    void findsTheNearestName(String wrong, String right) {
        assertThat(SpellChecker.nearest(wrong, NAMES)).contains(right);
    }

    @Test
    void asksWhetherItWasMeant() {
        assertThat(SpellChecker.didYouMean("jobs/psuh", NAMES)).contains("did you mean \"jobs/push\"?");
        assertThat(SpellChecker.didYouMean("jobs/psuh", NAMES, name -> "<" + name + ">"))
                .contains("did you mean <jobs/push>?");
    }

    @Test
    void asksNothingWhereNoNameIsNear() {
        assertThat(SpellChecker.didYouMean("reserve", NAMES)).isEmpty();
    }
}
