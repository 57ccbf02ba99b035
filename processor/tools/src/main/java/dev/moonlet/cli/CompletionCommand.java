package dev.moonlet.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code moonlet completion} */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a script by which bash and zsh complete commands and options.",
            "",
            "To use it now and in each new shell: source <(moonlet completion)"
        })
final class CompletionCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    CompletionCommand() {}

    @Override
    public Integer call() {
        String script = AutoComplete.bash("moonlet", spec.root().commandLine());
        spec.commandLine().getOut().print(script.replace("\r\n", "\n"));
        spec.commandLine().getOut().flush();
        return ExitStatus.OK;
    }
}
