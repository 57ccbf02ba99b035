package dev.moonlet.test.internal.monitor;

import java.util.List;
import java.util.Locale;

/**
 * A script that a server ran, and what it did. In all strings, each character is a byte.
 *
 * @param id the digest of the script, or the name of a function
 * @param keys its KEYS
 * @param commands the commands that it ran, each with its arguments, in order
 */
public record ScriptRun(String id, List<String> keys, List<List<String>> commands) {

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
