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

    /** An implementation of an interface. */
    record Implementation<T>(Class<T> type, Class<?> implementation) {

        /** An instance by the one constructor that there is. */
        T create(Object... arguments) throws Exception {
            assertThat(implementation.getConstructors()).hasSize(1);
            return type.cast(implementation.getConstructors()[0].newInstance(arguments));
        }
    }

    private Implementations() {}

    /**
     * An implementation of an interface, freshly compiled.
     *
     * @param directory an empty directory that lives as long as the implementation
     */
    static <T> Implementation<T> of(Class<T> type, Path directory) throws Exception {
        JavaProject project = new JavaProject(directory);
        project.write("src/main/java/" + file(type), source(type));
        assertThat(project.compile("-Amoonlet.path=" + SCRIPTS.toAbsolutePath(), "-Xlint:-processing"))
                .isEmpty();
        return new Implementation<>(type, project.load().loadClass(type.getName() + "Lua"));
    }

    /** An instance of an implementation that takes nothing but an executor. */
    static <T> T of(Class<T> type, ScriptExecutor executor, Path directory) throws Exception {
        return of(type, directory).create(executor);
    }

    private static String source(Class<?> type) throws IOException {
        return Files.readString(SOURCES.resolve(file(type)));
    }

    private static String file(Class<?> type) {
        return type.getName().replace('.', '/') + ".java";
    }
}
