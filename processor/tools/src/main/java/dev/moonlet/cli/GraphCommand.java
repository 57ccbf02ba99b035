package dev.moonlet.cli;

import dev.moonlet.cli.graph.Graph;
import dev.moonlet.cli.graph.GraphDot;
import dev.moonlet.cli.graph.GraphSvg;
import dev.moonlet.cli.graph.GraphText;
import dev.moonlet.script.Script;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code moonlet graph} */
@Command(
        name = "graph",
        mixinStandardHelpOptions = true,
        description = {
            "Shows which files a script is linked from: what each includes, requires and calls.",
            "",
            "Without a name, it shows all scripts of the project in one graph. A script that does not compile is reported"
                    + " and left out, and the exit status is 1."
        })
final class GraphCommand implements Callable<Integer> {

    /** How the graph is written. */
    enum Format {
        /** An indented tree. */
        TEXT,
        /** Graphviz. */
        DOT,
        /** A picture. */
        SVG
    }

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "The script's name, or its file; all scripts of the project if not given.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "text, dot or svg; text if not given.")
    private Format format = Format.TEXT;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    GraphCommand() {}

    @Override
    public Integer call() {
        return name.isPresent() ? ofScript(name.get()) : ofProject();
    }

    private int ofScript(String given) {
        Script script = project.load(given, false);
        print(script.name(), Graph.of(List.of(script)));
        return ExitStatus.OK;
    }

    private int ofProject() {
        CompiledScripts compiled = CompiledScripts.of(project.all(false), List.of());
        print(
                "scripts",
                Graph.of(compiled.scripts().stream()
                        .map(CompiledScripts.Compiled::script)
                        .toList()));
        return compiled.report(spec.commandLine().getErr());
    }

    private void print(String title, Graph graph) {
        String text =
                switch (format) {
                    case TEXT -> GraphText.write(graph);
                    case DOT -> GraphDot.write(title, graph);
                    case SVG -> GraphSvg.write(graph);
                };
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }
}
