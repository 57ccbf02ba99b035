package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.loader.ScriptLoader;
import dev.moonlet.loader.ScriptRunner;
import dev.moonlet.script.Script;
import dev.moonlet.testing.RedisExtension;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compiles and runs what the documentation shows: a code block belongs to the file that the text before it names in
 * backquotes.
 */
class DocumentationIT {

    private static final Path ROOT = Path.of("../..");

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/quick-start.md",
                "docs/concepts.md",
                "docs/deployment.md",
                "docs/observability.md",
                "docs/interfaces.md",
                "docs/executors.md",
                "docs/batches.md",
                "docs/redisgears.md",
                "docs/shards.md",
                "docs/resumable.md",
                "docs/exactly-once.md",
                "docs/functions.md",
                "docs/interceptors.md",
                "docs/transactions.md",
                "docs/loader.md",
                "docs/coming-from/redis-lua.md",
                "docs/coming-from/spring.md",
                "docs/coming-from/redisson.md",
                "docs/coming-from/bullmq.md"
            })
    void examplesRunAndPrintWhatThePageSays(String page) throws Exception {
        PageCode code = PageCode.of(page);
        JavaProject project = project(code.files());
        assertThat(project.compile()).isEmpty();
        for (PageCode.Program program : code.programs()) {
            assertThat(project.run(program.type())).isEqualTo(program.output());
        }
    }

    @Test
    void scriptsOfSeveralFilesDoWhatTheirPageSays() throws Exception {
        Map<String, String> files = PageCode.of("docs/scripts.md").files();
        assertThat(project(files).compile()).isEmpty();
        Script script = ScriptLoader.of(directory.resolve("src/main/lua")).load("orders/place");
        ScriptRunner place = new ScriptRunner(script, ScriptExecutor.of(redis.connection()));
        Map<String, Object> order = Map.of("stock", "s", "orders", "o", "id", "7", "quantity", 2);
        redis.connection().sync().set("s", "3");
        assertThat(place.run(order)).isEqualTo(Map.of("placed", true, "total", 205L));
        assertThat(place.run(order)).isEqualTo(Map.of("placed", false, "total", 0L));
        assertThat(redis.connection().sync().hgetall("o")).isEqualTo(Map.of("shop:order:7", "205 none"));
        redis.connection().sync().set("s", "3.5");
        assertThatThrownBy(() -> place.run(order))
                .satisfies(failure -> assertThat(Files.readString(ROOT.resolve("docs/scripts.md")))
                        .contains("```text\n" + failure.getMessage() + "\n```"));
    }

    @ParameterizedTest
    @CsvSource({
        "src/main/lua/token_bucket.lua, lib/clock, lib/clok",
        "src/main/lua/token_bucket.lua, permits integer, permits string",
        "src/main/lua/token_bucket.lua, clock_millis(), clock_milis()",
        "src/main/lua/lib/clock.lua, end, ''",
    })
    void mistakesLookAsThePagesSay(String file, String right, String wrong) throws Exception {
        Map<String, String> files = PageCode.of("README.md").files();
        files.compute(file, (name, text) -> String.valueOf(text).replace(right, wrong));
        String compiler = project(files).compile();
        String pages =
                Files.readString(ROOT.resolve("README.md")) + Files.readString(ROOT.resolve("docs/checks/README.md"));
        assertThat(compiler.split("\n\n")).anySatisfy(error -> assertThat(pages)
                .contains("```text\n" + error.substring(error.indexOf("src/main/lua/")) + "\n```"));
    }

    @Test
    void failuresLookAsTheReadmeSays() throws Exception {
        Map<String, String> files = PageCode.of("README.md").files();
        JavaProject project = project(files);
        assertThat(project.compile()).isEmpty();
        redis.connection().sync().set("limit:alice", "text");
        try (URLClassLoader classes = project.load()) {
            Throwable failure = catchThrowable(() -> JavaProject.main(classes, "app.Main"));
            StringBuilder trace = new StringBuilder(failure.toString());
            for (int i = 0; i < 2; i++) {
                trace.append("\n\tat ").append(failure.getStackTrace()[i]);
            }
            String readme = Files.readString(ROOT.resolve("README.md"));
            assertThat(withoutGeneratedLines(readme)).contains(withoutGeneratedLines(trace.toString()));
        }
    }

    /** Leaves out the lines of generated code, which nobody wants to keep up with. */
    private static String withoutGeneratedLines(String text) {
        return text.replaceAll("Lua\\.java:[0-9]+", "Lua.java");
    }

    private JavaProject project(Map<String, String> files) {
        JavaProject project = new JavaProject(directory);
        String server = "redis://localhost:" + redis.port();
        String scripts = "Path.of(\"" + directory.resolve("src/main/lua") + "\")";
        files.forEach((file, text) -> project.write(
                file, text.replace("redis://localhost:6379", server).replace("Path.of(\"src/main/lua\")", scripts)));
        return project;
    }
}
