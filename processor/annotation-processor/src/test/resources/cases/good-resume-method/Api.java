package app;

import dev.moonlet.LuaScript;
import dev.moonlet.ReadTimeout;
import dev.moonlet.Resumable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

interface Api {
    @LuaScript("trim")
    interface Trim {
        Resumable<Slice> all(String source, int limit);

        Iterator<Slice> iterator(String source, int limit);

        Stream<Slice> stream(String source, int limit);

        Flux<Slice> flux(String source, int limit);

        Resumable<Slice> from(String source, int limit, Long position);

        Resumable<Slice> fromPrimitive(String source, int limit, long position);

        Resumable<Slice> of(Source source, Optional<Long> position);

        Slice one(String source, int limit);

        CompletionStage<Slice> oneAsync(String source, int limit, Long position);

        @ReadTimeout("100ms")
        Resumable<Maybe> maybe(String source, int limit);
    }

    @LuaScript("by_score")
    interface Scores {
        Resumable<Page<String>> pages(String source);

        Resumable<Page<String>> slice(String source, Optional<Double> score);
    }

    record Source(String source, int limit) {}

    record Slice(long count, Long position) {}

    record Maybe(long count, Optional<Long> position) {}

    record Page<T>(Double score, List<T> members) {}
}
