package dev.moonlet.script;

import dev.moonlet.redis.SupportedServer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options of the checks.
 *
 * @param levels how much the findings of a check weigh, by its code, where the project does not leave that to the check
 * @param keys the loosest kind of keys that commands may be given; empty if the check decides
 * @param servers the oldest servers that scripts have to run on; none if any server will do
 */
public record CheckOptions(Map<String, Level> levels, Optional<Keys> keys, List<SupportedServer> servers) {

    /** What holds if a project says nothing. */
    public static final CheckOptions DEFAULT = new CheckOptions(Map.of(), Optional.empty(), List.of());

    /** The codes of the checks, of each of which the level can be set. */
    public static final Set<String> CODES = Collections.unmodifiableSet(new TreeSet<>(List.of(
            "blocking-command",
            "call-arguments",
            "command-argument-type",
            "command-arguments",
            "command-not-in-scripts",
            "constant-condition",
            "deprecated-command",
            "deprecated-member",
            "empty-list-encoded",
            "empty-range",
            "empty-unpack",
            "error-table",
            "expiry-not-positive",
            "expiry-unit",
            "fraction-cut",
            "fraction-in-command",
            "global-write",
            "hidden-global",
            "ignored-error",
            "input-as-pattern",
            "int64-as-number",
            "invalid-argument",
            "large-unpack",
            "library-write",
            "lost-digits",
            "lost-field",
            "lost-values",
            "misplaced-option",
            "missing-argument",
            "missing-field",
            "missing-optional",
            "missing-reply",
            "missing-result",
            "mixed-comparison",
            "nil-hole",
            "not-a-function",
            "not-a-list",
            "number-as-condition",
            "once-select",
            "pair-loop",
            "path-without-return",
            "redefined-local",
            "reply-compared-with-nil",
            "reply-field",
            "reply-too-deep",
            "result-mismatch",
            "scan-position",
            "shadowed-local",
            "single-iteration",
            "string-order",
            "table-as-condition",
            "time-parts-joined",
            "too-many-arguments",
            "unbalanced-assignment",
            "unbounded-slice",
            "undeclared-entry",
            "undeclared-key",
            "undefined-global",
            "unknown-command",
            "unknown-constant",
            "unknown-escape",
            "unknown-field",
            "unknown-member",
            "unreachable-code",
            "unset-value",
            "unused-key",
            "unused-local",
            "unused-parameter",
            "unused-value",
            "whole-collection",
            "write-in-no-writes",
            "wrong-type")));

    /** How much a finding weighs. */
    public enum Level {
        /** It is not reported. */
        OFF,
        /** It is a remark, which does not keep a build from passing even where warnings do. */
        HINT,
        /** The script can be used, and is probably not what its author means. */
        WARNING,
        /** The script can't be used. */
        ERROR
    }

    /** Where a key comes from. */
    public enum Keys {
        /** It is declared, or an entry of {@code KEYS}. */
        DECLARED,
        /** It is built from one that is declared. */
        DERIVED,
        /** It may come from anywhere. */
        ANY
    }

    /** Copies the collections. */
    public CheckOptions {
        levels = Map.copyOf(levels);
        servers = List.copyOf(servers);
    }
}
