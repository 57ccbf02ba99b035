package dev.moonlet.recipes.killed;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another JVM that works until it is killed. */
record WorkerProcess(Process process) implements AutoCloseable {

    static WorkerProcess start(int port, Work work, boolean stops) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Worker.class.getName(),
                        String.valueOf(port),
                        work.name(),
                        String.valueOf(stops))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new WorkerProcess(process);
    }

    /** Returns when the process holds something, and stops there. */
    void awaitHolds() throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (!Worker.HOLDS.equals(line)) {
            if (line == null) {
                throw new IOException("process " + process.pid() + " ended before it held something");
            }
            line = output.readLine();
        }
    }

    /** Kills the process, which runs none of its code any more. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
