package dev.moonlet.codegen;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a reply that has one of several shapes: first the values that the script declares as failures, then what it declares as
 * its result, told apart by the kind of the reply. Generated code adds each shape once, and keeps the instance in a constant
 * where it can; from then on it is not changed, and safe for use by several threads.
 *
 * @param <T> the Java type of the value
 */
public final class Shapes<T extends @Nullable Object> implements ReplyDecoder<T> {

    private final List<Failure<? extends T>> failures = new ArrayList<>();
    private @Nullable ReplyDecoder<? extends T> integer;
    private @Nullable ReplyDecoder<? extends T> string;
    private @Nullable ReplyDecoder<? extends T> array;
    private @Nullable ReplyDecoder<? extends T> nil;
    private @Nullable ReplyDecoder<? extends T> other;
    private final List<ReplyDecoder<? extends T>> tagged = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    /** None yet. */
    public Shapes() {}

    /** A value that stands for a failure, and what is made of it. */
    private record Failure<T extends @Nullable Object>(FailureValue value, ReplyDecoder<T> outcome) {}

    /** Reads integers. */
    public Shapes<T> integer(ReplyDecoder<? extends T> decoder) {
        integer = decoder;
        expected.add("an integer");
        return this;
    }

    /** Reads strings. */
    public Shapes<T> string(ReplyDecoder<? extends T> decoder) {
        string = decoder;
        expected.add("a string");
        return this;
    }

    /** Reads arrays. */
    public Shapes<T> array(ReplyDecoder<? extends T> decoder) {
        array = decoder;
        expected.add("an array");
        return this;
    }

    /** Reads nil. */
    public Shapes<T> nil(ReplyDecoder<? extends T> decoder) {
        nil = decoder;
        expected.add("nil");
        return this;
    }

    /** Makes a value of nil. */
    public Shapes<T> nilAs(T value) {
        return nil(reply -> {
            reply.discard();
            return value;
        });
    }

    /** Reads the next one of several records, each of which is sent behind its number. */
    public Shapes<T> tagged(ReplyDecoder<? extends T> decoder) {
        tagged.add(decoder);
        return array(this::readTagged);
    }

    private T readTagged(Reply reply) {
        reply.fields(2);
        int number = reply.int32("[0]");
        if (number < 0 || number >= tagged.size()) {
            throw reply.mismatch("one of " + tagged.size() + " shapes");
        }
        return reply.at("", tagged.get(number));
    }

    /** Reads whatever is not a failure. */
    public Shapes<T> other(ReplyDecoder<? extends T> decoder) {
        other = decoder;
        return this;
    }

    /**
     * A value that stands for a failure, which throws a {@link dev.moonlet.ReturnedErrorException}.
     *
     * @param name its declared name
     * @param text its declared text
     */
    public Shapes<T> failure(FailureValue value, String name, String text) {
        failures.add(new Failure<>(value, reply -> {
            throw reply.returnedError(value.code(), name, text);
        }));
        return this;
    }

    /**
     * A value that stands for a failure, which is returned as a value.
     *
     * @param result what is returned
     */
    public Shapes<T> failure(FailureValue value, T result) {
        failures.add(new Failure<>(value, reply -> {
            reply.discard();
            return result;
        }));
        return this;
    }

    @Override
    public T decode(Reply reply) {
        for (Failure<? extends T> failure : failures) {
            if (reply.is(failure.value())) {
                return failure.outcome().decode(reply);
            }
        }
        ReplyDecoder<? extends T> decoder = other != null ? other : byKind(reply);
        if (decoder == null) {
            throw reply.mismatch(
                    String.join(" or ", expected.stream().distinct().toList()));
        }
        return decoder.decode(reply);
    }

    private @Nullable ReplyDecoder<? extends T> byKind(Reply reply) {
        return switch (reply.shape()) {
            case INTEGER -> integer;
            case STRING -> string;
            case ARRAY -> array;
            case NIL -> nil;
            case OTHER -> null;
        };
    }
}
