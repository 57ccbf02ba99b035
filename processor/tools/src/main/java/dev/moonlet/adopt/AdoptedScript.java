package dev.moonlet.adopt;

import dev.moonlet.analysis.proposal.Proposal;
import dev.moonlet.analysis.proposal.ProposedEntry;
import dev.moonlet.check.ScriptChecker;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Script;
import dev.moonlet.script.link.LinkedChunk;
import dev.moonlet.script.link.LoadedScript;
import dev.moonlet.script.link.ScriptCompiler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A script with the directives that it gets. They add locals before its first line and change nothing else of what is linked, so
 * the script does the same with the same keys and arguments. As in every script with directives, counters that are joined keep all
 * their digits, which Lua cuts from 10<sup>14</sup> on.
 *
 * @param script the script as it was
 * @param entries its keys and arguments
 * @param directives the lines to add; none if it can have none
 * @param proposal what its text shows
 */
record AdoptedScript(Script script, List<ProposedEntry> entries, List<String> directives, Proposal proposal) {

    private static final Pattern ARTICLE = Pattern.compile("(?i)^(?:the|an?|as)\\s+");

    /** A line has at most so many characters. */
    private static final int MAX_LINE = 120;

    /** Copies the lists. */
    AdoptedScript {
        entries = List.copyOf(entries);
        directives = List.copyOf(directives);
    }

    /**
     * Adds directives to a script: those of its result too, if that changes nothing; none, if the script does not compile with them.
     *
     * @param text the text of its file
     */
    static AdoptedScript of(ScriptCompiler compiler, Script script, LinkedChunk linked, String text) {
        Proposal proposal = Proposal.of(linked, script.signature());
        List<ProposedEntry> entries = proposal.entries();
        List<String> declared = entries.stream().map(AdoptedScript::line).toList();
        List<List<String>> candidates = new ArrayList<>();
        proposal.result().ifPresent(result -> {
            List<String> returning = new ArrayList<>(declared);
            returning.add("---@return " + result.notation());
            candidates.add(returning);
        });
        List<String> undecided = new ArrayList<>(declared);
        undecided.add("-- TODO: declare the result");
        candidates.add(proposal.result().isPresent() ? declared : undecided);
        List<String> chosen = candidates.stream()
                .filter(lines -> isUnchanged(compiler, script.name(), linked, with(text, lines)))
                .findFirst()
                .orElse(List.of());
        return new AdoptedScript(script, entries, chosen, proposal);
    }

    /** The text of a file with lines at its head. */
    private static String with(String text, List<String> lines) {
        return FileChange.inserted(Path.of(""), text, ScriptHead.lines(text), lines)
                .text();
    }

    private static String line(ProposedEntry entry) {
        boolean encoded = entry.type() == LuaType.Scalar.JSON || entry.type() == LuaType.Scalar.MSGPACK;
        // What the script decodes itself is passed as it is.
        String directive = (encoded ? entry.withType(LuaType.Scalar.STRING) : entry).directive();
        List<String> description = new ArrayList<>();
        if (!entry.named()) {
            description.add("TODO: a name.");
        }
        if (NameMeaning.isContradicted(entry)) {
            description.add("TODO: its name says something else.");
        }
        if (encoded) {
            description.add(entry.type() == LuaType.Scalar.JSON ? "JSON." : "MessagePack.");
        }
        String said = ARTICLE.matcher(entry.description()).replaceFirst("");
        if (!letters(said).equals(letters(entry.name()))) {
            description.add(entry.description());
        }
        String text = String.join(" ", description).strip();
        String line = text.isEmpty() ? directive : directive + " -- " + text;
        return line.length() <= MAX_LINE ? line : line.substring(0, line.lastIndexOf(' ', MAX_LINE));
    }

    private static String letters(String text) {
        return text.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    /** Whether Redis gets the same text but for the lines that declare keys and arguments. */
    private static boolean isUnchanged(ScriptCompiler compiler, String name, LinkedChunk original, String text) {
        Diagnostics found = new Diagnostics();
        Optional<LinkedChunk> linked = compiler.compileAs(name, text, found)
                .map(script -> ScriptChecker.check(script, found))
                .flatMap(LoadedScript::linked);
        return !found.hasErrors()
                && linked.map(LinkedChunk::linesWithoutDeclarations)
                        .filter(original.linesWithoutDeclarations()::equals)
                        .isPresent();
    }

    /** Whether the script has directives; if not, the Java interface alone says what it takes. */
    boolean isDeclared() {
        return !directives.isEmpty() || entries.isEmpty();
    }

    /** Whether the script says what it returns. */
    boolean returns() {
        return directives.stream().anyMatch(line -> line.startsWith("---@return "));
    }

    /** What is left to do by hand. */
    List<String> open() {
        List<String> open = new ArrayList<>();
        entries.stream()
                .filter(entry -> !entry.named())
                .forEach(entry -> open.add("a name for " + entry.name() + ", which is " + entry.entry()));
        entries.stream()
                .filter(NameMeaning::isContradicted)
                .forEach(entry -> open.add("a look at " + entry.name() + ", which is used as "
                        + entry.type().notation()));
        if (proposal.result().isEmpty()) {
            open.add("the type of the result");
        } else if (isCut(proposal.result().get().type())) {
            open.add("the result has a fraction, which Redis cuts unless the script declares it: ---@return "
                    + proposal.result().get().notation());
        } else if (proposal.result().get().notation().contains(LuaType.Scalar.ANY.notation())) {
            open.add("the types of some parts of the result");
        }
        if (proposal.result().filter(result -> result.parts().contains("")).isPresent()) {
            open.add("the names of some parts of the result");
        }
        return open;
    }

    private boolean isCut(LuaType type) {
        return !returns() && type.notation().contains(LuaType.Scalar.NUMBER.notation());
    }
}
