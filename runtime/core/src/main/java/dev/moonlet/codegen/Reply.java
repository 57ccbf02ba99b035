package dev.moonlet.codegen;

import dev.moonlet.JsonCodec;
import dev.moonlet.MsgpackCodec;
import dev.moonlet.ReplyMismatchException;
import dev.moonlet.ReturnedErrorException;
import dev.moonlet.TypeRef;
import dev.moonlet.ValueCodec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A reply of Redis, read from front to back, each value by the method of its declared type.
 *
 * <p>The path that most methods take, such as {@code .remaining}, is the place of the value inside the one that has it; it is
 * {@code ""} for the reply as a whole and for an element of an array, which methods without a path read. It appears in the
 * message of the {@link ReplyMismatchException} that every method throws when it finds something else than it reads.
 *
 * <p>Not safe for use by several threads.
 */
public interface Reply {

    /** What the next value is, as far as it distinguishes results of several shapes. */
    enum Shape {
        /** An integer. */
        INTEGER,
        /** A string or a status. */
        STRING,
        /** An array, or a map of RESP3. */
        ARRAY,
        /** Nothing. */
        NIL,
        /** Anything else. */
        OTHER
    }

    /** What the next value is, which is not consumed. */
    Shape shape();

    /** Whether the next value is one that stands for a failure; it is not consumed. */
    boolean is(FailureValue value);

    /** The error that the next value is something else than expected. */
    ReplyMismatchException mismatch(String expected);

    /** The error that the script returned a value that it declares as a failure. */
    ReturnedErrorException returnedError(String code, String name, String text);

    /**
     * This reply, of a script that does not declare what it returns: an integer may be a string of its digits, and a boolean
     * may be nil, which is {@code false}, or the status {@code OK}.
     */
    Reply undeclared();

    /** Reads a string or a status, as UTF-8. */
    String string(String path);

    /** Reads a string as it came. */
    byte[] bytes(String path);

    /** Reads a string that is the name of a constant. */
    <E extends Enum<E>> E constant(String path, Class<E> type);

    /** Reads a string that is a UUID in its usual form. */
    UUID uuid(String path);

    /**
     * Reads a string that a function makes something of.
     *
     * @param expected what the string is, for the message where the function throws an {@link IllegalArgumentException}
     */
    <T extends @Nullable Object> T parsed(String path, String expected, Function<String, T> parser);

    /**
     * Reads a value that a codec makes something of.
     *
     * @param decoder reads what the codec takes
     */
    <T, V> T coded(String path, ValueCodec<T, V> codec, ReplyDecoder<V> decoder);

    /** Reads a string of JSON that a codec makes a value of; the JSON {@code null} is a mismatch. */
    <T> T json(String path, JsonCodec codec, TypeRef<T> type);

    /** Reads nil, or a string of JSON that a codec makes a value of; {@code null} for nil and for the JSON {@code null}. */
    <T> @Nullable T optionalJson(String path, JsonCodec codec, TypeRef<T> type);

    /** Reads a string of MessagePack that a codec makes a value of; nil in it is a mismatch. */
    <T> T msgpack(String path, MsgpackCodec codec, TypeRef<T> type);

    /** Reads nil, or a string of MessagePack that a codec makes a value of; {@code null} for nil. */
    <T> @Nullable T optionalMsgpack(String path, MsgpackCodec codec, TypeRef<T> type);

    /** Reads an integer below 2<sup>53</sup>: a larger one has been rounded by Lua. */
    long integer(String path);

    /** Reads an integer. */
    BigInteger bigInteger(String path);

    /** Reads an integer of 64 bits: a string of its digits, or one below 2<sup>53</sup>. */
    long int64(String path);

    /** Reads an integer of 64 bits: a string of its digits, or one below 2<sup>53</sup>. */
    BigInteger bigInt64(String path);

    /** Reads an integer that fits an {@code int}. */
    int int32(String path);

    /** Reads an integer that fits a {@code short}. */
    short int16(String path);

    /** Reads an integer that fits a {@code byte}. */
    byte int8(String path);

    /** Reads a number, which scripts send as a decimal string so that its fraction is kept. */
    double number(String path);

    /** Reads a number as the {@code float} that is nearest to it. */
    float float32(String path);

    /** Reads a number with all its decimal digits. */
    BigDecimal decimal(String path);

    /** Reads a boolean, which scripts send as 1 or 0. */
    boolean bool(String path);

    /** Reads an integer of milliseconds. */
    Duration milliseconds(String path);

    /** Reads an integer of seconds. */
    Duration seconds(String path);

    /** Reads an integer of milliseconds since 1970. */
    Instant epochMilliseconds(String path);

    /** Reads an integer of seconds since 1970. */
    Instant epochSeconds(String path);

    /** Reads any reply and discards it. */
    void discard();

    /** Whether the next value is nil; if so, it is consumed. */
    boolean skipNil();

    /** Reads nil, or a value that {@code present} decodes. */
    <T> Optional<T> optional(String path, ReplyDecoder<T> present);

    /** Reads an array whose elements {@code element} decodes, in order, into an unmodifiable list. */
    <T extends @Nullable Object> List<T> list(String path, ReplyDecoder<T> element);

    /** Reads an array whose elements {@code element} decodes, in order, into an unmodifiable set; what is double is lost. */
    <T> Set<T> set(String path, ReplyDecoder<T> element);

    /** Begins to read a record: an array of as many values as it has fields, which are read next, in order. */
    void fields(int count);

    /**
     * Begins to read a record that may lack its last fields, because Redis ends an array at a nil.
     *
     * @return how many of its fields there are
     */
    int fields(int required, int count);

