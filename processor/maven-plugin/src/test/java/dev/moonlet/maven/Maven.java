package dev.moonlet.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The Maven that runs these tests, or another one, with the same local repository and the same JDK. */
final class Maven {

    private final Path home = Path.of(property("moonlet.maven.home"));
    private final Path localRepository = Path.of(property("moonlet.maven.repository"));
    private final boolean offline = property("moonlet.maven.network").equals("offline=true");

    /** How a build ended, and all that it printed. */
    record Outcome(boolean succeeded, String output) {}

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), () -> name + ": these tests are run by mvn verify");
    }

    Path localRepository() {
        return localRepository;
    }

    Outcome run(Path project, String... arguments) throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        List<String> command = new ArrayList<>();
        command.add(home.resolve(windows ? "bin/mvn.cmd" : "bin/mvn").toString());
        command.addAll(List.of("--batch-mode", "--no-transfer-progress", "-Dmaven.repo.local=" + localRepository));
        if (offline) {
            command.add("--offline");
        }
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(project, "maven", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // A build of a few seconds is over before more than the first compiler pays.
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(15, TimeUnit.MINUTES))
                    .as("the build ends in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        boolean succeeded = process.exitValue() == 0;
        return new Outcome(succeeded, Files.readString(output, Charset.defaultCharset()));
    }
}
