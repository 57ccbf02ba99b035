package dev.moonlet.test;

import dev.moonlet.JsonCodec;
import dev.moonlet.MsgpackCodec;
import dev.moonlet.ScriptExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Finds the implementation that the annotation processor writes of an interface, and makes one. */
final class GeneratedImplementation {

    /** How a class file says that the interface or a method has the annotation, which is not visible at run time. */
    private static final String ANNOTATION = "Ldev/moonlet/LuaScript;";

    private GeneratedImplementation() {}

    /** Whether a type is an interface that the annotation processor implements. */
    static boolean isOf(Class<?> type) {
        return type.isInterface() && (find(type).isPresent() || isAnnotated(type));
    }

    /**
     * Makes an implementation.
     *
     * @throws ParameterResolutionException if there is none, with the remedy
     */
    static Object create(Class<?> type, ScriptExecutor executor, TestCodecs codecs) {
        Class<?> found = find(type)
                .orElseThrow(() -> new ParameterResolutionException(
                        ("%s has no implementation: the class %s is not on the class path; compile the interface with the"
                                        + " annotation processor dev.moonlet:moonlet-processor, that of test sources for"
                                        + " an interface of the tests")
                                .formatted(type.getName(), name(type))));
        Constructor<?> constructor = Arrays.stream(found.getDeclaredConstructors())
                .max(Comparator.comparingInt(Constructor::getParameterCount))
                .orElseThrow();
        Class<?>[] types = constructor.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = argument(types[i], executor, codecs, found);
        }
        try {
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new ParameterResolutionException(found.getName() + " can't be made", e.getTargetException());
        } catch (ReflectiveOperationException e) {
            throw new ParameterResolutionException(found.getName() + " can't be made", e);
        }
    }

    private static Object argument(Class<?> type, ScriptExecutor executor, TestCodecs codecs, Class<?> implementation) {
        if (type == ScriptExecutor.class) {
            return executor;
        }
        if (type == JsonCodec.class) {
            return codecs.json();
        }
        if (type == MsgpackCodec.class) {
            return codecs.msgpack();
        }
        throw new ParameterResolutionException("the constructor of %s takes a %s, which generated ones don't"
                .formatted(implementation.getName(), type.getName()));
    }

    private static Optional<Class<?>> find(Class<?> type) {
        try {
            Class<?> found = Class.forName(name(type), false, type.getClassLoader());
            return type.isAssignableFrom(found) ? Optional.of(found) : Optional.empty();
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /** {@code app.Shop_OrdersLua} for the interface {@code Orders} in {@code app.Shop}. */
    private static String name(Class<?> type) {
        String simple = type.getSimpleName();
        for (Class<?> outer = type.getEnclosingClass(); outer != null; outer = outer.getEnclosingClass()) {
            simple = outer.getSimpleName() + "_" + simple;
        }
        return (type.getPackageName().isEmpty() ? "" : type.getPackageName() + ".") + simple + "Lua";
    }

    private static boolean isAnnotated(Class<?> type) {
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream bytes = type.getResourceAsStream(file)) {
            return bytes != null && new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1).contains(ANNOTATION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
