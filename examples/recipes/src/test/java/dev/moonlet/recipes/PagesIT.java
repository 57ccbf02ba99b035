package dev.moonlet.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.Page;
import dev.moonlet.testing.PagePrograms;
import dev.moonlet.testing.RedisExtension;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages whose programs need the recipes: they are compiled with the annotation processor, and print what the pages say. */
class PagesIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"docs/coming-from/redis-py.md", "docs/coming-from/siderpy.md"})
    void programsPrintWhatThePageSays(String page) throws Exception {
        PagePrograms programs = PagePrograms.of(Page.of(page));
        assertThat(compile(write(programs.files()))).isEmpty();
        try (URLClassLoader classes = new URLClassLoader(
                new URL[] {classes().toUri().toURL()}, getClass().getClassLoader())) {
            assertThat(programs.run(classes)).isEqualTo(programs.outputs());
        }
    }

    /** Where classes go, as in a project of Maven, whose scripts the processor finds from there. */
    private Path classes() {
        return directory.resolve("target/classes");
    }

    /** Writes a project, and returns its Java files. */
    private List<Path> write(Map<String, String> files) throws IOException {
        String server = "redis://localhost:" + redis.port();
        List<Path> sources = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue().replace("redis://localhost:6379", server));
            if (file.getKey().endsWith(".java")) {
                sources.add(path);
            }
        }
        Files.createFile(directory.resolve("pom.xml"));
        Files.createDirectories(classes());
        return sources;
    }

    /** Compiles with the processors of the class path, and returns what the compiler says. */
    private String compile(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-d", classes().toString(), "--release", "17", "-Xlint:all,-processing", "-Werror");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            compiler.getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        return messages.toString();
    }
}
