package dev.moonlet.cli;

import dev.moonlet.analysis.proposal.Proposal;
import dev.moonlet.source.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code moonlet declare} */
@Command(
        name = "declare",
        mixinStandardHelpOptions = true,
        description = {
            "Proposes the directives of scripts that declare nothing: lines for the head of a script, from what its text shows of"
                    + " its keys, arguments and result. The script need not change otherwise.",
            "",
            "Names are those of the script's locals. Look through the types: a number may be an integer, and a string a boolean."
        })
final class DeclareCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "Names of scripts or folders, or their files.")
    private List<String> names = List.of();

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    DeclareCommand() {}

    @Override
    public Integer call() {
        CompiledScripts compiled = CompiledScripts.of(project.all(false), names);
        PrintWriter out = spec.commandLine().getOut();
        boolean several = compiled.scripts().size() > 1;
        for (CompiledScripts.Compiled script : compiled.scripts()) {
            if (several) {
                out.println("-- " + Printable.line(script.path()));
            }
            Proposal.of(script.linked(), script.script().signature()).directives().stream()
                    .map(Printable::line)
                    .forEach(out::println);
        }
        return compiled.report(spec.commandLine().getErr());
    }
}
