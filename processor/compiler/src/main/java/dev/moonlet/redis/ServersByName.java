package dev.moonlet.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads tables of what servers have: a name and the servers that have it, a line each. */
final class ServersByName {

    private ServersByName() {}

    /**
     * The servers that have each name of a table: {@code GETEX: redis-7.0 valkey-8.1}.
     *
     * @param resource the file beside this class
     */
    static Map<String, Set<Server>> read(String resource) {
        try (InputStream stream = ServersByName.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the processor's jar lacks " + resource);
            }
            return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .map(line -> line.split(": ", 2))
                    .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> servers(parts[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Server> servers(String names) {
        return Arrays.stream(names.split(" ", -1)).map(Server::parse).collect(Collectors.toUnmodifiableSet());
    }
}
