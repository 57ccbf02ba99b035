package dev.moonlet.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.loader.ScriptLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The interface that a page shows is one that the annotation processor binds to the script. */
class JavaSignatureTest {

    private static final String IMPORTS =
            "package app;\nimport dev.moonlet.*;\nimport java.time.Duration;\nimport java.util.*;\n";

    @TempDir
    Path directory;

    private String signature(String name, String script) throws IOException {
        Path file = directory.resolve("src/main/lua/" + name + ".lua");
        Files.createDirectories(file.getParent());
        Files.writeString(file, script);
        return JavaSignature.of(new CatalogScript(
                ScriptLoader.of(directory.resolve("src/main/lua")).load(name), name + ".lua", List.of()));
    }

    /** Compiles a signature with the annotation processor; returns what that reports. */
    private String compiled(String signature) throws IOException {
        String name = signature.replaceAll("(?s).*?interface (\\w+).*", "$1");
        Path source = directory.resolve("src/main/java/app/" + name + ".java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, IMPORTS + signature);
        Path classes = Files.createDirectories(directory.resolve("target/classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter out = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean succeeds = compiler.getTask(
                            out,
                            files,
                            null,
                            List.of(
                                    "-d",
                                    classes.toString(),
                                    "-processor",
                                    "dev.moonlet.processor.MoonletProcessor",
                                    "-Amoonlet.path=" + directory.resolve("src/main/lua")),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            assertThat(classes.resolve("app/" + name + "Lua.class"))
                    .as(out.toString())
                    .exists();
            return succeeds ? "" : out.toString();
        }
    }

    @Test
    void typesWithPartsAreDeclared() throws IOException {
        String signature = signature("acquire", """
                ---@key buckets...
                ---@arg options { limit: integer, note: string? }
                ---@arg pair [integer, string]
                ---@arg deadline milliseconds = 5
                ---@arg rest integer...
                ---@return { id: string, tags: string[] } | integer | nil
                return nil
                """);
        assertThat(signature).isEqualTo("""
                @LuaScript("acquire")
                interface Acquire {
                    Optional<AcquireResult> acquire(
                            List<String> buckets,
                            Options options,
                            Pair pair,
                            Optional<Duration> deadline,
                            long... rest);

                    record Options(long limit, Optional<String> note) {}

                    record Pair(long value1, String value2) {}

                    sealed interface AcquireResult {
                        record Case1(String id, List<String> tags) implements AcquireResult {}
                        record Case2(long value) implements AcquireResult {}
                    }
                }
                """);
        assertThat(compiled(signature)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---@key class\n---@arg id int64\n---@return pairs<string, integer>\nreturn redis.call('HGETALL', class)\n",
                "---@key k\n---@return [integer, { a: string[], b: boolean? }][]\nreturn {}\n",
                "---@arg m table<string, number>\n---@arg s string?\n---@return table<string, string[]>\nreturn {}\n",
                "---@arg done boolean\n---@return nil\nreturn nil\n",
                "---@arg t seconds\n---@return seconds?\nreturn t\n",
                "---@shard shard\n---@key count = shard\n---@return integer\nreturn redis.call('INCR', count)\n",
                "---@key k\nreturn redis.call('GET', k)\n",
            })
    void interfacesCanBeBound(String script) throws IOException {
        assertThat(compiled(signature("odd-name-2", script))).isEmpty();
    }
}
