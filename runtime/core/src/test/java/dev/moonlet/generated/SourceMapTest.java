package dev.moonlet.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.generated.SourceMap.Link;
import dev.moonlet.generated.SourceMap.Place;
import dev.moonlet.generated.SourceMap.Run;
import dev.moonlet.generated.SourceMap.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceMapTest {

    private static final SourceMap MAP = SourceMap.of(List.of(
            new Run(1, new Place("main.lua", 4), false, List.of()),
            new Run(
                    3,
                    new Place("lib/a:b<c.lua", 7),
                    true,
                    List.of(
                            new Step(Link.INCLUDED, new Place("main.lua", 2)),
                            new Step(Link.REQUIRED, new Place("lib/a:b<c.lua", 5)),
                            new Step(Link.CALLED, new Place("main.lua", 6)))),
            new Run(9, new Place("main.lua", 3), true, List.of())));

    @Test
    void copiedLinesFollowEachOther() {
        assertThat(MAP.place(3)).contains(new Place("lib/a:b<c.lua", 7));
        assertThat(MAP.place(8)).contains(new Place("lib/a:b<c.lua", 12));
        assertThat(MAP.run(8).orElseThrow().chain())
                .hasToString("[included from main.lua:2, required from lib/a:b<c.lua:5, called from main.lua:6]");
        assertThat(MAP.place(1000)).contains(new Place("main.lua", 994));
    }

    @Test
    void writtenLinesShareOnePlace() {
        assertThat(MAP.place(1)).contains(new Place("main.lua", 4));
        assertThat(MAP.place(2)).contains(new Place("main.lua", 4));
    }

    @Test
    void linesBeforeTheFirstHaveNoPlace() {
        assertThat(MAP.place(0)).isEmpty();
        assertThat(SourceMap.of(List.of()).place(1)).isEmpty();
    }

    @Test
    void textKeepsEverything() {
        assertThat(SourceMap.decode("""
                        main.lua
                        lib/a:b<c.lua

                        1*0:4
                        3=1:7<0:2^1:5@0:6
                        9=0:3
                        """)).isEqualTo(MAP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a\n\nx",
                "a\n\n1",
                "a\n\n=0:1",
                "a\n\n1=0",
                "a\n\n1=0:x",
                "a\n\n1=0:1<",
                "a\n\n1#0:1",
                "a\n\n1=1:1"
            })
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> SourceMap.decode(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
