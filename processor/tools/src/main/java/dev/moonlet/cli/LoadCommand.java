package dev.moonlet.cli;

import dev.moonlet.script.Script;
import dev.moonlet.source.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code moonlet load} */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Loads scripts into a server, or into every primary of a cluster, and prints their digests.",
            "",
            "Scripts of tests are not loaded, nor are files that others include or require, nor files that only define"
                    + " functions. A script that does not compile, or that the server refuses, is reported and not loaded;"
                    + " the others are, and the exit status is 1."
        })
final class LoadCommand implements Callable<Integer> {

    /** How digests are written. */
    enum Format {
        /** For people. */
        TEXT,
        /** A JSON array of objects. */
        JSON
    }

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Names of scripts or folders; all scripts of the project if none is given.")
    private List<String> names = new ArrayList<>();

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

    LoadCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        CompiledScripts compiled = CompiledScripts.of(project.all(false).subList(0, 1), names);
        int status = compiled.report(spec.commandLine().getErr());
        List<Map<String, Object>> loaded = new ArrayList<>();
        try (Server server = connection.connect()) {
            for (CompiledScripts.Compiled one : compiled.scripts()) {
                List<String> servers = load(one.script(), server);
                if (servers.size() < server.primaries().size()) {
                    status = ExitStatus.FAILED;
                }
                if (!servers.isEmpty() && format == Format.TEXT) {
                    out.println(text(one.script(), servers));
                }
                loaded.add(object(one.script(), servers));
            }
        }
        if (format == Format.JSON) {
            out.println(Json.pretty(loaded));
        }
        return status;
    }

    /** Loads a script; returns the names of the servers that took it, and reports the others. */
    private List<String> load(Script script, Server server) {
        List<String> servers = new ArrayList<>();
        for (Server.Primary primary : server.primaries()) {
            try {
                String digest = Server.ask(() -> primary.commands().scriptLoad(script.text()));
                if (!digest.equals(script.digest())) {
                    throw new FailureException("its digest is " + script.digest() + ", but the server says " + digest);
                }
                servers.add(primary.name());
            } catch (FailureException e) {
                spec.commandLine()
                        .getErr()
                        .println(Printable.text("script " + script.name() + " is not loaded into " + primary.name()
                                + ": " + e.getMessage()));
            }
        }
        return servers;
    }

    private static String text(Script script, List<String> servers) {
        return script.digest() + "  " + Printable.line(script.name() + "  " + String.join(", ", servers));
    }

    private static Map<String, Object> object(Script script, List<String> servers) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", script.name());
        object.put("digest", script.digest());
        object.put("servers", servers);
        return object;
    }
}
