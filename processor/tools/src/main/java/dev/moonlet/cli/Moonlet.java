package dev.moonlet.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code moonlet}: what the annotation processor does with scripts, for a terminal, an editor or CI. */
@Command(
        name = "moonlet",
        mixinStandardHelpOptions = true,
        versionProvider = Tool.class,
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
            "  moonlet check --baseline known.txt    only what is new",
            "  moonlet check - --name jobs/push      what an editor has not saved yet",
            "  moonlet list                          scripts, their digests and arguments",
            "  moonlet declare jobs/push             directives that it could have",
            "  moonlet adopt src/main/lua/jobs --write   directives and an interface for existing scripts",
            "  moonlet init                          settings for the Lua language server and luacheck",
            "  moonlet link jobs/push > push.lua     redis-cli --eval push.lua queue , job",
            "  moonlet map jobs/push 37              where user_script:37 is",
            "  moonlet run jobs/push --key queue=mail --arg job=welcome",
            "  moonlet debug jobs/push --key queue=mail --arg job=welcome",
            "  moonlet load jobs --cluster           those of a folder, into all primaries",
            "  moonlet diff -u redis://localhost     which scripts a server has",
            "  moonlet slowlog -u redis://localhost  the slow log with names of scripts",
            "  moonlet functions prune -a shop       libraries of former versions that could be deleted",
            "  moonlet graph jobs/push --format dot | dot -Tsvg",
            "  moonlet catalog -o site               pages about all scripts",
            "  moonlet coverage target/moonlet-coverage --html site   lines of scripts that tests ran",
            "  moonlet launcher > ~/bin/moonlet      a command instead of java -jar",
            "",
            "Exit status: 0 if all is well; 1 if a script is not in order or failed, a server can't be reached, diff finds a"
                    + " difference or name no script; 2 if"
                    + " the command line, a setting or an input can't be used; 3 if the output can't be written; 4 for a"
                    + " fault of Moonlet itself."
        },
        subcommands = {
            CheckCommand.class,
            WatchCommand.class,
            ListCommand.class,
            DeclareCommand.class,
            AdoptCommand.class,
            InitCommand.class,
            LinkCommand.class,
            MapCommand.class,
            RunCommand.class,
            DebugCommand.class,
            LoadCommand.class,
            FunctionsCommand.class,
            GraphCommand.class,
            DiffCommand.class,
            SlowlogCommand.class,
            NameCommand.class,
            CatalogCommand.class,
            CoverageCommand.class,
            LauncherCommand.class,
            CompletionCommand.class,
            LspCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class Moonlet implements Callable<Integer> {

    private static final String STACK_TRACE = "--stacktrace";

    private final InputStream in;
    private final Map<String, String> environment;

    @Option(
            names = STACK_TRACE,
            scope = ScopeType.INHERIT,
            description = "Prints a stack trace too if Moonlet itself has a fault.")
    private boolean stackTrace;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private Moonlet(InputStream in, Map<String, String> environment) {
        this.in = in;
        this.environment = Map.copyOf(environment);
    }

    /** Runs the command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        OutputStream err = new FileOutputStream(FileDescriptor.err);
        System.exit(run(commandLine(System.in, System.getenv()), out, err, arguments));
    }

    /** Runs a command; returns its exit status. */
    static int run(CommandLine command, OutputStream out, OutputStream err, String... arguments) {
        // Scripts are UTF-8 wherever they are printed, whatever the terminal's charset; so is JSON.
        Output output = new Output(new BufferedOutputStream(out));
        PrintWriter outWriter = new PrintWriter(output, true, StandardCharsets.UTF_8);
        PrintWriter errWriter = new PrintWriter(err, true, StandardCharsets.UTF_8);
        int status;
        try {
            status = command.setOut(outWriter).setErr(errWriter).execute(arguments);
            outWriter.flush();
        } catch (Throwable failure) {
            status = Failures.fault(
                    failure, errWriter, arguments, Arrays.asList(arguments).contains(STACK_TRACE));
        }
        if (output.failure().isPresent()) {
            errWriter.println("the output can't be written: "
                    + Failures.reason(output.failure().get()));
            return ExitStatus.OUTPUT;
        }
        return status;
    }

    /**
     * The command, which writes where {@code setOut} and {@code setErr} say.
     *
     * @param in what it reads where it is asked to read its standard input
     * @param environment the environment variables
     */
    static CommandLine commandLine(InputStream in, Map<String, String> environment) {
        Moonlet moonlet = new Moonlet(in, environment);
        CommandLine commandLine = new CommandLine(moonlet);
        commandLine.setExpandAtFiles(false);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler(Failures::ofArguments);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> Failures.of(
                failure, command.getErr(), parsed.originalArgs().toArray(String[]::new), moonlet.stackTrace));
        return commandLine;
    }

    /** The standard input of a command. */
    static InputStream in(CommandSpec command) {
        return ((Moonlet) command.root().userObject()).in;
    }

    /** The environment of a command. */
    static Map<String, String> environment(CommandSpec command) {
        return ((Moonlet) command.root().userObject()).environment;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        spec.commandLine().usage(err);
        return ExitStatus.USAGE;
    }
}
