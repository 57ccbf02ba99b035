package dev.moonlet.cli;

import dev.moonlet.source.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code moonlet slowlog} */
@Command(
        name = "slowlog",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the slow log of a server, or of the primaries of a cluster, with names of scripts in place of digests, texts"
                    + " and functions.",
            "",
            "Each line has the time, the milliseconds that the command took, the server, and the command. The newest is first."
        })
final class SlowlogCommand implements Callable<Integer> {

    /** How the log is written. */
    enum Format {
        /** For people. */
        TEXT,
        /** A JSON array of objects. */
        JSON
    }

    @Option(
            names = "--count",
            paramLabel = "NUMBER",
            description = "How many entries of each server; 128 if not given.")
    private int count = 128;

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

    SlowlogCommand() {}

    @Override
    public Integer call() {
        if (count < 1) {
            throw new UsageException("--count " + count + ": expected a number of entries, 1 or more");
        }
        CompiledScripts compiled = CompiledScripts.of(project.all(false), List.of());
        KnownScripts known = new KnownScripts(compiled.scripts());
        List<Map<String, Object>> entries = new ArrayList<>();
        try (Server server = connection.connect()) {
            for (Server.Primary primary : server.primaries()) {
                List<Object> replies = Server.ask(() -> primary.commands().slowlogGet(count));
                for (Object reply : replies) {
                    SlowlogEntry entry = SlowlogEntry.of(reply);
                    if (format == Format.TEXT) {
                        spec.commandLine().getOut().println(line(entry, known, primary));
                    }
                    entries.add(object(entry, known, primary));
                }
            }
        }
        if (format == Format.JSON) {
            spec.commandLine().getOut().println(Json.pretty(entries));
        }
        return compiled.report(spec.commandLine().getErr());
    }

    private static String line(SlowlogEntry entry, KnownScripts known, Server.Primary primary) {
        String command = String.join(" ", known.readable(entry.words()));
        String millis = String.format(Locale.ROOT, "%10.3f ms", entry.micros() / 1000.0);
        return Printable.line(entry.time() + "  " + millis + "  " + primary.name() + "  " + command);
    }

    private static Map<String, Object> object(SlowlogEntry entry, KnownScripts known, Server.Primary primary) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", entry.id());
        object.put("time", entry.time().toString());
        object.put("micros", entry.micros());
        object.put("server", primary.name());
        object.put("client", entry.client());
        object.put("command", known.readable(entry.words()));
        return object;
    }
}
