package dev.moonlet.cli;

import dev.moonlet.script.Script;
import dev.moonlet.source.Printable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code moonlet link} */
@Command(
        name = "link",
        mixinStandardHelpOptions = true,
        description =
                "Prints a script with all that it needs, as Redis gets it: for redis-cli --eval, or its debugger. At a"
                        + " terminal, control characters are written as escapes.")
final class LinkCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The script's name, or its file.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String name;

    @Option(names = "--comments", description = "Comments stay in the linked script.")
    private boolean comments;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    LinkCommand() {}

    @Override
    public Integer call() {
        Script script = project.load(name, comments);
        String text = Terminal.isOutput() ? Printable.text(script.text()) : script.text();
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
