package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The runtime is built before the annotation processor, so its tests have implementations that were generated earlier. They are
 * what the annotation processor generates now; {@code -Dmoonlet.goldens=rewrite} writes them anew.
 */
class RuntimeImplementationsTest {

    private static final Path TESTS = Path.of("../../runtime/core/src/test");
    private static final String PACKAGE = "dev/moonlet/scripts/";
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("moonlet.goldens"));

    @TempDir
    Path directory;

    static Stream<String> interfaces() throws IOException {
        try (Stream<Path> files = Files.list(TESTS.resolve("java").resolve(PACKAGE))) {
            return files
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.endsWith("Lua") && !name.equals("package-info"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void areThoseThatAreGenerated(String type) throws IOException {
        Path sources = TESTS.resolve("java").resolve(PACKAGE);
        JavaProject project = new JavaProject(directory);
        project.write("src/main/java/" + PACKAGE + type + ".java", Files.readString(sources.resolve(type + ".java")));
        String scripts = TESTS.resolve("lua").toAbsolutePath().normalize().toString();
        assertThat(project.compile("-Amoonlet.path=" + scripts)).isEmpty();
        String generated = Files.readString(project.classes().resolve(PACKAGE + type + "Lua.java"));
        Path implementation = sources.resolve(type + "Lua.java");
        if (REWRITE) {
            Files.writeString(implementation, generated);
        }
        assertThat(implementation).hasContent(generated);
    }
}