    /** Reads a record that is a part of another one. */
    <T> T at(String path, ReplyDecoder<T> decoder);

    /**
     * Reads a table from strings to values of one type: an array of twice as many entries, keys and values in turn, into
     * an unmodifiable map in the order of the reply.
     */
    <T extends @Nullable Object> Map<String, T> map(String path, ReplyDecoder<T> value);

    /**
     * Reads keys and values in turn, or a map of RESP3, into an unmodifiable map in the order of the reply; a key that is there
     * twice is a mismatch. Numbers may be strings of their digits.
     */
    <K, V extends @Nullable Object> Map<K, V> pairs(String path, ReplyDecoder<K> key, ReplyDecoder<V> value);

    /**
     * Reads keys and values in turn, or a map of RESP3, into an unmodifiable list in the order of the reply. Numbers may be
     * strings of their digits.
     *
     * @param pair reads a key and its value
     */
    <T> List<T> pairs(String path, ReplyDecoder<T> pair);

    /**
     * Reads whatever is there: {@code null} for nil, a {@code Long} for an integer, a {@code String} for a string or a
     * status in UTF-8, a {@code byte[]} for a string of other bytes, a {@code Double} for a double of RESP3, an unmodifiable
     * {@code List} of such values for an array, and an unmodifiable {@code Map} of them for a map of RESP3.
     */
    @Nullable
    Object any(String path);

    /** Reads a string or a status, as UTF-8. */
    default String string() {
        return string("");
    }

    /** Reads a string as it came. */
    default byte[] bytes() {
        return bytes("");
    }

    /** Reads a string that is a UUID in its usual form. */
    default UUID uuid() {
        return uuid("");
    }

    /** Reads an integer. */
    default long integer() {
        return integer("");
    }

    /** Reads an integer. */
    default BigInteger bigInteger() {
        return bigInteger("");
    }

    /** Reads an integer of 64 bits. */
    default long int64() {
        return int64("");
    }

    /** Reads an integer of 64 bits. */
    default BigInteger bigInt64() {
        return bigInt64("");
    }

    /** Reads an integer that fits an {@code int}. */
    default int int32() {
        return int32("");
    }

    /** Reads an integer that fits a {@code short}. */
    default short int16() {
        return int16("");
    }

    /** Reads an integer that fits a {@code byte}. */
    default byte int8() {
        return int8("");
    }

    /** Reads a number. */
    default double number() {
        return number("");
    }

    /** Reads a number as the {@code float} that is nearest to it. */
    default float float32() {
        return float32("");
    }

    /** Reads a number with all its decimal digits. */
    default BigDecimal decimal() {
        return decimal("");
    }

    /** Reads a boolean. */
    default boolean bool() {
        return bool("");
    }

    /** Reads an integer of milliseconds. */
    default Duration milliseconds() {
        return milliseconds("");
    }

    /** Reads an integer of seconds. */
    default Duration seconds() {
        return seconds("");
    }

    /** Reads an integer of milliseconds since 1970. */
    default Instant epochMilliseconds() {
        return epochMilliseconds("");
    }

    /** Reads an integer of seconds since 1970. */
    default Instant epochSeconds() {
        return epochSeconds("");
    }

    /** Reads a string that is the name of a constant. */
    default <E extends Enum<E>> E constant(Class<E> type) {
        return constant("", type);
    }

    /** Reads a value that a codec makes something of. */
    default <T, V> T coded(ValueCodec<T, V> codec, ReplyDecoder<V> decoder) {
        return coded("", codec, decoder);
    }

    /** Reads a string of JSON that a codec makes a value of; the JSON {@code null} is a mismatch. */
    default <T> T json(JsonCodec codec, TypeRef<T> type) {
        return json("", codec, type);
    }

    /** Reads nil, or a string of JSON that a codec makes a value of. */
    default <T> @Nullable T optionalJson(JsonCodec codec, TypeRef<T> type) {
        return optionalJson("", codec, type);
    }

    /** Reads a string of MessagePack that a codec makes a value of; nil in it is a mismatch. */
    default <T> T msgpack(MsgpackCodec codec, TypeRef<T> type) {
        return msgpack("", codec, type);
    }

    /** Reads nil, or a string of MessagePack that a codec makes a value of. */
    default <T> @Nullable T optionalMsgpack(MsgpackCodec codec, TypeRef<T> type) {
        return optionalMsgpack("", codec, type);
    }

    /** Reads an array into an unmodifiable list. */
    default <T extends @Nullable Object> List<T> list(ReplyDecoder<T> element) {
        return list("", element);
    }

    /** Reads an array into an unmodifiable set. */
    default <T> Set<T> set(ReplyDecoder<T> element) {
        return set("", element);
    }

    /** Reads a table from strings to values of one type into an unmodifiable map. */
    default <T extends @Nullable Object> Map<String, T> map(ReplyDecoder<T> value) {
        return map("", value);
    }

    /** Reads keys and values in turn into an unmodifiable map. */
    default <K, V extends @Nullable Object> Map<K, V> pairs(ReplyDecoder<K> key, ReplyDecoder<V> value) {
        return pairs("", key, value);
    }

    /** Reads keys and values in turn into an unmodifiable list. */
    default <T> List<T> pairs(ReplyDecoder<T> pair) {
        return pairs("", pair);
    }

    /** Reads nil, or a value that {@code present} decodes. */
    default <T> Optional<T> optional(ReplyDecoder<T> present) {
        return optional("", present);
    }

    /** Reads whatever is there, as {@link #any(String)} does. */
    default @Nullable Object any() {
        return any("");
    }
}
