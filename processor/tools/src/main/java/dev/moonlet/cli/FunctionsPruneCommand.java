package dev.moonlet.cli;

import dev.moonlet.source.Printable;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code moonlet functions prune} */
@Command(
        name = "prune",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes libraries of functions of an application that the scripts of this project are not in.",
            "",
            "It prints what it would delete, and deletes only with --yes. The newest of these libraries are kept, because"
                    + " an instance of the former version may still run. An application that calls a library which was"
                    + " deleted loads it again."
        })
final class FunctionsPruneCommand implements Callable<Integer> {

    @Option(
            names = {"-a", "--application"},
            paramLabel = "NAME",
            required = true,
            description = "The application, as it is given to FunctionLibrary.of.")
    private String application = "";

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "How many of the libraries that the project lacks are kept, the newest ones; 1 if not given.")
    private int keep = 1;

    @Option(names = "--yes", description = "Deletes them.")
    private boolean yes;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    FunctionsPruneCommand() {}

    @Override
    public Integer call() {
        if (keep < 0) {
            throw new UsageException("--keep " + keep + ": expected a number of libraries, 0 or more");
        }
        PrintWriter out = spec.commandLine().getOut();
        CompiledScripts compiled = CompiledScripts.of(project.all(false).subList(0, 1), List.of());
        int status = compiled.report(spec.commandLine().getErr());
        if (status != ExitStatus.OK) {
            return status; // what does not compile may be in a library
        }
        Set<String> digests =
                compiled.scripts().stream().map(one -> one.script().digest()).collect(Collectors.toSet());
        try (Server server = connection.connect()) {
            for (Server.Primary primary : server.primaries()) {
                for (ServerLibrary library : outdated(primary, digests)) {
                    if (yes) {
                        delete(primary, library);
                    }
                    out.println(Printable.line((yes ? "deleted" : "would delete") + "  " + library.name() + "  "
                            + library.written() + "  " + primary.name()));
                }
            }
        }
        return status;
    }

    /** The libraries of the application that the project lacks, without those that are kept. */
    private List<ServerLibrary> outdated(Server.Primary primary, Set<String> digests) {
        return ServerLibrary.of(primary).stream()
                .filter(library -> library.application().equals(application))
                .filter(library ->
                        !library.functions().stream().allMatch(function -> digests.contains(function.digest())))
                .skip(keep)
                .toList();
    }

    private static void delete(Server.Primary primary, ServerLibrary library) {
        Server.ask(() -> primary.commands()
                .dispatch(
                        CommandType.FUNCTION,
                        new StatusOutput<>(StringCodec.UTF8),
                        new CommandArgs<>(StringCodec.UTF8).add("DELETE").add(library.name())));
    }
}
