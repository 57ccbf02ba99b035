package dev.moonlet.script.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.check.ScriptChecker;
import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.Script;
import dev.moonlet.script.root.DirectoryRoot;
import dev.moonlet.script.root.ScriptRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Links the script {@code main} of each folder of {@code src/test/resources/links}. The folder's {@code expected} holds the
 * linked text, the place of each of its lines, and what is said of the scripts. It also holds what Redis replies, which a
 * test of the loader compares.
 *
 * <p>{@code mvn verify -Dmoonlet.goldens=rewrite} writes {@code expected} anew.
 */
class LinkCasesTest {

    private static final Path CASES = Path.of("src/test/resources/links");
    private static final String REPLY = "reply.json";
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("moonlet.goldens"));

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(path -> path.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void linksAsExpected(String name) throws IOException {
        Path folder = CASES.resolve(name);
        ScriptCompiler compiler = new ScriptCompiler(new ScriptRoots(List.of(new DirectoryRoot(folder, "lua"))));
        Map<String, String> actual = new TreeMap<>();
        Diagnostics diagnostics = new Diagnostics();
        Optional<LoadedScript> loaded =
                compiler.compile("main", diagnostics).map(script -> ScriptChecker.check(script, diagnostics));
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
        }
        Path expected = folder.resolve("expected");
        if (REWRITE) {
            rewrite(expected, actual);
        }
        assertThat(actual).isEqualTo(contents(expected));
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
            for (Path file : files.filter(path -> !path.endsWith(REPLY)).toList()) {
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
