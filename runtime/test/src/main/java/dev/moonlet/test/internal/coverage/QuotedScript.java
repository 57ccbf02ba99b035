package dev.moonlet.test.internal.coverage;

import dev.moonlet.LuaFrame;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.SourceMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A changed script with the original one in a comment at its end, which errors quote: their source map says that lines were copied
 * there.
 */
record QuotedScript(String text, SourceMap sourceMap) {

    /**
     * A script.
     *
     * @param changed has the lines of the original one, and more of them behind those
     */
    static QuotedScript of(LinkedScript original, String changed) {
        String source = new String(original.textCopy(), StandardCharsets.UTF_8);
        String level = "=";
        while (source.contains("]" + level + "]")) {
            level += "=";
        }
        String before = changed + "\n--[" + level + "[\n";
        String text = before + source + "\n]" + level + "]\n";
        Lines lines = new Lines(original.sourceMap(), (int) source.lines().count());
        return new QuotedScript(text, lines.copiedBehind((int) before.lines().count()));
    }

    /** The lines of a script, and where they come from. */
    private record Lines(SourceMap map, int count) {

        SourceMap copiedBehind(int before) {
            Set<String> files = new LinkedHashSet<>();
            List<String> written = new ArrayList<>();
            List<String> copied = new ArrayList<>();
            for (int line = 1; line <= count; line++) {
                List<LuaFrame> frames = map.frames(line);
                if (!frames.isEmpty()) {
                    frames.forEach(frame -> files.add(frame.file()));
                    String places = places(frames, List.copyOf(files));
                    written.add(line + "*" + places);
                    if (map.copied(line).orElse(0) == line) {
                        copied.add(before + line + "=" + places);
                    }
                }
            }
            written.addAll(copied);
            return SourceMap.decode(String.join("\n", files) + "\n\n" + String.join("\n", written));
        }

        private static String places(List<LuaFrame> frames, List<String> files) {
            StringBuilder places = new StringBuilder();
            for (LuaFrame frame : frames) {
                places.append(places.isEmpty() ? "" : mark(frame.link()))
                        .append(files.indexOf(frame.file()))
                        .append(':')
                        .append(frame.line());
            }
            return places.toString();
        }

        private static String mark(String link) {
            return switch (link) {
                case "required from" -> "^";
                case "called from" -> "@";
                default -> "<";
            };
        }
    }
}
