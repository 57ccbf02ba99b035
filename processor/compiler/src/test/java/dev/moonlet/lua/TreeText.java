package dev.moonlet.lua;

import java.util.regex.Pattern;

/** A syntax tree as text without its offsets, so that trees of differently written files can be compared. */
final class TreeText {

    private static final Pattern OFFSETS = Pattern.compile("start=\\d+, end=\\d+(, )?");

    private TreeText() {}

    static String of(Chunk chunk) {
        return OFFSETS.matcher(chunk.block().toString()).replaceAll("");
    }
}
