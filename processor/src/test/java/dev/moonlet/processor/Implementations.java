package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.ScriptExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compiles an interface of these tests with the processor, and makes an instance of what it generates. */
final class Implementations {

    private static final Path SOURCES = Path.of("src/test/java");
    private static final Path SCRIPTS = Path.of("src/test/lua");

    private Implementations() {}

    /**
     * An implementation of an interface, freshly compiled.
     *
     * @param directory an empty directory that lives as long as the implementation
     */
    static <T> T of(Class<T> type, ScriptExecutor executor, Path directory) throws Exception {
        JavaProject project = new JavaProject(directory);
        project.write("src/main/java/" + file(type), source(type));
        assertThat(project.compile("-Amoonlet.path=" + SCRIPTS.toAbsolutePath()))
                .isEmpty();
        Class<?> implementation = project.load().loadClass(type.getName() + "Lua");
        return type.cast(implementation.getConstructor(ScriptExecutor.class).newInstance(executor));
    }

    private static String source(Class<?> type) throws IOException {
        return Files.readString(SOURCES.resolve(file(type)));
    }

    private static String file(Class<?> type) {
        return type.getName().replace('.', '/') + ".java";
    }
}
