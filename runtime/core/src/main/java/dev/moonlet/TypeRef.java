package dev.moonlet;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A type with its type arguments, written out by generated code, so that nothing is asked of reflection.
 *
 * <p>Immutable.
 *
 * @param <T> the type
 */
@SuppressWarnings("UnusedTypeParameter") // what decode() returns
public final class TypeRef<T> {

    private final Type type;

    private TypeRef(Type type) {
        this.type = type;
    }

    /**
     * The type of a class.
     *
     * <pre>{@code
     * TypeRef<Map<String, Point>> points =
     *         TypeRef.of(Map.class, TypeRef.of(String.class), TypeRef.of(Point.class));
     * }</pre>
     *
     * @param rawType the class
     * @param arguments its type arguments, all or none
     * @throws IllegalArgumentException if the class has another number of type parameters
     */
    public static <T> TypeRef<T> of(Class<? super T> rawType, TypeRef<?>... arguments) {
        if (arguments.length == 0) {
            return new TypeRef<>(rawType);
        }
        if (arguments.length != rawType.getTypeParameters().length) {
            throw new IllegalArgumentException(rawType.getName() + " has " + rawType.getTypeParameters().length
                    + " type parameters, not " + arguments.length);
        }
        return new TypeRef<>(new Parameterized(
                rawType, Arrays.stream(arguments).map(TypeRef::type).toList()));
    }

    /** The type as libraries for JSON take it: a {@code Class} or a {@link ParameterizedType}. */
    public Type type() {
        return type;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TypeRef<?> that && type.equals(that.type);
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public String toString() {
        return type.getTypeName();
    }

    private static final class Parameterized implements ParameterizedType {

        private final Class<?> rawType;
        private final List<Type> arguments;

        Parameterized(Class<?> rawType, List<Type> arguments) {
            this.rawType = rawType;
            this.arguments = arguments;
        }

        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(Type[]::new);
        }

        @Override
        public Type getRawType() {
            return rawType;
        }

        @Override
        @SuppressWarnings("NullAway") // null is how Java says that there is none
        public Type getOwnerType() {
            return rawType.getDeclaringClass();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ParameterizedType that
                    && rawType.equals(that.getRawType())
                    && Objects.equals(getOwnerType(), that.getOwnerType())
                    && Arrays.equals(getActualTypeArguments(), that.getActualTypeArguments());
        }

        @Override
        public int hashCode() {
            return arguments.hashCode() ^ Objects.hashCode(getOwnerType()) ^ rawType.hashCode();
        }

        @Override
        public String toString() {
            return arguments.stream()
                    .map(Type::getTypeName)
                    .collect(Collectors.joining(", ", rawType.getTypeName() + "<", ">"));
        }
    }
}
