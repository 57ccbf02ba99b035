package dev.moonlet.editor;

import java.util.Collection;
import java.util.stream.Collectors;

/** Literals of Lua. */
final class LuaText {

    private LuaText() {}

    /** A string in quotes. */
    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** Strings in quotes, with commas between them. */
    static String quoted(Collection<String> texts) {
        return texts.stream().map(LuaText::quoted).collect(Collectors.joining(", "));
    }
}
