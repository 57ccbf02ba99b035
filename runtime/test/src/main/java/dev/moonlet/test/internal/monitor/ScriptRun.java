package dev.moonlet.test.internal.monitor;

import java.util.List;
import java.util.Locale;

/**
 * A call of a script that a server got, and what the script did. In all strings, each character is a byte.
 *
 * @param id the digest of the script, or the name of a function
 * @param ran false if the server answered that it does not have the script
 * @param keys its KEYS
 * @param commands the commands that it ran, each with its arguments, in order
 */
public record ScriptRun(String id, boolean ran, List<String> keys, List<List<String>> commands) {

    public ScriptRun {
        keys = List.copyOf(keys);
        commands = List.copyOf(commands);
    }

    /** The names of the commands in upper case. */
    public List<String> commandNames() {
        return commands.stream()
                .map(words -> words.get(0).toUpperCase(Locale.ROOT))
                .toList();
    }
}
