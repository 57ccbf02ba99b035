package dev.moonlet.examples.ranking;

import dev.moonlet.LuaScript;
import dev.moonlet.Resumable;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** The scripts of a ranking: each method runs the script of the same name in {@code src/main/lua/ranking}, slice by slice. */
@LuaScript("ranking")
public interface RankingScripts {

    /** Moves a sorted set. */
    Resumable<Moved> move(String source, String target, int limit);

    /** Empties a set. */
    Resumable<Removed> clear(String members, int limit);

    /** Computes a ranking anew. */
    Resumable<Recomputed> recompute(String players, String results, String ranking, int limit);

    /** The same from a stored position on. */
    @LuaScript("ranking/recompute")
    Resumable<Recomputed> recomputeFrom(
            String players, String results, String ranking, int limit, @Nullable String after);

    /** The same, as an iterator. */
    @LuaScript("ranking/recompute")
    Iterator<Recomputed> recomputeSlices(String players, String results, String ranking, int limit);

    /** The same, as a stream. */
    @LuaScript("ranking/recompute")
    Stream<Recomputed> streamRecomputed(String players, String results, String ranking, int limit);

    /** The same, without waiting. */
    @LuaScript("ranking/recompute")
    Flux<Recomputed> recomputed(String players, String results, String ranking, int limit);

    /** One slice. */
    @LuaScript("ranking/recompute")
    Recomputed recomputeSlice(String players, String results, String ranking, int limit, @Nullable String after);

    /** How many have been moved so far; null in the last slice. */
    record Moved(@Nullable Long moved) {}

    /** How many have been removed so far; null in the last slice. */
    record Removed(@Nullable Long removed) {}

    /** The players of a slice, and where the next one begins; null in the last slice. */
    record Recomputed(int players, @Nullable String after) {}
}
