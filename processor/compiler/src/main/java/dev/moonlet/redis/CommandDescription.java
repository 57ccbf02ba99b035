package dev.moonlet.redis;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What people want to know of a command, as the newest server that has it describes it.
 *
 * @param name in capitals, with a blank before the subcommand
 * @param parts what it takes behind its name, for people: {@code key}, {@code value}, {@code [NX | XX]}
 * @param tokens the fixed words among them
 * @param keys the numbers of the parts that are keys
 * @param summary what it does, in a sentence; empty if that is not known
 * @param complexity how long it takes, in the words of the server; empty if that is not known
 * @param since the version that added it; empty if that is not known
 * @param replacement what replaces it, if it is deprecated; may be empty even so
 * @see <a href="https://redis.io/docs/latest/commands/command-docs/">COMMAND DOCS</a>
 */
public record CommandDescription(
        String name,
        List<String> parts,
        Set<String> tokens,
        Set<Integer> keys,
        Optional<String> summary,
        Optional<String> complexity,
        Optional<String> since,
        Optional<String> replacement) {

    /** Copies the collections. */
    public CommandDescription {
        parts = List.copyOf(parts);
        tokens = Set.copyOf(tokens);
        keys = Set.copyOf(keys);
    }

    /** How it is called: {@code GETRANGE key start end}. */
    public String usage() {
        return parts.isEmpty() ? name : name + " " + String.join(" ", parts);
    }
}
