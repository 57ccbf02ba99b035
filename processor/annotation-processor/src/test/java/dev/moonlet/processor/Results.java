package dev.moonlet.processor;

import dev.moonlet.LuaScript;
import io.lettuce.core.RedisFuture;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A method for every way to take a result; {@code src/test/lua/results} has its scripts. */
@LuaScript("results")
public interface Results {

    CharSequence string(String value);

    @LuaScript("results/string")
    byte[] bytes(byte[] value);

    @LuaScript("results/string")
    UUID uuid(UUID value);

    @LuaScript("results/string")
    TimeUnit constant(String value);

    BigInteger integer();

    BigDecimal number(BigDecimal value);

    Instant milliseconds();

    Instant seconds();

    long[] integers();

    @LuaScript("results/integers")
    int[] ints();

    @LuaScript("results/integers")
    Set<Integer> setOfIntegers();

    double[] numbers();

    String[] strings();

    @LuaScript("results/strings")
    Collection<String> collection();

    Map<String, Long> names();

    Nested nested();

    Pair pair();

    Object undeclared();

    @LuaScript("results/counted")
    Mono<Long> counted(String counter);

    @LuaScript("results/counted")
    RedisFuture<Long> countedLater(String counter);

    @LuaScript("results/string")
    RedisFuture<TimeUnit> constantLater(String value);

    @LuaScript("results/nothing")
    Mono<String> maybe();

    @LuaScript("results/nothing")
    Mono<Void> nothing();

    @LuaScript("results/strings")
    Flux<String> each();

    record Nested(Object any, Map<String, List<Point>> points) {}

    record Point(double x, Optional<String> label) {}

    record Pair(String name, @Nullable Integer number) {}
}
