package dev.moonlet.cli;

import dev.moonlet.script.Script;
import dev.moonlet.script.SourceMap;
import dev.moonlet.source.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code moonlet map} */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description = {
            "Says where a line of a linked script comes from, such as the 37 of user_script:37.",
            "",
            "Given FILE:LINE, it says which lines of the linked script come from there."
        })
final class MapCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "NAME", description = "The script's name, or its file.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String name;

    @Parameters(
            index = "1",
            paramLabel = "LINE",
            description = "A line of the linked script; or FILE:LINE, the file as a path below its root.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String line;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    MapCommand() {}

    @Override
    public Integer call() {
        Script script = project.load(name, false);
        PrintWriter out = spec.commandLine().getOut();
        int colon = line.lastIndexOf(':');
        return colon < 0 ? fromLinked(script, out) : toLinked(script, colon, out);
    }

    private int fromLinked(Script script, PrintWriter out) {
        int number = number(line);
        if (number < 1 || number > script.lineCount()) {
            throw new UsageException(
                    "script " + script.name() + " has no line " + number + ", but lines 1 to " + script.lineCount());
        }
        out.println(Printable.line(script.place(number).toString()));
        out.println("  " + number + " | " + Printable.text(script.line(number)));
        script.chain(number).forEach(step -> out.println(Printable.line("  " + step)));
        return 0;
    }

    private int toLinked(Script script, int colon, PrintWriter out) {
        String file = FileNames.of(script, line.substring(0, colon));
        SourceMap.Place place = new SourceMap.Place(file, number(line.substring(colon + 1)));
        List<Integer> lines = script.linkedLines(place);
        if (lines.isEmpty()) {
            String files = script.files().contains(file)
                    ? "no line of script " + script.name() + " comes from " + place
                    : script.name() + " is linked from " + String.join(", ", script.files()) + ", not from " + file;
            throw new UsageException(files);
        }
        lines.forEach(number -> out.println(number + " | " + Printable.text(script.line(number))));
        return 0;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UsageException("\"" + text + "\" is not a line number");
        }
    }
}
