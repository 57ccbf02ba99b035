package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiles each folder of {@code src/test/resources/cases}: {@code *.java} of package {@code app} with the scripts in
 * {@code lua}, with the options of {@code options.txt} if there is one, and compares all that the compiler says and all that is generated with the folder's {@code expected}.
 *
 * <p>{@code mvn test -Dmoonlet.goldens=rewrite} writes {@code expected} anew.
 */
class CasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("moonlet.goldens"));

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders
                    .filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void compilesAsExpected(String name, @TempDir Path directory) throws IOException {
        Path folder = CASES.resolve(name);
        copy(folder, directory);
        JavaProject project = new JavaProject(directory);
        Map<String, String> actual = new TreeMap<>();
        actual.put("compiler.txt", withLineEnd(project.compile(options(folder))));
        actual.putAll(files(project.classes(), "Lua.java"));
        Path expected = folder.resolve("expected");
        if (REWRITE) {
            rewrite(expected, actual);
        }
        assertThat(actual).isEqualTo(files(expected, ""));
    }

    private static String[] options(Path folder) throws IOException {
        Path file = folder.resolve("options.txt");
        return Files.exists(file) ? Files.readAllLines(file).toArray(String[]::new) : new String[0];
    }

    private static String withLineEnd(String text) {
        return text.isEmpty() ? "" : text + "\n";
    }

    private static void copy(Path folder, Path project) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                Path relative = folder.relativize(path);
                if (relative.startsWith("expected")) {
                    continue;
                }
                boolean java = relative.toString().endsWith(".java");
                Path target =
                        project.resolve(java ? "src/main/java/app" : "src/main").resolve(relative.toString());
                Files.createDirectories(target.getParent());
                Files.copy(path, target);
            }
        }
    }

    private static Map<String, String> files(Path directory, String ending) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return files;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                if (path.toString().endsWith(ending)) {
                    files.put(path.getFileName().toString(), Files.readString(path));
                }
            }
        }
        return files;
    }

    private static void rewrite(Path directory, Map<String, String> files) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(directory);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
    }
}
