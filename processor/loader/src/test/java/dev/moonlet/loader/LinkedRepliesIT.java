package dev.moonlet.loader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.script.Script;
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
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs on Redis what the compiler's tests link: the script {@code main} of each folder, with the arguments of
 * {@code call.json}, or with the {@code KEYS} of {@code keys.txt}. The reply is that of {@code expected/reply.json}.
 *
 * <p>{@code mvn verify -Dmoonlet.goldens=rewrite} writes it anew.
 */
class LinkedRepliesIT {

    private static final Path CASES = Path.of("../compiler/src/test/resources/links");
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("moonlet.goldens"));

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders
                    .filter(folder -> Files.exists(folder.resolve("expected/linked.lua")))
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void repliesAsExpected(String name) throws IOException {
        Path folder = CASES.resolve(name);
        Script script = ScriptLoader.of(folder).load("main");
        String actual = JSON.std.asString(plain(reply(folder, script))) + "\n";
        Path expected = folder.resolve("expected/reply.json");
        if (REWRITE) {
            Files.writeString(expected, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    private static @Nullable Object reply(Path folder, Script script) throws IOException {
        if (Files.exists(folder.resolve("keys.txt"))) {
            String[] keys = Files.readString(folder.resolve("keys.txt")).strip().split(" ", -1);
            return redis.connection().sync().eval(script.text(), ScriptOutputType.OBJECT, keys);
        }
        Path call = folder.resolve("call.json");
        Map<String, Object> arguments = Files.exists(call) ? JSON.std.mapFrom(Files.readString(call)) : Map.of();
        return new ScriptRunner(script, ScriptExecutor.of(redis.connection())).run(arguments);
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
}
