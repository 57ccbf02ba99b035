package dev.moonlet.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.io.TempDir;

class GeneratedImplementationTest {

    private final ScriptExecutor executor = FaultInjection.on(new Uncalled());
    private final TestCodecs codecs = new TestCodecs.OfClassPath();

    @TempDir
    Path directory;

    /** An executor that nothing calls. */
    private static final class Uncalled implements ScriptExecutor {

        @Override
        public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void implementationsAreFoundByTheirInterface() {
        assertThat(GeneratedImplementation.isOf(Notes.class)).isTrue();
        assertThat(GeneratedImplementation.create(Notes.Page.class, executor, codecs))
                .isInstanceOf(Notes.Page.class)
                .extracting(Object::getClass)
                .hasToString("class dev.moonlet.test.Notes_PageLua");
    }

    @Test
    void otherTypesAreLeftToOtherExtensions() {
        assertThat(GeneratedImplementation.isOf(Runnable.class)).isFalse();
        assertThat(GeneratedImplementation.isOf(String.class)).isFalse();
        assertThat(GeneratedImplementation.isOf(NotesLua.class)).isFalse();
        assertThat(GeneratedImplementation.isOf(int.class)).isFalse();
    }

    @Test
    void aMissingImplementationIsNamed() throws IOException, ClassNotFoundException {
        Path source = Files.writeString(directory.resolve("Orders.java"), """
                package app;

                class Shop {
                    @dev.moonlet.LuaScript("orders")
                    interface Orders {
                        long place(String order);
                    }
                }
                """);
        List<String> options =
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", directory.toString());
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        Stream.concat(options.stream(), Stream.of(source.toString()))
                                .toArray(String[]::new));
        assertThat(failed).isZero();
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            Class<?> orders = classes.loadClass("app.Shop$Orders");
            assertThat(GeneratedImplementation.isOf(orders)).isTrue();
            assertThatExceptionOfType(ParameterResolutionException.class)
                    .isThrownBy(() -> GeneratedImplementation.create(orders, executor, codecs))
                    .withMessage(
                            "app.Shop$Orders has no implementation: the class app.Shop_OrdersLua is not on the class"
                                    + " path; compile the interface with the annotation processor dev.moonlet:moonlet-processor,"
                                    + " that of test sources for an interface of the tests");
        }
    }
}
