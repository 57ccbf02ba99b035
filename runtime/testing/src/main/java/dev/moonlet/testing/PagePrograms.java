package dev.moonlet.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The programs that a page shows: its files, and what the classes with a {@code main} method print. The output of a program is
 * the next block of the language {@code text} below it.
 *
 * @param files the content of the files, by their paths in a project
 * @param outputs what the programs print, by the names of their classes, in the order of the page
 */
public record PagePrograms(Map<String, String> files, Map<String, String> outputs) {

    private static final String SOURCES = "src/main/java/";

    /** Copies the maps. */
    public PagePrograms {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** The programs of a page. */
    public static PagePrograms of(Page page) {
        Map<String, String> files = new LinkedHashMap<>();
        Map<String, String> outputs = new LinkedHashMap<>();
        String program = "";
        for (Page.Block block : page.blocks()) {
            if (!block.file().isEmpty()) {
                files.put(block.file(), block.text());
                if (block.text().contains("public static void main(")) {
                    program = className(block.file());
                    outputs.put(program, "");
                }
            } else if (!program.isEmpty() && block.language().equals("text")) {
                outputs.put(program, block.text());
                program = "";
            }
        }
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("the page has no program");
        }
        return new PagePrograms(files, outputs);
    }

    private static String className(String file) {
        return file.substring(SOURCES.length(), file.length() - ".java".length())
                .replace('/', '.');
    }

    /**
     * Runs the programs in the order of the page.
     *
     * @param classes where their classes are
     * @return what they print, by the names of their classes
     */
    public Map<String, String> run(ClassLoader classes) throws ReflectiveOperationException {
        Map<String, String> printed = new LinkedHashMap<>();
        for (String program : outputs.keySet()) {
            printed.put(program, run(classes, program));
        }
        return printed;
    }

    private static String run(ClassLoader classes, String program) throws ReflectiveOperationException {
        PrintStream out = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            classes.loadClass(program).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(out);
        }
        return output.toString(StandardCharsets.UTF_8);
    }
}
