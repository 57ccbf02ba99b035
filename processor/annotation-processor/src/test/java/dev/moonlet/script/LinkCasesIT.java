package dev.moonlet.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.check.ScriptChecker;
import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Links the script {@code main} of each folder of {@code src/test/resources/links}, and runs it on Redis with the
 * arguments of {@code call.json}, or with the {@code KEYS} of {@code keys.txt}. The folder's {@code expected} holds the
 * linked text, the place of each of its lines, the reply, and what is said of the scripts.
 *
 * <p>{@code mvn verify -Dit.test=LinkCasesIT -Dmoonlet.goldens=rewrite} writes {@code expected} anew.
 */
class LinkCasesIT {

    private static final Path CASES = Path.of("src/test/resources/links");
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("moonlet.goldens"));

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(path -> path.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void linksAndRepliesAsExpected(String name) throws IOException {
        Path folder = CASES.resolve(name);
        ScriptLoader loader = new ScriptLoader(new ScriptRoots(List.of(new DirectoryRoot(folder, "lua"))));
        Map<String, String> actual = new TreeMap<>();
        Diagnostics diagnostics = new Diagnostics();
        Optional<LoadedScript> loaded =
                loader.load("main", diagnostics).map(script -> ScriptChecker.check(script, diagnostics));
        if (!diagnostics.sorted().isEmpty()) {
            actual.put(
                    "diagnostics.txt",
                    diagnostics.sorted().stream()
                            .map(DiagnosticRenderer::render)
                            .collect(Collectors.joining("\n\n", "", "\n")));
        }
        Optional<Script> script = loaded.flatMap(LoadedScript::script);
        if (script.isPresent()) {
            actual.put("linked.lua", script.get().text());
            actual.put("map.txt", map(script.get()));
            actual.put("reply.json", JSON.std.asString(plain(reply(folder, script.get()))) + "\n");
        }
        Path expected = folder.resolve("expected");
        if (REWRITE) {
            rewrite(expected, actual);
        }
        assertThat(actual).isEqualTo(contents(expected));
    }

    private static @Nullable Object reply(Path folder, Script script) throws IOException {
        if (Files.exists(folder.resolve("keys.txt"))) {
            String[] keys = Files.readString(folder.resolve("keys.txt")).strip().split(" ", -1);
            return redis.connection().sync().eval(script.text(), ScriptOutputType.OBJECT, keys);
        }
        Path call = folder.resolve("call.json");
        Map<String, Object> arguments = Files.exists(call) ? JSON.std.mapFrom(Files.readString(call)) : Map.of();
        return script.runner(ScriptExecutor.of(redis.connection())).run(arguments);
    }

    /** What JSON can show, the keys of maps in order. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((key, element) -> sorted.put(String.valueOf(key), plain(element)));
            return new LinkedHashMap<>(sorted);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(plain(element)));
            return elements;
        }
        return value instanceof Duration duration ? duration.toString() : value;
    }

    private static String map(Script script) {
        StringBuilder text = new StringBuilder();
        for (int line = 1; line <= script.lineCount(); line++) {
            text.append(line).append(' ').append(script.place(line));
            script.chain(line).forEach(step -> text.append(", ").append(step));
            text.append('\n');
        }
        return text.toString();
    }

    private static Map<String, String> contents(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return contents;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private static void rewrite(Path directory, Map<String, String> contents) throws IOException {
        Files.createDirectories(directory);
        for (String old : contents(directory).keySet()) {
            Files.delete(directory.resolve(old));
        }
        for (Map.Entry<String, String> file : contents.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
    }
}
