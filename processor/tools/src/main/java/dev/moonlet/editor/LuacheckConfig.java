package dev.moonlet.editor;

import dev.moonlet.analysis.FileNames;
import dev.moonlet.redis.Sandbox;
import dev.moonlet.script.LinkedGlobals;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The configuration of luacheck: the globals of the sandbox, and for each file the names that directives and other files declare.
 *
 * @see <a href="https://luacheck.readthedocs.io/en/stable/config.html">luacheck: configuration file</a>
 */
public final class LuacheckConfig {

    /** The first line, by which a file is recognised that was written before. */
    public static final String FIRST_LINE = "-- Written by moonlet init, which writes it anew.";

    private static final String UNUSED = "21[13]/";

    private LuacheckConfig() {}

    /** The text of {@code .luacheckrc}, for files by their paths from it. */
    public static String of(Map<String, FileNames> files) {
        StringBuilder text = new StringBuilder(FIRST_LINE).append("\n\n");
        text.append("stds.redis = {\n  read_globals = {\n");
        TreeSet<String> globals = new TreeSet<>(Sandbox.get().globals());
        globals.add(LinkedGlobals.CALL);
        globals.add(LinkedGlobals.REQUIRE);
        for (String global : globals) {
            text.append("    ").append(global).append(" = { other_fields = true");
            text.append(global.equals("KEYS") || global.equals("ARGV") ? ", read_only = false },\n" : " },\n");
        }
        text.append("  },\n}\nstd = 'redis'\nmax_comment_line_length = false\n");
        files.forEach((path, names) -> {
            text.append("\nfiles[").append(LuaText.quoted(path)).append("] = {\n");
            if (!names.seen().isEmpty()) {
                text.append("  globals = { ")
                        .append(LuaText.quoted(names.seen()))
                        .append(" },\n");
            }
            if (!names.offered().isEmpty()) {
                text.append("  ignore = { ")
                        .append(LuaText.quoted(ignored(names.offered())))
                        .append(" },\n");
            }
            text.append("}\n");
        });
        return text.toString();
    }

    /** The patterns of warnings that a file does not use what it declares for others. */
    private static List<String> ignored(Collection<String> names) {
        return names.stream().map(name -> UNUSED + name + "$").toList();
    }
}
