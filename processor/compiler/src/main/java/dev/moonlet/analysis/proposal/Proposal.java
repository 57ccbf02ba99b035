package dev.moonlet.analysis.proposal;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.script.ScriptSignature;
import dev.moonlet.script.link.LinkedChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directives that a script could have that declares no keys and arguments, or no result: as far as its text shows what it
 * takes and returns. They are a proposal, which its author knows better.
 *
 * @param keys its keys, in order; none if it declares some
 * @param arguments its arguments, in order; none if it declares some
 * @param result what it returns; empty if it declares that, or if it is not known
 */
public record Proposal(List<ProposedEntry> keys, List<ProposedEntry> arguments, Optional<ProposedResult> result) {

    /** Copies the lists. */
    public Proposal {
        keys = List.copyOf(keys);
        arguments = List.copyOf(arguments);
    }

    /** A proposal for a linked script. */
    public static Proposal of(LinkedChunk linked, ScriptSignature signature) {
        AnalyzedScript script = AnalyzedScript.of(linked, signature);
        Optional<ProposedResult> result =
                signature.result().isPresent() ? Optional.empty() : ResultFinder.result(script);
        if (!signature.declarations().isEmpty()) {
            return new Proposal(List.of(), List.of(), result);
        }
        EntryFinder finder = new EntryFinder(linked, script);
        return new Proposal(finder.keys(), finder.arguments(), result);
    }

    /** Keys and arguments, in the order in which they are sent. */
    public List<ProposedEntry> entries() {
        return Stream.concat(keys.stream(), arguments.stream()).toList();
    }

    /** The lines to add at the head of the script. */
    public List<String> directives() {
        List<String> lines =
                new ArrayList<>(entries().stream().map(ProposedEntry::directive).toList());
        result.ifPresent(found -> lines.add("---@return " + found.notation()));
        return lines;
    }
}
