package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The code blocks of a page. A block belongs to the file that the text before it names in backquotes; what a program prints is
 * the next block of text.
 */
record PageCode(List<Block> blocks) {

    private static final Path ROOT = Path.of("../..");

    /**
     * A code block.
     *
     * @param file the file whose content it is; empty if there is none
     */
    record Block(String file, String language, String text) {}

    /**
     * A program that a page shows.
     *
     * @param type the name of its class
     * @param output what it prints, as the page says
     */
    record Program(String type, String output) {}

    static PageCode of(String page) throws IOException {
        List<Block> blocks = new ArrayList<>();
        String file = "";
        StringBuilder text = null;
        String language = "";
        for (String line : Files.readAllLines(ROOT.resolve(page))) {
            if (text != null && line.equals("```")) {
                blocks.add(new Block(file, language, text.toString()));
                text = null;
                file = "";
            } else if (text != null) {
                text.append(line).append('\n');
            } else if (line.startsWith("```")) {
                text = new StringBuilder();
                language = line.substring(3);
            } else if (line.contains("`src/main/") && line.endsWith("`:")) {
                file = line.substring(line.lastIndexOf("`src/main/") + 1, line.length() - 2);
            }
        }
        return new PageCode(List.copyOf(blocks));
    }

    /** The contents of the files, by their paths in the project. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        for (Block block : blocks) {
            if (!block.file().isEmpty()) {
                files.put(block.file(), block.text());
            }
        }
        assertThat(files).isNotEmpty();
        return files;
    }

    /** The programs, in their order. */
    List<Program> programs() {
        List<Program> programs = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (!block.file().isEmpty() && block.text().contains("public static void main(")) {
                String type =
                        block.file().replaceAll("src/main/java/|\\.java", "").replace('/', '.');
                programs.add(new Program(type, outputAfter(i)));
            }
        }
        assertThat(programs).isNotEmpty();
        return programs;
    }

    private String outputAfter(int program) {
        return blocks.subList(program, blocks.size()).stream()
                .filter(block -> block.language().equals("text"))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
