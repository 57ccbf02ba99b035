package dev.moonlet.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A JDK: the one that runs these tests, or one that is installed beside it.
 *
 * @param home its directory
 * @param version the number of its Java
 */
record Jdk(Path home, int version) {

    /** All that there are, one of each version, the oldest first. */
    static List<Jdk> all() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        List<Jdk> found = new ArrayList<>(List.of(new Jdk(own, Runtime.version().feature())));
        try (Stream<Path> beside = Files.list(own.getParent())) {
            for (Path home : beside.sorted().toList()) {
                Jdk.in(home).stream()
                        .filter(jdk -> jdk.version() >= 17)
                        .filter(jdk -> found.stream().noneMatch(known -> known.version() == jdk.version()))
                        .forEach(found::add);
            }
        }
        found.sort(Comparator.comparingInt(Jdk::version));
        return found;
    }

    private static List<Jdk> in(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/javac")) || !Files.isRegularFile(release)) {
            return List.of();
        }
        return Files.readAllLines(release).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> line.replaceAll("[^0-9.]", "").replaceAll("\\..*", ""))
                .map(number -> new Jdk(home, Integer.parseInt(number)))
                .toList();
    }

    /** What {@code javac} prints. */
    String javac(Path directory, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(home.resolve("bin/javac").toString(), "-J-Duser.language=en", "-J-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        Path output = Files.createTempFile(directory, "javac", ".log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.waitFor();
        } finally {
            process.destroy();
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "JDK " + version;
    }
}
