package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.Page;
import dev.moonlet.testing.PagePrograms;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files and programs of a page, also of one that has no program. */
record PageCode(Page page) {

    /**
     * A program that a page shows.
     *
     * @param type the name of its class
     * @param output what it prints, as the page says
     */
    record Program(String type, String output) {}

    static PageCode of(String page) throws IOException {
        return new PageCode(Page.of(page));
    }

    /** The contents of the files, by their paths in the project. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        for (Page.Block block : page.blocks()) {
            if (!block.file().isEmpty()) {
                files.put(block.file(), block.text());
            }
        }
        assertThat(files).isNotEmpty();
        return files;
    }

    /** The programs, in their order. */
    List<Program> programs() {
        return PagePrograms.of(page).outputs().entrySet().stream()
                .map(program -> new Program(program.getKey(), program.getValue()))
                .toList();
    }
}
