package dev.moonlet.processor;

import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A method for every way to supply an argument; {@code src/test/lua/arguments} has its scripts. */
@LuaScript("arguments")
public interface Arguments {

    String string(String value);

    @LuaScript("arguments/string")
    String charSequence(CharSequence value);

    @LuaScript("arguments/string")
    String bytes(byte[] value);

    @LuaScript("arguments/string")
    String buffer(ByteBuffer value);

    @LuaScript("arguments/string")
    String constant(TimeUnit value);

    @LuaScript("arguments/string")
    String uuid(UUID value);

    @LuaScript("arguments/untyped")
    String untyped(String value);

    String key(UUID value);

    @LuaScript("arguments/key")
    String keyOfBytes(byte[] value);

    List<String> keys(String first, String... others);

    List<String> computed(String bucket, long id, String user, BigInteger big, Duration wait);

    @LuaScript("arguments/computed")
    List<String> computedFromBytes(byte[] bucket, long id, TimeUnit user, long big, long wait);

    List<String> computedByCall(String bucket);

    String integer(long value);

    @LuaScript("arguments/integer")
    String bigInteger(BigInteger value);

    @LuaScript("arguments/integer")
    String boxedByte(Byte value);

    String number(double value);

    @LuaScript("arguments/number")
    String bigDecimal(BigDecimal value);

    @LuaScript("arguments/number")
    String boxedFloat(Float value);

    String milliseconds(Instant value);

    @LuaScript("arguments/milliseconds")
    String duration(Duration value);

    String seconds(Instant value);

    @LuaScript("arguments/seconds")
    String boxedSeconds(Long value);

    List<String> strings(int before, List<String> values, int after);

    @LuaScript("arguments/strings")
    List<String> setOfConstants(int before, Set<TimeUnit> values, int after);

    @LuaScript("arguments/strings")
    List<String> arrayOfBytes(int before, byte[][] values, int after);

    @LuaScript("arguments/rest_integers")
    long sumOfCollection(Collection<Integer> rest);

    @LuaScript("arguments/rest_integers")
    long sum(long... rest);

    List<Double> numbers(double[] values);

    List<Boolean> booleans(Iterable<Boolean> values);

    List<Duration> durations(List<Duration> values);

    List<Long> matrix(int[][] rows);

    @LuaScript("arguments/matrix")
    List<Long> listsOfLists(List<? extends List<Long>> rows);

    List<String> rest(int first, String... rest);

    String optionalString(@Nullable String value);

    @LuaScript("arguments/optional_string")
    String wrappedString(Optional<String> value);

    String optionalInteger(@Nullable Integer value);

    @LuaScript("arguments/optional_integer")
    String primitive(int value);

    String optionalBoolean(Optional<Boolean> value);

    String optionalStrings(@Nullable List<String> values);

    @LuaScript("arguments/optional_strings")
    String wrappedStrings(Optional<String[]> values);

    Object forwarded(@Key String key, long value);

    Object undeclared(String text, @Key String key, int count, boolean on);

    @LuaScript("arguments/undeclared")
    Object undeclaredRest(@Key UUID key, Collection<TimeUnit> values);

    @LuaScript("arguments/defaults")
    List<String> allDefaults();

    List<String> defaults(
            @Nullable String text,
            int count,
            @Nullable Boolean loud,
            Optional<Duration> pause,
            @Nullable List<String> tags);
}
