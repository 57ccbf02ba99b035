package dev.moonlet.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation, and what it shows. */
public record Page(String text) {

    /** A page by its path in the project, for a test of a module that is two directories below. */
    public static Page of(String file) throws IOException {
        return new Page(Files.readString(Path.of("../..").resolve(file)));
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
