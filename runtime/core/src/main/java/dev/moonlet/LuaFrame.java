package dev.moonlet;

import java.io.Serializable;

/**
 * A line of a {@code .lua} file on the way to an error.
 *
 * @param link how the file led to the frame before: {@code included from}, {@code required from} or {@code called from};
 *     empty for the line that failed
 * @param file the file's path below its script root, for example {@code lib/clock.lua}
 * @param line the line, from 1
 */
public record LuaFrame(String link, String file, int line) implements Serializable {

    private static final String EXTENSION = ".lua";

    /** The line that failed. */
    public LuaFrame(String file, int line) {
        this("", file, line);
    }

    /** The frame of a stack trace, which IDEs can open: {@code failures/lib.strict(strict.lua:5)}. */
    public StackTraceElement toStackTraceElement() {
        int nameStart = file.lastIndexOf('/') + 1;
        int nameEnd = file.endsWith(EXTENSION) ? file.length() - EXTENSION.length() : file.length();
        String folder = nameStart == 0 ? "lua" : file.substring(0, nameStart - 1);
        return new StackTraceElement(folder, file.substring(nameStart, nameEnd), file.substring(nameStart), line);
    }

    /** The place, behind the link if there is one: {@code included from failures/all.lua:2}. */
    @Override
    public String toString() {
        String place = file + ":" + line;
        return link.isEmpty() ? place : link + " " + place;
    }
}
