package dev.moonlet.test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one call of a script cost the server.
 *
 * @param script the name of the script; its digest if it was called without an injected executor
 * @param commands the names of the commands that it ran, in order, in upper case
 * @param serverTime how long the server took by its own clock; empty on a given server, whose settings tests don't change
 */
public record ScriptCost(String script, List<String> commands, Optional<Duration> serverTime) {

    /** What a call cost. */
    public ScriptCost {
        commands = List.copyOf(commands);
    }
}
