package dev.moonlet.cli;

import dev.moonlet.script.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Mixin
    private CallOptions arguments = new CallOptions();

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
        CallOptions.Call call = arguments.call(script);
        try (Server server = connection.connect()) {
            Object result = Server.ask(() -> call.run(server.executor()));
            spec.commandLine().getOut().println(Json.pretty(plain(result)));
            return ExitStatus.OK;
        }
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
