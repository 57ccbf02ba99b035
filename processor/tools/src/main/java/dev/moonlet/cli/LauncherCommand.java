package dev.moonlet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code moonlet launcher} */
@Command(
        name = "launcher",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a script that runs this jar, to be saved as moonlet in a directory of PATH.",
            "",
            "It takes the Java of JAVA_HOME, or else the one in PATH, and options for it from MOONLET_JAVA_OPTIONS."
        })
final class LauncherCommand implements Callable<Integer> {

    /** What runs the script. */
    enum Shell {
        /** A POSIX shell. */
        SH("'"),
        /** The command processor of Windows. */
        CMD("");

        private final String quote;

        Shell(String quote) {
            this.quote = quote;
        }

        /** A path inside of quotes. */
        private String escaped(String path) {
            return quote.isEmpty() ? path.replace("%", "%%") : path.replace(quote, "'\\''");
        }
    }

    @Option(names = "--shell", paramLabel = "SHELL", description = "sh or cmd; sh if not given.")
    private Shell shell = Shell.SH;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    LauncherCommand() {}

    @Override
    public Integer call() {
        String name = shell == Shell.SH ? "launcher.sh" : "launcher.cmd";
        String script = resource(name).replace("@JAR@", shell.escaped(jar().toString()));
        spec.commandLine().getOut().print(shell == Shell.SH ? script : script.replace("\n", "\r\n"));
        spec.commandLine().getOut().flush();
        return ExitStatus.OK;
    }

    private static Path jar() {
        try {
            return Path.of(Moonlet.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(LauncherCommand.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
