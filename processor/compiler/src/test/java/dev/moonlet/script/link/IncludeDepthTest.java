package dev.moonlet.script.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.root.ScriptRoot;
import dev.moonlet.script.root.ScriptRoots;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many files deep includes may lead. */
class IncludeDepthTest {

    /**
     * Files that each include the next, {@code file0.lua} first.
     *
     * @param count how many there are
     */
    private record Chain(int count) implements ScriptRoot {

        @Override
        public String describe(String file) {
            return "lua/" + file;
        }

        @Override
        public Optional<byte[]> read(String file) {
            int number = Integer.parseInt(file.replaceAll("\\D", ""));
            String text = number + 1 < count ? "---@include \"file" + (number + 1) + "\"\n" : "return 1\n";
            return Optional.of(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Set<String> files() {
            return IntStream.range(0, count)
                    .mapToObj(number -> "file" + number + ".lua")
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    private static String compile(int files) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<LoadedScript> script =
                new ScriptCompiler(new ScriptRoots(List.of(new Chain(files)))).compile("file0", diagnostics);
        return diagnostics.sorted().isEmpty()
                ? script.flatMap(LoadedScript::script).orElseThrow().text()
                : diagnostics.sorted().stream().map(DiagnosticRenderer::render).collect(Collectors.joining("\n"));
    }

    @Test
    void twoHundredFilesBelowTheFirst() {
        assertThat(compile(201)).isEqualTo("return 1\n");
    }

    @Test
    void oneMoreIsAnErrorAtTheIncludeOfIt() {
        String expected = """
                lua/file200.lua:1:13: files include each other more than 200 deep [too-many-includes]
                  1 | ---@include "file201"
                    |             ^^^^^^^^^ include what is needed from where it is needed""";
        assertThat(compile(202)).isEqualTo(expected);
        assertThat(compile(1000)).isEqualTo(expected);
    }
}
