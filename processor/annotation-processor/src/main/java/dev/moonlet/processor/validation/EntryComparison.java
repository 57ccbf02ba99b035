package dev.moonlet.processor.validation;

import dev.moonlet.analysis.EntryReads;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.processor.model.BoundParameter;
import dev.moonlet.processor.model.Problem;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.link.LinkedChunk;
import dev.moonlet.script.link.LoadedScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/** Compares the entries that a script reads with those that a method supplies. */
final class EntryComparison {

    private final ExecutableElement method;
    private final LoadedScript script;
    private final boolean inherited;
    private final Function<String, Element> parameters;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * A comparison.
     *
     * @param inherited whether the interface inherits the method, which may be for several scripts
     * @param parameters the parameter of a name
     */
    EntryComparison(
            ExecutableElement method, LoadedScript script, boolean inherited, Function<String, Element> parameters) {
        this.method = method;
        this.script = script;
        this.inherited = inherited;
        this.parameters = parameters;
    }

    /** What is wrong. */
    List<Problem> problems() {
        return problems;
    }

    /** Compares one of the two lists. */
    void compare(LinkedChunk linked, String table, List<BoundParameter> supplied) {
        EntryReads reads = EntryReads.of(linked, table);
        boolean many =
                supplied.stream().anyMatch(parameter -> parameter.declaration().rest());
        if (reads.highestRequired() > supplied.size() && !many) {
            Label place = reads.place(reads.highestRequired());
            String marked = table.equals("KEYS") ? " marked @Key" : "";
            problem(
                    method,
                    Diagnostic.error(
                                    "missing-parameter",
                                    "script \"" + script.name() + "\" reads " + table + "[" + reads.highestRequired()
                                            + "], but " + method.getSimpleName() + " supplies " + supplied.size(),
                                    place.file(),
                                    place.span())
                            .hint("add parameters" + marked + ", or declare what the script takes"));
        } else if (absent(supplied) > 0
                && absent(supplied) <= reads.highest()
                && !reads.isOpen()
                && !reads.isAsked(absent(supplied))) {
            BoundParameter last = supplied.get(supplied.size() - 1);
            problem(
                    parameters.apply(last.parameter()),
                    Diagnostic.error(
                                    "type-mismatch",
                                    "parameter \"" + last.parameter() + "\" may be absent, and script \""
                                            + script.name() + "\" does not ask whether there is " + table + "["
                                            + supplied.size() + "]")
                            .hint("take a value that is always there"));
        } else if (reads.highestConditional() > supplied.size() && !many) {
            int index = reads.highestConditional();
            Label place = reads.place(index);
            problem(
                    method,
                    Diagnostic.warning(
                                    "missing-parameter",
                                    "script \"" + script.name() + "\" can read " + table + "[" + index + "], and "
                                            + method.getSimpleName() + " supplies " + supplied.size(),
                                    place.file(),
                                    place.span())
                            .hint("add parameters, or let the script ask whether it is there"));
        } else if (reads.highest() < supplied.size() && !reads.isOpen() && !isForRouting(table, reads)) {
            BoundParameter unread = supplied.get(reads.highest());
            problem(
                    parameters.apply(unread.parameter()),
                    Diagnostic.error(
                                    "unknown-parameter",
                                    title(unread) + " fills " + table + "["
                                            + (reads.highest() + 1) + "], which script \"" + script.name()
                                            + "\" doesn't read")
                            .as(inherited ? Severity.WARNING : Severity.ERROR)
                            .hint("remove it, or declare what the script takes"));
        }
    }

    /** The index of the entry that may be left out; 0 if there is none. */
    private static int absent(List<BoundParameter> supplied) {
        return !supplied.isEmpty()
                        && supplied.get(supplied.size() - 1).declaration().type() instanceof LuaType.Optional
                ? supplied.size()
                : 0;
    }

    /** Keys of a script that reads none at all choose the node of a cluster. */
    private static boolean isForRouting(String table, EntryReads reads) {
        return table.equals("KEYS") && reads.highest() == 0;
    }

    /** How messages call what supplies an entry. */
    private static String title(BoundParameter supplied) {
        return supplied.parameter().isEmpty()
                ? "@Arg \"" + supplied.declaration().name() + "\""
                : "parameter \"" + supplied.parameter() + "\"";
    }

    private void problem(Element element, Diagnostic diagnostic) {
        problems.add(new Problem(element, Optional.empty(), diagnostic));
    }
}
