package dev.moonlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.LuaFrame;
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
        assertThat(MAP.frames(3).get(0)).isEqualTo(new LuaFrame("lib/a:b<c.lua", 7));
        assertThat(MAP.frames(8))
                .hasToString("[lib/a:b<c.lua:12, included from main.lua:2, required from lib/a:b<c.lua:5,"
                        + " called from main.lua:6]");
        assertThat(MAP.frames(1000)).containsExactly(new LuaFrame("main.lua", 994));
    }

    @Test
    void writtenLinesShareOnePlace() {
        assertThat(MAP.frames(1)).containsExactly(new LuaFrame("main.lua", 4));
        assertThat(MAP.frames(2)).containsExactly(new LuaFrame("main.lua", 4));
    }

    @Test
    void writtenLinesAreShownAsTheLineTheyAreWrittenFor() {
        SourceMap map = SourceMap.decode("a.lua\nb.lua\n\n1*0:3\n2=1:1\n5=0:2\n8*0:3\n9*1:4\n");
        assertThat(map.copied(6)).hasValue(6);
        assertThat(map.copied(1)).hasValue(6);
        assertThat(map.copied(8)).hasValue(6);
        assertThat(map.copied(9)).isEmpty();
        assertThat(map.copied(0)).hasValue(0);
    }

    @Test
    void linesBeforeTheFirstHaveNoPlace() {
        assertThat(MAP.frames(0)).isEmpty();
        assertThat(SourceMap.decode("\n").frames(1)).isEmpty();
    }

    @Test
    void otherTextIsRefused() {
        assertThatThrownBy(() -> SourceMap.decode("a")).isInstanceOf(IllegalArgumentException.class);
    }
}
