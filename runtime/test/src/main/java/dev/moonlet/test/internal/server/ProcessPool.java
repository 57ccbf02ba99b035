package dev.moonlet.test.internal.server;

import io.lettuce.core.RedisURI;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/**
 * Servers that run the same program, as many as there are tests at a time. They are started when they are needed and end with
 * the JVM. Safe for use by several threads.
 */
final class ProcessPool implements ServerSource {

    private record Running(ServerProcess process, ServerConnection connection) {

        void close() {
            connection.close();
            process.close();
        }
    }

    private final Supplier<Path> program;
    private final ConcurrentLinkedDeque<Running> idle = new ConcurrentLinkedDeque<>();

    /**
     * A pool.
     *
     * @param program gives the executable file, or throws a {@link ServerProblem}
     */
    ProcessPool(Supplier<Path> program) {
        this.program = program;
    }

    @Override
    public ServerLease lease() {
        Running running = idle.pollFirst();
        while (running != null && !running.connection().answers()) { // a test has ended it
            running.close();
            running = idle.pollFirst();
        }
        Running leased = running == null ? start() : running;
        leased.connection().clear();
        return new ServerLease(leased.connection(), () -> idle.addFirst(leased));
    }

    private Running start() {
        ServerProcess process = ServerProcess.start(program.get());
        RedisURI uri = RedisURI.create("127.0.0.1", process.port());
        return new Running(process, ServerConnection.open(uri, true, "this process"));
    }
}
