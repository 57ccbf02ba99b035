package dev.moonlet;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

/**
 * A long job as a series of slices: calls of one script with {@code @resume}, each of which goes on from the position that the one
 * before it has returned, until a slice returns none.
 *
 * <pre>{@code
 * @LuaScript("ranking/recompute")
 * interface Ranking {
 *     Resumable<Slice> recompute(String ranking, int limit);
 *
 *     record Slice(long changed, @Nullable Long position) {}
 * }
 *
 * for (Slice slice : ranking.recompute("ranking", 500).pausing(Duration.ofMillis(5))) {
 *     total += slice.changed();
 * }
 * }</pre>
 *
 * <p>Nothing runs before the slices are asked for; each iterator, stream and subscription begins anew, with the position that the method
 * was given, or else with that of the script. A slice is a call like any other: what it does is atomic, and it may run more than once if the
 * connection breaks between its request and its reply, unless its executor sends {@linkplain Delivery#AT_MOST_ONCE at most once}. When a
 * slice fails, the slices end with its exception; the last result has the position from which to begin again. Between slices other calls
 * run, so a slice has to expect data that have changed.
 *
 * <p>A {@link Pipeline} and a {@link Transaction} can't run slices: the position of the next one is known with the result of one.
 *
 * <p>Immutable and safe for use by several threads; its iterators and streams are for one thread at a time.
 *
 * @param <T> the result of a slice
 * @see <a href="https://redis.io/docs/latest/develop/programmability/eval-intro/">Scripting with Lua</a>
 */
@Beta
public interface Resumable<T> extends Iterable<T> {

    /**
     * The same slices, with a pause between each two, in which the server does other work.
     *
     * @throws IllegalArgumentException if it is negative
     */
    Resumable<T> pausing(Duration pause);

    /**
     * The same slices, but no more than a number of them: one more is a {@link SliceLimitException}, which says where it stopped.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    Resumable<T> atMost(long slices);

    /**
     * The same slices, but none that begins later than this after the first one: such a slice is a {@link SliceLimitException}, which
     * says where it stopped.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    Resumable<T> within(Duration time);

    /**
     * Runs a slice for each element that is asked for, and waits for it. {@link Iterator#next()} has the exceptions of
     * {@link ScriptExecutor#execute}; an interrupt ends a pause with a
     * {@link io.lettuce.core.RedisCommandInterruptedException}.
     */
    @Override
    Iterator<T> iterator();

    /** The same as a stream: sequential, and lazy. What is not asked for does not run, so that it need not be closed. */
    Stream<T> stream();

    /**
     * The same without waiting: a slice runs when the subscriber has asked for it. Cancelling the subscription ends the slices; one that
     * was sent may still run.
     */
    Flux<T> flux();

    /**
     * Runs all slices without waiting, and hands each result over, one after the other. Cancelling the future ends the slices; one that
     * was sent may still run.
     *
     * @param slice receives the results; what it throws ends the slices, and is the failure of the future
     */
    CompletableFuture<Void> runAsync(Consumer<? super T> slice);
}
