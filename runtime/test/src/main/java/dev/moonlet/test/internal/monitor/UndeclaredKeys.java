package dev.moonlet.test.internal.monitor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.KeyListOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Finds the keys of commands that are not among the KEYS of the script that ran them. The server itself says which
 * arguments are keys. Patterns, such as those of {@code KEYS} and of {@code BY} in {@code SORT}, are not keys.
 *
 * @see <a href="https://redis.io/docs/latest/commands/command-getkeys/">COMMAND GETKEYS</a>
 */
public final class UndeclaredKeys {

    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final Map<List<String>, List<String>> known = new HashMap<>();

    /** Asks on a connection. */
    public UndeclaredKeys(StatefulRedisConnection<byte[], byte[]> connection) {
        this.connection = connection;
    }

    /**
     * Describes each of them.
     *
     * @param names the name of a script by its digest
     */
    public List<String> find(List<ScriptRun> runs, UnaryOperator<String> names) {
        Set<String> found = new LinkedHashSet<>();
        for (ScriptRun run : runs) {
            for (List<String> command : run.commands()) {
                for (String key : known.computeIfAbsent(command, this::keys)) {
                    if (!run.keys().contains(key)) {
                        found.add(describe(names.apply(run.id()), command.get(0), key, run.keys()));
                    }
                }
            }
        }
        return new ArrayList<>(found);
    }

    private static String describe(String script, String command, String key, List<String> keys) {
        String declared = keys.isEmpty()
                ? "it has no KEYS"
                : "its KEYS are "
                        + String.join(
                                ", ", keys.stream().map(UndeclaredKeys::quoted).toList());
        return "script %s runs %s with the key %s: %s".formatted(script, command, quoted(key), declared);
    }

    private static String quoted(String bytes) {
        return '"' + new String(bytes.getBytes(ISO_8859_1), UTF_8) + '"';
    }

    private List<String> keys(List<String> command) {
        CommandArgs<byte[], byte[]> arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE).add("GETKEYS");
        command.forEach(word -> arguments.add(word.getBytes(ISO_8859_1)));
        try {
            return connection
                    .sync()
                    .dispatch(CommandType.COMMAND, new KeyListOutput<>(ByteArrayCodec.INSTANCE), arguments)
                    .stream()
                    .map(key -> new String(key, ISO_8859_1))
                    .toList();
        } catch (RedisCommandExecutionException e) {
            if (String.valueOf(e.getMessage()).startsWith("NOPERM")) {
                throw new IllegalStateException(
                        "undeclared keys can't be found, because the user may not run COMMAND: " + e.getMessage(), e);
            }
            return List.of(); // the command has no keys, or was refused itself
        }
    }
}
