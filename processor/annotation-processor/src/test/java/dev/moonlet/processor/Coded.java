package dev.moonlet.processor;

import dev.moonlet.Arg;
import dev.moonlet.Codec;
import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import dev.moonlet.ValueCodec;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Values that are sent through codecs; {@code src/test/lua/coded} has its scripts. */
@LuaScript("coded")
@Codec({Coded.Dates.class, Coded.Days.class})
public interface Coded {

    Bill pay(String account, Money amount, Optional<Money> tip, Money... parts);

    @LuaScript("coded/on")
    String on(LocalDate date, @Arg("day_of_week") List<DayOfWeek> days);

    String shout(@Codec(Braces.class) String text);

    @LuaScript("coded/shout")
    @Codec(Braces.class)
    CompletableFuture<String> shoutAsync(String text);

    Object raw(@Key LocalDate key, Money amount, @Codec(Braces.class) String text);

    Money half(Money amount);

    List<String> describe(@Nullable Document value);

    Document echo(Document value);

    @LuaScript("coded/echo")
    Map<String, List<? extends Document>> echoMap(Map<String, ? extends List<? extends Document>> value);

    @LuaScript("coded/echo")
    int[] echoNumbers(int... value);

    @LuaScript("coded/echo")
    long echoNumber(long value);

    @LuaScript("coded/echo")
    Object echoAnything(Object value);

    @LuaScript("coded/echo")
    List<Double> echoDoubles(List<Double> value);

    @LuaScript("coded/echo")
    List<BigDecimal> echoDecimals(List<BigDecimal> value);

    @LuaScript("coded/echo")
    Map<Long, Set<Set<String>>> echoSets(Map<Long, Set<Set<String>>> value);

    Optional<Document> maybe(Optional<Document> value);

    @LuaScript("coded/maybe")
    @Nullable
    Document maybeNull(@Nullable Document value);

    Documents documents(List<Document> values);

    Document encoded(String text);

    record Document(
            String name,
            int size,
            @Nullable List<Double> weights,
            @Nullable Document part) {}

    record Documents(Document first, List<Document> all, Map<String, Document> byName) {}

    record Bill(Money total, List<Money> parts, Optional<Money> largest) {}

    /** An amount of cents. */
    @Codec(Moneys.class)
    record Money(long cents) {}

    /** Sends money as cents, of which there are never less than none. */
    final class Moneys implements ValueCodec<Money, Long> {

        @Override
        public Long encode(Money value) {
            return value.cents();
        }

        @Override
        public Money decode(Long value) {
            if (value < 0) {
                throw new IllegalArgumentException("secret " + value);
            }
            return new Money(value);
        }
    }

    /** Sends dates as ISO 8601 has them. */
    final class Dates implements ValueCodec<LocalDate, String> {

        @Override
        public String encode(LocalDate value) {
            return value.toString();
        }

        @Override
        public LocalDate decode(String value) {
            return LocalDate.parse(value);
        }
    }

    /** Sends days by their short names, although an enum is sent by its name. */
    final class Days implements ValueCodec<DayOfWeek, String> {

        @Override
        public String encode(DayOfWeek value) {
            return value.name().substring(0, 3).toLowerCase(Locale.ROOT);
        }

        @Override
        public DayOfWeek decode(String value) {
            throw new UnsupportedOperationException();
        }
    }

    /** Puts strings into braces. */
    final class Braces implements ValueCodec<String, String> {

        @Override
        public String encode(String value) {
            if (value.contains("}")) {
                throw new IllegalStateException("there is a brace in it");
            }
            return "{" + value + "}";
        }

        @Override
        public String decode(String value) {
            return value.substring(1);
        }
    }
}
