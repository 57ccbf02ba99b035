package dev.moonlet.test.internal.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisExecProvider;

/** The executable file of the embedded Redis, which is extracted once for each JVM. */
final class EmbeddedProgram {

    @GuardedBy("EmbeddedProgram.class")
    private static @Nullable Path extracted;

    private EmbeddedProgram() {}

    /**
     * Extracts it.
     *
     * @throws ServerProblem if there is none for this platform, or the dependency is missing
     */
    static synchronized Path extract() {
        Path program = extracted;
        if (program != null && Files.isExecutable(program)) {
            return program;
        }
        try {
            program = Extraction.program();
            extracted = program;
            return program;
        } catch (NoClassDefFoundError e) {
            throw new ServerProblem(
                    "there is no Redis to test on: add org.signal:embedded-redis to the test dependencies, or name a"
                            + " server with -Dmoonlet.server",
                    e);
        } catch (RuntimeException | IOException e) {
            throw new ServerProblem(
                    "the embedded Redis has no program for %s on %s (%s): name a server with -Dmoonlet.server"
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), e.getMessage()),
                    e);
        }
    }

    /** Knows embedded-redis, which may be missing. */
    private static final class Extraction {

        static Path program() throws IOException {
            return RedisExecProvider.defaultProvider().get().toPath();
        }
    }
}
