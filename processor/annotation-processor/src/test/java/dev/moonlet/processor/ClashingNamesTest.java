package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated code means its own types, whatever types of the same names an application has. */
class ClashingNamesTest {

    /** What generated code uses of Java and of Moonlet, and more. */
    private static final List<String> NAMES = List.of(
            "Override",
            "String",
            "Object",
            "Long",
            "Integer",
            "Double",
            "Boolean",
            "Byte",
            "Enum",
            "Record",
            "Class",
            "Iterable",
            "Void",
            "Exception",
            "Deprecated",
            "SuppressWarnings",
            "Generated",
            "GeneratedFrom",
            "List",
            "Set",
            "Map",
            "Optional",
            "Objects",
            "Duration",
            "CompletionStage",
            "CompletableFuture",
            "ScriptExecutor",
            "ScriptCall",
            "ScriptFuture",
            "CompiledScript",
            "Reply",
            "ReplyDecoder",
            "ArrayValues",
            "JsonTable",
            "JsonCodec",
            "TypeRef",
            "Mono",
            "Flux");

    private static final String METHODS = """
                Seen see(
                        java.lang.String counter,
                        java.util.List<java.lang.String> pages,
                        java.util.Optional<java.time.Duration> keep,
                        long[] counts,
                        java.lang.Object extra);

                @java.lang.Deprecated
                java.util.concurrent.CompletionStage<Seen> seeAsync(
                        java.lang.String counter,
                        java.util.List<java.lang.String> pages,
                        java.util.Optional<java.time.Duration> keep,
                        long[] counts,
                        java.lang.Object extra);

                record Seen(
                        long visits,
                        java.lang.Integer kind,
                        java.util.Optional<java.lang.Long> last,
                        java.util.List<java.lang.String> pages,
                        java.util.Set<java.lang.Double> shares,
                        java.util.Map<java.lang.String, java.lang.Boolean> flags,
                        int[] counts,
                        java.lang.Object extra) {}
            """;

    private static final String SCRIPT = """
            ---@key counter
            ---@arg pages string[]
            ---@arg keep milliseconds?
            ---@arg counts integer[]
            ---@arg extra json
            ---@return { visits: integer, kind: integer, last: integer?, pages: string[], shares: number[], flags: table<string, boolean>, counts: integer[], extra: json }
            return {
              visits = redis.call('INCR', counter), kind = 1, last = keep, pages = pages,
              shares = { 0.5 }, flags = { a = true }, counts = counts, extra = extra,
            }
            """;

    @TempDir
    private Path directory;

    private JavaProject project() {
        return new JavaProject(directory).write("src/main/lua/see.lua", SCRIPT);
    }

    private static String type(String packageName, String text) {
        return (packageName.isEmpty() ? "" : "package " + packageName + ";\n\n") + text;
    }

    private static String file(String packageName, String name) {
        return "src/main/java/" + (packageName.isEmpty() ? "" : packageName + "/") + name + ".java";
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", ""})
    void typesOfThePackage(String packageName) {
        JavaProject project = project();
        NAMES.forEach(name ->
                project.write(file(packageName, name), type(packageName, "public final class " + name + " {}\n")));
        project.write(
                file(packageName, "Api"),
                type(packageName, "@dev.moonlet.LuaScript(\"see\")\npublic interface Api {\n" + METHODS + "}\n"));
        assertThat(project.compile()).isEmpty();
    }

    @Test
    void typesInTheInterface() {
        String nested =
                NAMES.stream().map(name -> "    final class " + name + " {}\n").collect(Collectors.joining());
        assertThat(project()
                        .write(
                                file("app", "Api"),
                                type(
                                        "app",
                                        "@dev.moonlet.LuaScript(\"see\")\npublic interface Api {\n" + METHODS + nested
                                                + "}\n"))
                        .compile())
                .isEmpty();
    }

    @Test
    void typesInAnInterfaceThatIsExtended() {
        String nested =
                NAMES.stream().map(name -> "    final class " + name + " {}\n").collect(Collectors.joining());
        assertThat(project()
                        .write(file("app", "Base"), type("app", "public interface Base {\n" + METHODS + nested + "}\n"))
                        .write(
                                file("app", "Api"),
                                type("app", "@dev.moonlet.LuaScript(\"see\")\npublic interface Api extends Base {}\n"))
                        .compile())
                .isEmpty();
    }

    @Test
    void theInterfaceItself() {
        JavaProject project = project();
        NAMES.forEach(name -> project.write(
                file("app", name),
                type("app", "@dev.moonlet.LuaScript(\"see\")\npublic interface " + name + " {\n" + METHODS + "}\n")));
        assertThat(project.compile()).isEmpty();
    }

    /** Arguments and results of such types are those of the application. */
    @Test
    void typesOfThePackageInASignature() {
        assertThat(project()
                        .write(file("app", "String"), type("app", "public enum String { A }\n"))
                        .write(file("app", "List"), type("app", "public record List(String first) {}\n"))
                        .write(file("app", "Api"), type("app", """
                                @dev.moonlet.LuaScript("list")
                                public interface Api {
                                    List list(String first);
                                }
                                """))
                        .write(
                                "src/main/lua/list.lua",
                                "---@arg first string\n---@return { first: string }\nreturn { first = first }\n")
                        .compile())
                .isEmpty();
    }
}
