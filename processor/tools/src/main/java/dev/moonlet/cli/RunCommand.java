package dev.moonlet.cli;

import dev.moonlet.loader.ScriptRunner;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import dev.moonlet.script.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code moonlet run} */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a script on a server and prints its result as JSON.",
            "",
            "Keys and arguments are given by name. Values of T[] and json are written as JSON, those of T... one by one. A"
                    + " script that declares nothing takes values without names, in order."
        })
final class RunCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The script's name, or its file.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String name;

    @Option(names = "--key", paramLabel = "NAME=VALUE", description = "A key.")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--arg", paramLabel = "NAME=VALUE", description = "An argument.")
    private List<String> arguments = new ArrayList<>();

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    RunCommand() {}

    @Override
    public Integer call() {
        Script script = project.load(name, false);
        if (script.signature().shard().isPresent()) {
            throw new UsageException(
                    "script " + script.name() + " runs on every shard, as @shard says, and not by this command");
        }
        Map<String, @Nullable Object> values = values(script);
        try (Server server = connection.connect()) {
            Object result = Server.ask(() -> run(script, new ScriptRunner(script, server.executor()), values));
            spec.commandLine().getOut().println(Json.pretty(plain(result)));
            return ExitStatus.OK;
        }
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

    private @Nullable Object run(Script script, ScriptRunner runner, Map<String, @Nullable Object> values) {
        try {
            return script.signature().declarations().isEmpty() ? runner.run(keys, arguments) : runner.run(values);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
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
                declaration.map(Declaration::type).filter(RunCommand::isJson).isPresent();
        Object parsed = json ? Json.parse(option + " " + name, value) : value;
        Declaration.Kind kind = option.equals("--key") ? Declaration.Kind.KEY : Declaration.Kind.ARGUMENT;
        if (declaration.filter(d -> d.kind() != kind).isPresent()) {
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

    /** What JSON can show. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            map.forEach((key, element) -> plain.put(String.valueOf(key), plain(element)));
            return plain;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> plain = new ArrayList<>();
            list.forEach(element -> plain.add(plain(element)));
            return plain;
        }
        return value instanceof Duration duration ? duration.toString() : value;
    }
}
