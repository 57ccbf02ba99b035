package dev.moonlet.cli;

import dev.moonlet.script.ScriptLoadException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code moonlet}: what the annotation processor does with scripts, for a terminal, an editor or CI. */
@Command(
        name = "moonlet",
        mixinStandardHelpOptions = true,
        version = "moonlet 0.1.0",
        description = {
            "Checks, links and runs Redis Lua scripts.",
            "",
            "Scripts are named by their path below a script root, with or without .lua. The roots are those of the project"
                    + " in the current directory: src/main/lua, or what its moonlet.properties says, or --path."
        },
        footer = {
            "",
            "Examples:",
            "  moonlet check                         every script of the project",
            "  moonlet check --format sarif lua/     for a code scanner",
            "  moonlet link jobs/push > push.lua     redis-cli --eval push.lua queue , job",
            "  moonlet map jobs/push 37              where user_script:37 is",
            "  moonlet run jobs/push --key queue=mail --arg job=welcome",
            "  moonlet graph jobs/push --format dot | dot -Tsvg",
            "",
            "Exit status: 0 if all is well, 1 if a script is not in order or failed, 2 for a wrong command line."
        },
        subcommands = {CheckCommand.class, LinkCommand.class, MapCommand.class, RunCommand.class, GraphCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class Moonlet implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    Moonlet() {}

    /** Runs the command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        // Scripts are UTF-8 wherever they are printed, whatever the terminal's charset; so is JSON.
        System.exit(commandLine()
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .execute(arguments));
    }

    /** The command, which writes where {@code setOut} and {@code setErr} say. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Moonlet());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof UsageException || failure instanceof ScriptLoadException) {
                command.getErr().println(failure.getMessage());
                return failure instanceof UsageException ? 2 : 1;
            }
            throw failure;
        });
        return commandLine;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        spec.commandLine().usage(err);
        return 2;
    }
}
