package dev.moonlet.test.internal.server;

import java.io.IOException;
import java.nio.file.Path;
import redis.embedded.RedisExecProvider;

/** The executable file of the embedded Redis, which is extracted once for each JVM. */
final class EmbeddedProgram {

    private EmbeddedProgram() {}

    /** Extracts it. */
    static Path extract() {
        try {
            return Extraction.program();
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
