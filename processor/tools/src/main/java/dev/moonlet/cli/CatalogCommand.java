package dev.moonlet.cli;

import dev.moonlet.cli.catalog.Catalog;
import dev.moonlet.cli.catalog.CatalogDirectory;
import dev.moonlet.cli.catalog.CatalogScript;
import dev.moonlet.loader.ScriptDigests;
import dev.moonlet.source.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code moonlet catalog} */
@Command(
        name = "catalog",
        mixinStandardHelpOptions = true,
        description = {
            "Writes pages about all scripts of the project: what they take, return, read and write, and their digests.",
            "",
            "Scripts of tests are left out. A script that does not compile is reported and left out, and the exit status is 1."
        })
final class CatalogCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Names of scripts or folders; all scripts of the project if none is given.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "The directory to write to. Pages of a former catalog whose scripts are gone are deleted.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path output;

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            description = "The title of the pages; \"Redis scripts\" if not given.")
    private String title = "Redis scripts";

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    CatalogCommand() {}

    @Override
    public Integer call() {
        CompiledScripts compiled = CompiledScripts.of(project.all(false).subList(0, 1), names);
        List<CatalogScript> scripts = compiled.scripts().stream()
                .map(one -> new CatalogScript(one.script(), one.path(), ScriptDigests.of(one.script())))
                .toList();
        try {
            new CatalogDirectory(output).write(new Catalog(title, scripts));
        } catch (IOException e) {
            throw new UsageException("the catalog can't be written to " + output + ": " + Failures.reason(e));
        }
        spec.commandLine()
                .getOut()
                .println(Printable.line(scripts.size()
                        + (scripts.size() == 1 ? " script: " : " scripts: ")
                        + output.resolve("index.html")));
        return compiled.report(spec.commandLine().getErr());
    }
}
