package dev.moonlet.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a function of the sandbox takes. Immutable.
 *
 * @param path its name, with that of its library: {@code string.rep}
 * @param parameters what it takes, in order
 * @param closed whether it fails with more than that; others ignore it
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#5">Lua 5.1: standard libraries</a>
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#runtime-libraries">Lua API: libraries</a>
 */
public record LibraryFunction(String path, List<Parameter> parameters, boolean closed) {

    /** A name and its parameters, a line each; {@code LibraryFunctionsIT} compares it with servers. */
    private static final String RESOURCE = "library-functions.txt";

    /** Functions that use any number of values of any type. */
    private static final Set<String> OPEN =
            Set.of("assert", "cmsgpack.pack", "redis.log", "select", "string.format", "struct.pack", "xpcall");

    private static final Map<String, LibraryFunction> ALL = read();

    /** A type of values, as functions ask for it. */
    public enum Type {
        /** A string, or a number, which becomes one. */
        STRING,
        /** A number, or a string of digits, which becomes one. */
        NUMBER,
        /** A table. */
        TABLE,
        /** A function. */
        FUNCTION,
        /** Nil, which has to be written. */
        NIL,
        /** A value of any type. */
        ANY
    }

    /**
     * A parameter.
     *
     * @param types what it can be
     * @param optional whether it may be left out, or nil
     * @param repeated whether any number of such values may follow
     */
    public record Parameter(Set<Type> types, boolean optional, boolean repeated) {}

    /** The function of a name; empty if it is not known what that takes. */
    public static Optional<LibraryFunction> of(String path) {
        return Optional.ofNullable(ALL.get(path));
    }

    /** The names of the functions. */
    public static Set<String> paths() {
        return new TreeSet<>(ALL.keySet());
    }

    /** How many arguments it needs. */
    public int required() {
        return (int) parameters.stream()
                .filter(parameter -> !parameter.optional() && !parameter.repeated())
                .count();
    }

    /** Whether it uses just as many arguments as it needs. */
    public boolean isFixed() {
        return required() == parameters.size() && !OPEN.contains(path);
    }

    /** The parameter that takes an argument; empty if it is ignored, or too much. */
    public Optional<Parameter> parameter(int index) {
        if (index < parameters.size()) {
            return Optional.of(parameters.get(index));
        }
        return parameters.isEmpty() || !parameters.get(parameters.size() - 1).repeated()
                ? Optional.empty()
                : Optional.of(parameters.get(parameters.size() - 1));
    }

    private static Map<String, LibraryFunction> read() {
        try (InputStream stream = LibraryFunction.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the processor's jar lacks " + RESOURCE);
            }
            Map<String, LibraryFunction> functions = new HashMap<>();
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .map(LibraryFunction::parse)
                    .forEach(function -> functions.put(function.path(), function));
            return Map.copyOf(functions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code string.sub}, a tab, {@code string number number?}; {@code !} at the end if it takes no more. */
    private static LibraryFunction parse(String line) {
        String[] columns = line.split("\t", -1);
        List<Parameter> parameters = new ArrayList<>();
        boolean closed = false;
        for (String word : columns[1].split(" ", -1)) {
            if (word.equals("!")) {
                closed = true;
            } else {
                parameters.add(parameter(word));
            }
        }
        return new LibraryFunction(columns[0], List.copyOf(parameters), closed);
    }

    private static Parameter parameter(String word) {
        boolean optional = word.endsWith("?");
        boolean repeated = word.endsWith("...");
        Set<Type> types = new TreeSet<>();
        for (String type : word.replace("?", "").replace("...", "").split("\\|", -1)) {
            types.add(Type.valueOf(type.toUpperCase(Locale.ROOT)));
        }
        return new Parameter(Set.copyOf(types), optional, repeated);
    }
}
