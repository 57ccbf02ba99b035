package dev.moonlet.processor;

import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import dev.moonlet.Returns;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A script that declares nothing, with a result of every type. */
@LuaScript("untouched/value")
public interface Untouched {

    long number(String lua);

    int small(String lua);

    byte smallest(String lua);

    Long boxed(String lua);

    BigInteger whole(String lua);

    double fraction(String lua);

    BigDecimal decimal(String lua);

    boolean flag(String lua);

    String text(String lua);

    byte[] bytes(String lua);

    UUID uuid(String lua);

    TimeUnit unit(String lua);

    Optional<String> optional(String lua);

    @Nullable
    String nullable(String lua);

    Object any(String lua);

    List<String> list(String lua);

    Collection<@Nullable String> listWithNil(String lua);

    Set<Long> set(String lua);

    long[] array(String lua);

    List<Boolean> flags(String lua);

    Map<String, Long> map(String lua);

    Row row(String lua);

    Optional<Row> optionalRow(String lua);

    List<Row> rows(String lua);

    Brief brief(String lua);

    List<Brief> briefs(String lua);

    CompletionStage<Long> numberAsync(String lua);

    CompletionStage<Optional<Row>> rowAsync(String lua);

    void nothing(String lua);

    @LuaScript("untouched/lease")
    @Returns("milliseconds?")
    Optional<Duration> lease(@Key String lease);

    @LuaScript("untouched/job")
    @Returns("{ id: string, weight: number, tags: string[] }")
    Job job(String id);

    @LuaScript("untouched/take")
    List<String> take(@Key String lease, String owner, Duration ttl, Optional<Long> fence);

    record Job(String id, double weight, List<String> tags) {}

    record Brief(
            long state,
            Optional<String> value,
            boolean more,
            @Nullable Long count) {}

    record Row(String name, Optional<Long> score, boolean active, List<String> tags) {}
}
