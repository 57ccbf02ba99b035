package dev.moonlet.codegen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arrays as lists, and back. An array that is {@code null} stays {@code null}, which the method that sends it refuses by its name.
 */
public final class ArrayValues {

    private ArrayValues() {}

    /** The values of an array of objects. */
    public static <T> @Nullable List<T> of(T @Nullable [] array) {
        return array == null ? null : Arrays.asList(array);
    }

    /** The values of an array. */
    public static @Nullable List<Integer> of(int @Nullable [] array) {
        return array == null ? null : Arrays.stream(array).boxed().toList();
    }

    /** The values of an array. */
    public static @Nullable List<Long> of(long @Nullable [] array) {
        return array == null ? null : Arrays.stream(array).boxed().toList();
    }

    /** The values of an array. */
    public static @Nullable List<Double> of(double @Nullable [] array) {
        return array == null ? null : Arrays.stream(array).boxed().toList();
    }

    /** The values of an array. */
    public static @Nullable List<Float> of(float @Nullable [] array) {
        if (array == null) {
            return null;
        }
        List<Float> values = new ArrayList<>(array.length);
        for (float value : array) {
            values.add(value);
        }
        return values;
    }

    /** The values of an array. */
    public static @Nullable List<Short> of(short @Nullable [] array) {
        if (array == null) {
            return null;
        }
        List<Short> values = new ArrayList<>(array.length);
        for (short value : array) {
            values.add(value);
        }
        return values;
    }

    /** The values of an array. */
    public static @Nullable List<Boolean> of(boolean @Nullable [] array) {
        if (array == null) {
            return null;
        }
        List<Boolean> values = new ArrayList<>(array.length);
        for (boolean value : array) {
            values.add(value);
        }
        return values;
    }

    /** An array of the values of a list. */
    public static float[] floats(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }

    /** An array of the values of a list. */
    public static short[] shorts(List<Short> values) {
        short[] array = new short[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }

    /** An array of the values of a list. */
    public static boolean[] booleans(List<Boolean> values) {
        boolean[] array = new boolean[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }
}
