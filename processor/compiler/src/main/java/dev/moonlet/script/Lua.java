package dev.moonlet.script;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What Lua takes for a name, and how it writes a string. */
final class Lua {

    static final Set<String> KEYWORDS = Set.of(
            "and",
            "break",
            "do",
            "else",
            "elseif",
            "end",
            "false",
            "for",
            "function",
            "if",
            "in",
            "local",
            "nil",
            "not",
            "or",
            "repeat",
            "return",
            "then",
            "true",
            "until",
            "while");

    /** The functions and libraries that scripts have without declaring them. */
    static final Set<String> GLOBALS = Set.of(
            "CALL",
            "assert",
            "bit",
            "cjson",
            "cmsgpack",
            "collectgarbage",
            "error",
            "getmetatable",
            "ipairs",
            "load",
            "loadstring",
            "math",
            "next",
            "os",
            "pairs",
            "pcall",
            "print",
            "rawequal",
            "rawget",
            "rawset",
            "redis",
            "require",
            "select",
            "server",
            "setmetatable",
            "string",
            "struct",
            "table",
            "tonumber",
            "tostring",
            "type",
            "unpack",
            "xpcall");

    private Lua() {}

    static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    static boolean isName(String text) {
        return !text.isEmpty()
                && !Character.isDigit(text.charAt(0))
                && text.chars().allMatch(c -> isNameCharacter((char) c))
                && !KEYWORDS.contains(text);
    }

    /** The text of a string, of which Lua has bytes. */
    static String text(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** A literal for a text, on one line. */
    static String quoted(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c < ' ') {
                literal.append(String.format("\\%03d", (int) c));
            } else {
                literal.append(c);
            }
        }
        return literal.append('"').toString();
    }
}
