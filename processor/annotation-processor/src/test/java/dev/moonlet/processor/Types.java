package dev.moonlet.processor;

import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A method for every type; {@code src/test/lua/types} has its scripts. */
@LuaScript("types")
public interface Types {

    String echoString(String value);

    String echoStatus(String value);

    String echoKey(@Key("value") String key);

    long echoInteger(long value);

    @LuaScript("types/echo_integer")
    int echoInt(int value);

    @LuaScript("types/echo_integer")
    Long echoBoxed(Short value);

    String orderKey(long id);

    long count(String counter);

    long countExactly(String counter);

    BigInteger countAsNumber(String counter);

    long digits(String text);

    double echoNumber(double value);

    @LuaScript("types/echo_number")
    Double echoWhole(int value);

    boolean echoBoolean(boolean value);

    Duration echoMilliseconds(Duration value);

    Duration echoSeconds(Duration value);

    @LuaScript("types/echo_seconds")
    long echoSecondsAsLong(long value);

    List<String> luaTypes(
            String key, String text, int whole, double fraction, boolean flag, Duration pause, Duration lease);

    @Nullable
    String optionalString(boolean present);

    @LuaScript("types/optional_string")
    Optional<String> wrappedString(boolean present);

    List<String> keysAround(String first, List<String> middle, String nextToLast, String last);

    List<String> optionalKeys(String first, Optional<String> second, @Nullable String third);

    @LuaScript("types/optional_keys")
    List<String> fewerKeys(String first);

    List<String> ownReads(
            String bucket,
            Optional<String> note,
            Optional<String> mode,
            @Nullable Integer count,
            @Nullable Integer limit,
            @Nullable Boolean flag);

    @LuaScript("types/own_reads")
    List<String> ownReadsOfNothing(String bucket);

    @LuaScript("types/keys_around")
    List<String> keysOfARecord(@Key Around keys, String last);

    record Around(String first, List<String> middle, String nextToLast) {}

    List<String> absentBeforeOthers(String first, Optional<String> second, List<String> others);

    Optional<Boolean> optionalBoolean(boolean present);

    Optional<Double> optionalNumber(boolean present);

    List<String> strings(String text);

    List<Double> numbers(int count);

    List<Boolean> flags(int count);

    void nothing(String key, String value);

    @LuaScript("types/echo_integer")
    CompletableFuture<Long> echoIntegerAsync(long value);

    CompletionStage<Void> nothingAsync(String key, String value);

    void undeclared(String key, String value);

    Person person(String name, boolean nick);

    CompletableFuture<Person> personAsync(String name, boolean nick);

    Mismatched mismatched(String what);

    CompletionStage<Mismatched> mismatchedAsync(String what);

    record Person(
            String name, @Nullable String nick, Home home, List<Double> scores, boolean active, List<Visit> visits) {}

    record Home(String street, int number) {}

    record Visit(Duration took, Duration at) {}

    record Mismatched(long id, List<Row> rows) {}

    record Row(String name) {}
}
