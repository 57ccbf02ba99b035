package dev.moonlet.cli;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.Script;
import dev.moonlet.script.ScriptName;
import dev.moonlet.script.link.LoadedScript;
import dev.moonlet.source.Printable;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code moonlet functions load} */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Loads libraries of functions into a server, or into every primary of a cluster, and prints their digests.",
            "",
            "A library is a file that begins with #!lua name=... A server that has another library of the name keeps it, unless"
                    + " --replace is given; the others get theirs, and the exit status is 1."
        })
final class FunctionsLoadCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Names of libraries; all libraries of the project if none is given.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--replace", description = "Replaces libraries of the same names.")
    private boolean replace;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    FunctionsLoadCommand() {}

    @Override
    public Integer call() {
        ProjectOptions.Scripts scripts = project.all(false).get(0);
        Diagnostics found = new Diagnostics();
        List<Script> libraries = new ArrayList<>();
        for (String name : names.isEmpty() ? scripts.names() : names) {
            String resolved = ScriptName.of(Redaction.name(name));
            if (!names.isEmpty() || scripts.all().isLibrary(resolved)) {
                scripts.all()
                        .compileLibrary(resolved, found)
                        .flatMap(LoadedScript::script)
                        .ifPresent(libraries::add);
            }
        }
        for (Diagnostic diagnostic : found.sorted()) {
            spec.commandLine().getErr().println(Printable.text(DiagnosticRenderer.render(diagnostic)));
        }
        int status = found.hasErrors() ? ExitStatus.FAILED : ExitStatus.OK;
        if (libraries.isEmpty() && status == ExitStatus.OK) {
            spec.commandLine().getErr().println("the project has no libraries: no file begins with #!lua name=...");
            return status;
        }
        try (Server server = connection.connect()) {
            for (Script library : libraries) {
                for (Server.Primary primary : server.primaries()) {
                    if (!load(library, primary)) {
                        status = ExitStatus.FAILED;
                    }
                }
            }
        }
        return status;
    }

    private boolean load(Script library, Server.Primary primary) {
        try {
            CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8).add("LOAD");
            if (replace) {
                args.add("REPLACE");
            }
            Server.ask(() -> primary.commands()
                    .dispatch(CommandType.FUNCTION, new StatusOutput<>(StringCodec.UTF8), args.add(library.text())));
        } catch (FailureException e) {
            spec.commandLine()
                    .getErr()
                    .println(Printable.text("library " + library.name() + " is not loaded into " + primary.name() + ": "
                            + e.getMessage() + (replace ? "" : hint(String.valueOf(e.getMessage())))));
            return false;
        }
        spec.commandLine()
                .getOut()
                .println(library.digest() + "  " + Printable.line(library.name() + "  " + primary.name()));
        return true;
    }

    private static String hint(String message) {
        return message.contains("already exists") ? "\n  --replace loads it in the place of that one" : "";
    }
}
