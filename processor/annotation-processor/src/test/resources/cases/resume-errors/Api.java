package app;

import dev.moonlet.LuaScript;
import dev.moonlet.Resumable;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;

@LuaScript("scripts")
interface Api {
    Resumable<Long> plain(String source, int limit);

    Resumable<Slice> noKey();

    Resumable<Slice> noResult(String source);

    Resumable<Slice> noReturn(String source);

    Resumable<Slice> noField(String source);

    Resumable<Slice> otherType(String source);

    Resumable<Slice> noFirst(String source);

    Resumable<Slice> badType(String source);

    Resumable<Slice> twice(String source);

    @LuaScript("scripts/fine")
    Resumable<Map<String, Long>> notARecord(String source);

    @LuaScript("scripts/fine")
    Iterator<Counted> withoutPosition(String source);

    @LuaScript("scripts/fine")
    Stream<Slice> otherStart(String source, String position);

    record Slice(Long position) {}

    record Counted(long count) {}
}
