package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class that was generated from scripts which have changed since is noticed when it is used. */
class StaleClassesTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void compile() {
        JavaProject project = new JavaProject(directory)
                .write("src/main/java/app/Api.java", """
                        package app;

                        import dev.moonlet.LuaScript;

                        @LuaScript("get")
                        public interface Api {
                            String get(String key);
                        }
                        """)
                .write("src/main/lua/get.lua", """
                        ---@include "lib/text"
                        ---@key key
                        ---@return string
                        return text(key)
                        """)
                .write("src/main/lua/lib/text.lua", """
                        local function text(key)
                          return redis.call('GET', key) or ''
                        end
                        """);
        assertThat(project.compile()).isEmpty();
    }

    private void create(URL classes) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes}, getClass().getClassLoader())) {
            loader.loadClass("app.ApiLua").getConstructors()[0].newInstance(new Unused());
        }
    }

    private void create() throws Exception {
        create(directory.resolve("target/classes").toUri().toURL());
    }

    private void change(String file, String from, String to) throws IOException {
        Path path = directory.resolve(file);
        Files.writeString(path, Files.readString(path).replace(from, to));
    }

    @Test
    void unchangedScriptsAreFine() throws Exception {
        create();
        change("src/main/lua/get.lua", "\n", "\r\n");
        assertThatCode(this::create).doesNotThrowAnyException();
    }

    @Test
    void nothingOfItIsInTheCode() throws IOException {
        assertThat(Files.readString(directory.resolve("target/classes/app/ApiLua.java")))
                .containsPattern("@GeneratedFrom\\(\\{\\s+\"src/main/lua/get.lua#[0-9a-f]+\",")
                .containsPattern("(?s)public ApiLua\\(ScriptExecutor executor\\) \\{\\s+this.executor = [^;]+;\\s+\\}");
    }

    @Test
    void changedScriptsAreNoticed() throws Exception {
        change("src/main/lua/get.lua", "text(key)", "text(key) .. ''");
        assertThatThrownBy(this::create)
                .isExactlyInstanceOf(LinkageError.class)
                .hasMessage("app.ApiLua was generated from another src/main/lua/get.lua than there is now:"
                        + " compile its interface again, for example after a clean");
    }

    @Test
    void changedIncludedFilesAreNoticed() throws Exception {
        change("src/main/lua/lib/text.lua", "''", "'none'");
        assertThatThrownBy(this::create).hasMessageContaining("src/main/lua/lib/text.lua");
    }

    @Test
    void classesWithoutScriptsBesideThemAreFine() throws Exception {
        Files.delete(directory.resolve("src/main/lua/get.lua"));
        Files.delete(directory.resolve("src/main/lua/lib/text.lua"));
        assertThatCode(this::create).doesNotThrowAnyException();
    }

    @Test
    void nothingIsAskedOfAJar() throws Exception {
        Path jar = directory.resolve("target/app.jar");
        Path classes = directory.resolve("target/classes");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
            }
        }
        change("src/main/lua/get.lua", "text(key)", "text(key) .. ''");
        create(jar.toUri().toURL());
    }

    private static final class Unused implements ScriptExecutor {

        @Override
        public <T> T execute(ScriptInvocation<T> invocation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
            throw new UnsupportedOperationException();
        }
    }
}
