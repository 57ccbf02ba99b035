package dev.moonlet.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiles each folder of {@code src/test/resources/cases}: {@code *.java} of package {@code app} with the scripts in
 * {@code lua}, and with the options of {@code options.txt} if there is one, where {@code CASE} is the folder. All that the
 * compiler reports and all that is generated equals the folder's {@code expected}.
 *
 * <p>Classes stay in memory, where a project has no directory. Tests of layouts and of class output run javac on files.
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
    void compilesAsExpected(String name) throws IOException {
        Path folder = CASES.resolve(name);
        RecordedProcessor processor = new RecordedProcessor();
        Compilation compilation = Compiler.javac()
                .withProcessors(processor)
                .withOptions(options(folder))
                .compile(sources(folder));
        Map<String, String> actual = processor.sources();
        for (Map.Entry<String, String> source : actual.entrySet()) {
            if (compilation.status() != Compilation.Status.FAILURE) {
                assertThat(compilation)
                        .generatedSourceFile("app." + source.getKey().replace(".java", ""))
                        .contentsAsUtf8String()
                        .isEqualTo(source.getValue());
            }
        }
        actual.put("compiler.txt", messages(compilation, folder));
        Path expected = folder.resolve("expected");
        if (REWRITE) {
            rewrite(expected, actual);
        }
        assertThat(actual).isEqualTo(files(expected));
    }

    /** What the files of a case have themselves may be wider. */
    @ParameterizedTest
    @MethodSource("cases")
    void noGeneratedLineIsWiderThan120Columns(String name) throws IOException {
        Set<String> copied = new HashSet<>();
        try (Stream<Path> paths = Files.walk(CASES.resolve(name))) {
            for (Path path : paths.filter(file -> file.toString().endsWith(".lua") && Files.isRegularFile(file))
                    .toList()) {
                String text = Files.readString(path, StandardCharsets.ISO_8859_1);
                text.lines().forEach(line -> copied.add(line.strip()));
            }
        }
        files(CASES.resolve(name).resolve("expected")).forEach((file, text) -> {
            if (file.endsWith(".java")) {
                assertThat(text.lines().filter(line -> !copied.contains(line.strip())))
                        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
            }
        });
    }

    private static List<String> options(Path folder) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "--release", "17", "-Xlint:all,-processing", "-Werror", "-Amoonlet.path=" + shown(folder) + "/lua"));
        Path file = folder.resolve("options.txt");
        if (Files.exists(file)) {
            List<String> own = Files.readAllLines(file);
            options.removeIf(option -> own.stream().anyMatch(other -> isSameOption(option, other)));
            own.forEach(option -> options.add(option.replace("CASE", shown(folder))));
        }
        return options;
    }

    private static boolean isSameOption(String option, String other) {
        return option.startsWith("-A") && other.startsWith(option.substring(0, option.indexOf('=') + 1));
    }

    private static List<JavaFileObject> sources(Path folder) throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        for (Map.Entry<String, String> file : files(folder).entrySet()) {
            if (file.getKey().endsWith(".java")) {
                String type = file.getKey().replace(".java", "");
                sources.add(JavaFileObjects.forSourceString("app." + type, file.getValue()));
            }
        }
        return sources;
    }

    /** All that the compiler reports, a diagnostic a paragraph, with the paths of a project in Maven's layout. */
    private static String messages(Compilation compilation, Path folder) {
        String text = compilation.diagnostics().stream()
                .map(diagnostic -> place(diagnostic)
                        + diagnostic.getKind().name().toLowerCase(Locale.ROOT)
                        + ": "
                        + diagnostic.getMessage(Locale.ROOT))
                .collect(Collectors.joining("\n\n"))
                .strip()
                .replace(shown(folder), "src/main");
        return text.isEmpty() ? "" : text + "\n";
    }

    private static String place(Diagnostic<? extends JavaFileObject> diagnostic) {
        JavaFileObject source = diagnostic.getSource();
        return source == null
                ? ""
                : "src/main/java/app/" + fileName(source.getName()) + ":" + diagnostic.getLineNumber() + ":"
                        + diagnostic.getColumnNumber() + ": ";
    }

    private static String shown(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The files of a directory by name; none if there is no directory. */
    private static Map<String, String> files(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return files;
        }
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
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
