package dev.moonlet.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A page with prose, Lua and the output for it: each block of {@code lua} is followed by a block of {@code text}. A block
 * of Lua without output is followed by other prose, or by the next block.
 *
 * <p>{@code -Dmoonlet.goldens=rewrite} writes the blocks of text anew.
 */
public final class MarkdownSpec {

    private static final boolean REWRITE = "rewrite".equals(System.getProperty("moonlet.goldens"));
    private static final String LUA = "```lua";
    private static final String TEXT = "```text";
    private static final String FENCE = "```";

    private MarkdownSpec() {}

    /** The pages of a directory. */
    public static List<Path> pages(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** What a page says. */
    public static String read(Path page) throws IOException {
        return Files.readString(page);
    }

    /** The expected text of a page, where {@code output} gives the output for a block of Lua. */
    public static String expected(Path page, UnaryOperator<String> output) throws IOException {
        List<String> lines = Files.readAllLines(page);
        List<String> result = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            result.add(lines.get(i));
            if (!lines.get(i).equals(LUA)) {
                continue;
            }
            List<String> lua = new ArrayList<>();
            for (i++; !lines.get(i).equals(FENCE); i++) {
                lua.add(lines.get(i));
                result.add(lines.get(i));
            }
            result.add(FENCE);
            String said = output.apply(String.join("\n", lua) + "\n");
            if (i + 2 < lines.size()
                    && lines.get(i + 1).isEmpty()
                    && lines.get(i + 2).equals(TEXT)) {
                i += 3;
                while (!lines.get(i).equals(FENCE)) {
                    i++;
                }
            }
            if (!said.isEmpty()) {
                result.addAll(List.of("", TEXT));
                result.addAll(said.lines().toList());
                result.add(FENCE);
            }
        }
        String text = String.join("\n", result) + "\n";
        if (REWRITE) {
            Files.writeString(page, text);
        }
        return text;
    }
}
