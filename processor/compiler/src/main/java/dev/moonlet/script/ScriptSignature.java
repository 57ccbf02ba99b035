package dev.moonlet.script;

import dev.moonlet.diagnostic.Label;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a script declares of its input and output.
 *
 * @param keys its keys, in the order of {@code KEYS}
 * @param arguments its arguments, in the order of {@code ARGV}
 * @param result what it returns; empty if it doesn't say
 * @param errors the values that it returns for failures
 * @param flags its flags for Redis 7, such as {@code no-writes}
 * @param kept where the outcomes of its requests are kept; empty if it runs as often as it is sent
 */
public record ScriptSignature(
        List<Declaration> keys,
        List<Declaration> arguments,
        Optional<Result> result,
        List<ReturnedError> errors,
        List<String> flags,
        Optional<KeptOutcome> kept) {

    /**
     * A declared result.
     *
     * @param type its type
     * @param place where it is declared
     * @param casts whether what the script returns is converted to the type, as redis-lua does, rather than expected to be
     *     of it
     */
    public record Result(LuaType type, Label place, boolean casts) {}

    /** A signature of a script that keeps no outcomes. */
    public ScriptSignature(
            List<Declaration> keys,
            List<Declaration> arguments,
            Optional<Result> result,
            List<ReturnedError> errors,
            List<String> flags) {
        this(keys, arguments, result, errors, flags, Optional.empty());
    }

    /** Copies the lists. */
    public ScriptSignature {
        keys = List.copyOf(keys);
        arguments = List.copyOf(arguments);
        errors = List.copyOf(errors);
        flags = List.copyOf(flags);
    }

    /** This signature, whose outcomes are kept under other keys, or for a script that keeps some at last. */
    public ScriptSignature keeping(Optional<KeptOutcome> outcome) {
        return new ScriptSignature(keys, arguments, result, errors, flags, outcome);
    }

    /** The hash tag of a shard; empty if the script does not ask for it. */
    public Optional<Declaration> shard() {
        return arguments.stream()
                .filter(argument -> argument.kind() == Declaration.Kind.SHARD)
                .findFirst();
    }

    /** The position from which a slice goes on; empty if the script is not resumable. */
    public Optional<Declaration> position() {
        return arguments.stream()
                .filter(argument -> argument.kind() == Declaration.Kind.POSITION)
                .findFirst();
    }

    /** The id of a request whose outcome is kept; empty if the script keeps none. */
    public Optional<Declaration> request() {
        return arguments.stream()
                .filter(argument -> argument.kind() == Declaration.Kind.REQUEST)
                .findFirst();
    }

    /** Keys and arguments, in the order in which they are sent. */
    public List<Declaration> declarations() {
        return Stream.concat(keys.stream(), arguments.stream()).toList();
    }
}
