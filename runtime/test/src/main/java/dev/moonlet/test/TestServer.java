package dev.moonlet.test;

import dev.moonlet.test.internal.server.ServerLease;
import dev.moonlet.test.internal.server.ServerSource;
import dev.moonlet.test.internal.server.ServerSources;
import io.lettuce.core.RedisURI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The server that tests run on. Nothing is started or connected before a test needs it.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final MoonletExtension moonlet = MoonletExtension.builder()
 *         .server(TestServer.container(redis::getHost, redis::getFirstMappedPort))
 *         .build();
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class TestServer {

    private final Supplier<ServerSource> source;

    private TestServer(Supplier<ServerSource> source) {
        this.source = source;
    }

    /**
     * The server that {@code -Dmoonlet.server} names, or the {@linkplain #embedded() embedded} one without it. The property is
     * {@code redis://host:port/database}, {@code rediss://…}, {@code host:port}, or the path of an executable
     * {@code redis-server} or {@code valkey-server}.
     */
    public static TestServer configured() {
        return new TestServer(ServerSources::configured);
    }

    /**
     * A real Redis 7.0 from the dependency {@code org.signal:embedded-redis}, on Linux and macOS. It ends with the JVM, however
     * that ends. Tests that run at the same time have a server each.
     */
    public static TestServer embedded() {
        return new TestServer(ServerSources::embedded);
    }

    /**
     * Servers that run a program, as those of {@link #embedded()} do.
     *
     * @param program used like {@code redis-server}
     */
    public static TestServer program(Path program) {
        ServerSource source = ServerSources.program(program);
        return new TestServer(() -> source);
    }

    /**
     * A server that runs already, and the database that the URI names. Tests use it one after the other. They need the database
     * to be empty, and leave it empty. They fail if it has keys, unless {@code -Dmoonlet.server.flush=true} allows them to
     * remove these.
     */
    public static TestServer given(RedisURI uri) {
        ServerSource source = ServerSources.given(uri, "TestServer.given");
        return new TestServer(() -> source);
    }

    /**
     * A server that runs for tests alone, in a container for instance. Tests use it one after the other, and each begins by
     * removing all data and all scripts.
     *
     * @param host gives the host when the first test begins
     * @param port gives the port
     */
    public static TestServer container(Supplier<String> host, IntSupplier port) {
        ServerSource source =
                ServerSources.container(Objects.requireNonNull(host, "host"), Objects.requireNonNull(port, "port"));
        return new TestServer(() -> source);
    }

    /**
     * Starts or takes a server for as long as the result is not closed. Extensions do that for each test. On a container or a
     * given server, other tests wait until it is closed.
     *
     * @throws RuntimeException if there is none, with the remedy
     */
    public RunningServer start() {
        return new RunningServer(lease());
    }

    ServerLease lease() {
        return source.get().lease();
    }
}
