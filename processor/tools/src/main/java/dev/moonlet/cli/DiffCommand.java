package dev.moonlet.cli;

import dev.moonlet.script.Script;
import dev.moonlet.source.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code moonlet diff} */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the scripts of the project with what a server, or each primary of a cluster, has.",
            "",
            "A script is loaded, or a function of a library, or missing; or it is older: the server has a function of this name"
                    + " that was made from another text. Libraries are listed with what became of their scripts. The exit status"
                    + " is 1 if a script is missing or older anywhere."
        })
final class DiffCommand implements Callable<Integer> {

    /** How the comparison is written. */
    enum Format {
        /** For people. */
        TEXT,
        /** A JSON array of objects, one a server. */
        JSON
    }

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "text or json; text if not given.")
    private Format format = Format.TEXT;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    DiffCommand() {}

    @Override
    public Integer call() {
        CompiledScripts compiled = CompiledScripts.of(project.all(false).subList(0, 1), List.of());
        int status = compiled.report(spec.commandLine().getErr());
        List<Script> scripts = compiled.scripts().stream()
                .map(CompiledScripts.Compiled::script)
                .toList();
        List<Map<String, Object>> servers = new ArrayList<>();
        try (Server server = connection.connect()) {
            for (Server.Primary primary : server.primaries()) {
                ServerScripts found = ServerScripts.of(primary);
                if (!found.complete()) {
                    spec.commandLine()
                            .getErr()
                            .println(Printable.line("the libraries of " + primary.name()
                                    + " are not compared: the user may not run FUNCTION LIST"));
                }
                Map<Script, ServerScripts.State> states = new LinkedHashMap<>();
                scripts.forEach(script -> states.put(script, found.state(script)));
                if (!states.values().stream().allMatch(ServerScripts.State::isCurrent)) {
                    status = ExitStatus.FAILED;
                }
                if (format == Format.TEXT) {
                    print(found, states);
                }
                servers.add(object(found, states));
            }
        }
        if (format == Format.JSON) {
            spec.commandLine().getOut().println(Json.pretty(servers));
        }
        return status;
    }

    private void print(ServerScripts server, Map<Script, ServerScripts.State> states) {
        states.forEach((script, state) -> println(
                "%-8s  %s  %s".formatted(state, script.name(), server.primary().name())));
        for (ServerLibrary library : server.libraries()) {
            println("library   %s  %s  %s"
                    .formatted(
                            library.name(), library.written(), server.primary().name()));
            changes(library, states.keySet())
                    .forEach((script, change) -> println("          " + script + ": " + change));
        }
    }

    private void println(String line) {
        spec.commandLine().getOut().println(Printable.line(line));
    }

    /** The scripts of a library that are not in the project as they are in the library. */
    private static Map<String, String> changes(ServerLibrary library, Iterable<Script> scripts) {
        Map<String, String> digests = new LinkedHashMap<>();
        scripts.forEach(script -> digests.put(script.name(), script.digest()));
        return library.functions().stream()
                .filter(function -> !function.digest().equals(digests.get(function.script())))
                .collect(Collectors.toMap(
                        ServerLibrary.Function::script,
                        function -> digests.containsKey(function.script()) ? "older" : "not in the project",
                        (first, second) -> first,
                        LinkedHashMap::new));
    }

    private static Map<String, Object> object(ServerScripts server, Map<Script, ServerScripts.State> states) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("server", server.primary().name());
        object.put(
                "scripts",
                states.entrySet().stream()
                        .map(entry -> {
                            Map<String, Object> script = new LinkedHashMap<>();
                            script.put("name", entry.getKey().name());
                            script.put("digest", entry.getKey().digest());
                            script.put("state", entry.getValue().toString());
                            return script;
                        })
                        .toList());
        object.put(
                "libraries",
                server.libraries().stream()
                        .map(library -> {
                            Map<String, Object> found = new LinkedHashMap<>();
                            found.put("name", library.name());
                            found.put("written", library.written());
                            found.put("changes", changes(library, states.keySet()));
                            return found;
                        })
                        .toList());
        return object;
    }
}
