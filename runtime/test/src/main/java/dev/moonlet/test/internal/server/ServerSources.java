package dev.moonlet.test.internal.server;

import io.lettuce.core.RedisURI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of servers. The same program or address is the same source, so that all tests of a JVM share its servers. */
public final class ServerSources {

    private static final String PROPERTY = "moonlet.server";
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:/\\\\@\\s]+):([0-9]{1,5})");
    private static final ServerSource EMBEDDED = new ProcessPool(EmbeddedProgram::extract);
    private static final Map<String, ServerSource> BY_VALUE = new ConcurrentHashMap<>();

    private ServerSources() {}

    /** What {@code -Dmoonlet.server} names, or the embedded Redis. */
    public static ServerSource configured() {
        String value = System.getProperty(PROPERTY, "").strip();
        return value.isEmpty() ? EMBEDDED : named(value);
    }

    /** The embedded Redis. */
    public static ServerSource embedded() {
        return EMBEDDED;
    }

    private static ServerSource named(String value) {
        Matcher address = ADDRESS.matcher(value);
        try {
            if (value.startsWith("redis://") || value.startsWith("rediss://")) {
                return given(RedisURI.create(value), "-D" + PROPERTY);
            }
            if (address.matches()) { // before the path, as which some systems can't read it
                return given(RedisURI.create(address.group(1), Integer.parseInt(address.group(2))), "-D" + PROPERTY);
            }
            if (Files.isExecutable(Path.of(value)) && !Files.isDirectory(Path.of(value))) {
                return program(Path.of(value));
            }
        } catch (IllegalArgumentException e) {
            throw new ServerProblem(expected(value), e);
        }
        throw new ServerProblem(expected(value), null);
    }

    /** Without the value if it may have a password in it. */
    private static String expected(String value) {
        return ("-D%s is %s, but has to be redis://host:port, rediss://host:port, host:port, or the path of an executable"
                        + " redis-server or valkey-server")
                .formatted(PROPERTY, value.contains("@") ? "an invalid URI" : "\"" + value + "\"");
    }

    /** Servers that run a program. */
    public static ServerSource program(Path program) {
        Path absolute = program.toAbsolutePath();
        return BY_VALUE.computeIfAbsent(absolute.toString(), path -> new ProcessPool(() -> absolute));
    }

    /**
     * A server that exists already.
     *
     * @param origin what named it, for messages
     */
    public static ServerSource given(RedisURI uri, String origin) {
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            throw new IllegalArgumentException(
                    "a given server needs a host and a port: redis://host:port; Sentinels and"
                            + " Unix sockets are not supported");
        }
        return BY_VALUE.computeIfAbsent(
                uri.toURI().toString(),
                key -> new SharedServer(
                        () -> GivenDatabase.claimed(ServerConnection.open(uri, false, origin)), new GivenDatabase()));
    }

    /** A server that runs for tests alone, and is asked for its address when a test needs it. */
    public static ServerSource container(Supplier<String> host, IntSupplier port) {
        return () -> container(host.get(), port.getAsInt()).lease();
    }

    private static ServerSource container(String host, int port) {
        return BY_VALUE.computeIfAbsent(
                "container " + host + ":" + port,
                key -> new SharedServer(
                        () -> ServerConnection.open(RedisURI.create(host, port), true, "TestServer.container"),
                        SharedServer.THROWAWAY));
    }
}
