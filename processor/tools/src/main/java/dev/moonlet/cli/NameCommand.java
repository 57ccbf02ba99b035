package dev.moonlet.cli;

import dev.moonlet.source.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code moonlet name} */
@Command(
        name = "name",
        mixinStandardHelpOptions = true,
        description = {
            "Names the script that has a digest, for example one in a slow log or in the output of MONITOR.",
            "",
            "That may be the digest of the form that runs a batch, or the name of a Redis function. The exit status is 1 if no"
                    + " script has it."
        })
final class NameCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIGEST", arity = "1..*", description = "Digests, or names of functions.")
    private List<String> digests = new ArrayList<>();

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    NameCommand() {}

    @Override
    public Integer call() {
        CompiledScripts compiled = CompiledScripts.of(project.all(false), List.of());
        int status = compiled.report(spec.commandLine().getErr());
        KnownScripts known = new KnownScripts(compiled.scripts());
        for (String digest : digests) {
            List<CompiledScripts.Compiled> found = new ArrayList<>(known.ofFunction(digest));
            known.withDigest(digest.toLowerCase(Locale.ROOT)).ifPresent(found::add);
            PrintWriter out = spec.commandLine().getOut();
            found.forEach(one ->
                    out.println(Printable.line(digest + "  " + one.script().name() + "  " + one.path())));
            if (found.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println(Printable.line("no script of the project has the digest " + digest));
                status = ExitStatus.FAILED;
            }
        }
        return status;
    }
}
