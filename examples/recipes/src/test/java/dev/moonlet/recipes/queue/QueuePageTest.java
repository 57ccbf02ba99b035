package dev.moonlet.recipes.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the queue shows its scripts as they are. */
class QueuePageTest {

    private static final Path SCRIPTS = Path.of("src/main/lua");

    @Test
    void thePageHasAllScripts() throws IOException {
        String page = Page.of("docs/recipes/queue.md").text();
        for (Path script : scripts()) {
            String name = SCRIPTS.relativize(script).toString();
            assertThat(page).contains("`" + name + "`:\n\n```lua\n" + Files.readString(script) + "```\n");
        }
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(SCRIPTS.resolve("recipes/queue"))) {
            List<Path> scripts =
                    files.filter(file -> file.toString().endsWith(".lua")).toList();
            assertThat(scripts).isNotEmpty();
            return scripts;
        }
    }
}
