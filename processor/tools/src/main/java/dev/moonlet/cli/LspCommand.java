package dev.moonlet.cli;

import dev.moonlet.lsp.LanguageServers;
import dev.moonlet.lsp.ServerOptions;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code moonlet lsp} */
@Command(
        name = "lsp",
        mixinStandardHelpOptions = true,
        description = {
            "Serves editors, which start it: the Language Server Protocol on standard input and output.",
            "",
            "Roots and settings are those of the project around each file that is open. The exit status is 1 if the editor"
                    + " ends without a shutdown."
        })
final class LspCommand implements Callable<Integer> {

    @Option(
            names = "--class-path",
            paramLabel = "PATH",
            description =
                    "Jars and directories that bring scripts in META-INF/lua, and enums, separated as for java -cp.")
    private String classPath = "";

    @Option(
            names = "--setting",
            paramLabel = "NAME=VALUE",
            description = "A setting, which overrides that of moonlet.properties. May be given several times.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    LspCommand() {}

    @Override
    public Integer call() {
        List<Path> entries = Arrays.stream(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isBlank())
                .map(Path::of)
                .toList();
        ServerOptions options = new ServerOptions(
                Tool.version(), settings, entries, code -> CheckPage.of(code).map(CheckPage::address));
        boolean orderly = LanguageServers.run(Moonlet.in(spec), new FileOutputStream(FileDescriptor.out), options);
        return orderly ? ExitStatus.OK : ExitStatus.FAILED;
    }
}
