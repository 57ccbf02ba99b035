package dev.moonlet.lua;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.redis.Shebang;
import dev.moonlet.source.SourceFile;
import dev.moonlet.testing.MarkdownSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of mistakes in syntax, as the pages of {@code specs} show it. */
class SyntaxSpecsTest {

    static List<Path> pages() throws IOException {
        return MarkdownSpec.pages(Path.of("src/test/resources/specs"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void saysWhatThePageSays(Path page) throws IOException {
        String before = MarkdownSpec.read(page);
        assertThat(before).isEqualTo(MarkdownSpec.expected(page, SyntaxSpecsTest::output));
    }

    private static String output(String lua) {
        SourceFile file = new SourceFile("example.lua", "example.lua", lua);
        Shebang shebang = Shebang.of(file);
        return Stream.of(
                        shebang.errors(),
                        shebang.library().stream().toList(),
                        LuaParser.parse(file).errors())
                .flatMap(List::stream)
                .map(DiagnosticRenderer::render)
                .collect(Collectors.joining("\n\n"));
    }
}
