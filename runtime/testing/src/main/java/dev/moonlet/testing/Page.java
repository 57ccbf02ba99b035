package dev.moonlet.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation, and what it shows. */
public record Page(String text) {

    /** The end of a line that names the file of the block below it: {@code `src/main/lua/push.lua`:}. */
    private static final Pattern FILE = Pattern.compile("`((?:src/main/\\S+|moonlet\\.properties))`:$");

    /**
     * A code block.
     *
     * @param file the file whose content it is, as the text before it says; empty if that names none
     */
    public record Block(String file, String language, String text) {}

    /** A page by its path in the project, for a test of a module that is two directories below. */
    public static Page of(String file) throws IOException {
        return new Page(Files.readString(Path.of("../..").resolve(file)));
    }

    /** All code blocks, in order. */
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = text.lines().toList();
        String file = "";
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("```")) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
                String content = String.join("\n", lines.subList(i + 1, end)) + "\n";
                blocks.add(new Block(file, lines.get(i).substring(3), content));
                file = "";
                i = end;
            } else {
                Matcher named = FILE.matcher(lines.get(i));
                file = named.find() ? named.group(1) : file;
            }
        }
        return blocks;
    }

    /** The first block of a language after a place in the page, which is given by some of its text. */
    public String block(String language, String after) {
        int start = text.indexOf(after);
        Matcher matcher =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(text);
        if (start < 0 || !matcher.find(start)) {
            throw new IllegalArgumentException("no block of " + language + " after \"" + after + "\"");
        }
        return matcher.group(1);
    }

    /** The block of the file that the text before it names in backquotes. */
    public String file(String language, String file) {
        return block(language, "`" + file + "`:\n");
    }
}
