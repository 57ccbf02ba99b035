package dev.moonlet.scripts;

import dev.moonlet.LuaScript;
import dev.moonlet.Resumable;
import org.jspecify.annotations.Nullable;

/** Scripts that run in slices. */
@LuaScript("slices")
public interface Slices {

    /** What a slice has done. */
    record Numbered(long number, @Nullable Long from) {}

    /** What a slice has found. */
    record Scored(@Nullable String member, @Nullable Double after) {}

    Resumable<Numbered> numbers(String log, long last);

    @LuaScript("slices/numbers")
    Resumable<Numbered> numbersFrom(String log, long last, @Nullable Long from);

    Resumable<Scored> scores(String members);

    @LuaScript("slices/scores")
    Resumable<Scored> scoresFrom(String members, @Nullable Double after);
}
