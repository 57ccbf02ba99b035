package dev.moonlet.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code moonlet functions} */
@Command(
        name = "functions",
        mixinStandardHelpOptions = true,
        description = "Lists, loads and deletes libraries of Redis functions.",
        subcommands = {FunctionsListCommand.class, FunctionsLoadCommand.class, FunctionsPruneCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class FunctionsCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    FunctionsCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitStatus.USAGE;
    }
}
