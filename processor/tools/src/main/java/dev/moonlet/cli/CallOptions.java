package dev.moonlet.cli;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.loader.ScriptRunner;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import dev.moonlet.script.Script;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The keys and arguments of a call. */
final class CallOptions {

    @Option(names = "--key", paramLabel = "NAME=VALUE", description = "A key.")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--arg", paramLabel = "NAME=VALUE", description = "An argument.")
    private List<String> arguments = new ArrayList<>();

    CallOptions() {}

    /** A call of a script. */
    interface Call {

        /**
         * Runs it; returns the result.
         *
         * @throws UsageException if a key or an argument is missing, unknown, or not of its type
         */
        @Nullable
        Object run(ScriptExecutor executor);
    }

    /**
     * A call of a script with the given keys and arguments.
     *
     * @throws UsageException if they can't be read, or if the script runs on every shard
     */
    Call call(Script script) {
        if (script.signature().shard().isPresent()) {
            throw new UsageException(
                    "script " + script.name() + " runs on every shard, as @shard says, and not by this command");
        }
        Map<String, @Nullable Object> values = values(script);
        return executor -> {
            try {
                ScriptRunner runner = new ScriptRunner(script, executor);
                return script.signature().declarations().isEmpty() ? runner.run(keys, arguments) : runner.run(values);
            } catch (IllegalArgumentException e) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
        };
    }

    /** Keys and arguments by name; none if the script takes them in order. */
    private Map<String, @Nullable Object> values(Script script) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (!script.signature().declarations().isEmpty()) {
            keys.forEach(given -> put(values, script, "--key", given));
            arguments.forEach(given -> put(values, script, "--arg", given));
        }
        return values;
    }

    private static void put(Map<String, @Nullable Object> values, Script script, String option, String given) {
        int equals = given.indexOf('=');
        if (equals < 0) {
            throw new UsageException(option + " " + given + ": expected a name, = and a value");
        }
        String name = given.substring(0, equals);
        String value = given.substring(equals + 1);
        Optional<Declaration> declaration = script.signature().declarations().stream()
                .filter(d -> Names.normalized(d.name()).equals(Names.normalized(name)))
                .findFirst();
        if (declaration.filter(Declaration::rest).isPresent()) {
            List<Object> all = new ArrayList<>();
            if (values.get(name) instanceof List<?> before) {
                all.addAll(before);
            }
            all.add(value);
            values.put(name, all);
            return;
        }
        boolean json =
                declaration.map(Declaration::type).filter(CallOptions::isJson).isPresent();
        Object parsed = json ? Json.parse(option + " " + name, value) : value;
        Declaration.Kind kind = option.equals("--key") ? Declaration.Kind.KEY : Declaration.Kind.ARGUMENT;
        boolean key = kind == Declaration.Kind.KEY;
        if (declaration.filter(d -> (d.kind() == Declaration.Kind.KEY) != key).isPresent()) {
            throw new UsageException(
                    "\"" + name + "\" is declared as " + declaration.get().kind() + ", not given by " + option);
        }
        if (values.containsKey(name)) {
            throw new UsageException(option + " " + name + " is given twice");
        }
        values.put(name, parsed);
    }

    private static boolean isJson(LuaType type) {
        LuaType present = type.present();
        return !(present instanceof LuaType.Scalar)
                || present == LuaType.Scalar.JSON
                || present == LuaType.Scalar.MSGPACK;
    }
}
