package dev.moonlet.cli;

import dev.moonlet.source.Printable;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code moonlet functions list} */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the libraries of functions that applications have loaded into a server, or into the primaries of a"
                    + " cluster, the newest first.",
            "",
            "Libraries that no FunctionLibrary has written are left out."
        })
final class FunctionsListCommand implements Callable<Integer> {

    @Option(
            names = {"-a", "--application"},
            paramLabel = "NAME",
            description = "The application whose libraries are listed; all if not given.")
    private Optional<String> application = Optional.empty();

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    FunctionsListCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Server server = connection.connect()) {
            for (Server.Primary primary : server.primaries()) {
                for (ServerLibrary library : ServerLibrary.of(primary)) {
                    if (application.isEmpty() || application.get().equals(library.application())) {
                        print(out, primary, library);
                    }
                }
            }
        }
        return ExitStatus.OK;
    }

    private static void print(PrintWriter out, Server.Primary primary, ServerLibrary library) {
        out.println(Printable.line(library.name() + "  " + library.written() + "  " + primary.name()));
        library.functions()
                .forEach(function -> out.println("  " + function.digest() + "  " + Printable.line(function.script())));
    }
}
