package dev.moonlet.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.generated.SourceMap.Place;
import org.junit.jupiter.api.Test;

class SourceMapTest {

    private static final SourceMap MAP = SourceMap.decode("""
            main.lua
            lib/a:b<c.lua

            1*0:4
            3=1:7<0:2^1:5@0:6
            9=0:3
            """);

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
        assertThat(SourceMap.decode("\n").place(1)).isEmpty();
    }

    @Test
    void otherTextIsRefused() {
        assertThatThrownBy(() -> SourceMap.decode("a")).isInstanceOf(IllegalArgumentException.class);
    }
}
