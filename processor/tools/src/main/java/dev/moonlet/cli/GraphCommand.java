package dev.moonlet.cli;

import dev.moonlet.script.Script;
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
        description = "Shows which files a script is linked from: what each includes, requires and calls.")
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

    @Parameters(paramLabel = "NAME", description = "The script's name, or its file.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String name;

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
        Script script = project.load(name, false);
        String text =
                switch (format) {
                    case TEXT -> GraphText.write(script.name(), script.graph());
                    case DOT -> GraphDot.write(script.name(), script.graph());
                    case SVG -> GraphSvg.write(script.name(), script.graph());
                };
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
