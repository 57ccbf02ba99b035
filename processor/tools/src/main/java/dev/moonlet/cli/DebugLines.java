package dev.moonlet.cli;

import dev.moonlet.script.Script;
import dev.moonlet.script.SourceMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server's debugger prints, with lines of files in place of lines of the linked text.
 *
 * @param script the script
 */
record DebugLines(Script script) {

    private static final Pattern STOPPED = Pattern.compile("\\* Stopped at (\\d+), stop reason = (.*)");
    private static final Pattern CODE = Pattern.compile("(->|  )([# ])(\\d+)(.*)");
    private static final Pattern DEBUG = Pattern.compile("<debug> line (\\d+): (.*)");
    private static final Pattern USER_SCRIPT = Pattern.compile("user_script:(\\d+)");
    private static final String STEP = "step over";

    /** What Redis writes before a command, and what Valkey writes. */
    private static final String REDIS = "<redis> ";

    private static final String COMMAND = "<command> ";

    /** What the debugger pads numbers of lines to. */
    private static final int NUMBER = 3;

    /** The line of the linked text at which a script has stopped; empty if it has not. */
    static OptionalInt stopped(List<String> lines) {
        for (String line : lines) {
            Matcher matcher = STOPPED.matcher(line);
            if (matcher.matches()) {
                return OptionalInt.of(Integer.parseInt(matcher.group(1)));
            }
        }
        return OptionalInt.empty();
    }

    /** Whether a script has stopped because it ran a line, and not for a breakpoint or a call of {@code redis.breakpoint}. */
    static boolean isStep(List<String> lines) {
        return lines.stream()
                .map(STOPPED::matcher)
                .anyMatch(matcher -> matcher.matches() && matcher.group(2).equals(STEP));
    }

    /** The lines for a reader. */
    List<String> translated(List<String> lines) {
        int width = lines.stream()
                .map(CODE::matcher)
                .filter(Matcher::matches)
                .mapToInt(code -> place(code, 3).length())
                .max()
                .orElse(0);
        List<String> translated = new ArrayList<>();
        lines.forEach(line -> translated.add(translated(line, width)));
        return translated;
    }

    private String translated(String line, int width) {
        Matcher stopped = STOPPED.matcher(line);
        if (stopped.matches()) {
            String reason = stopped.group(2).equals(STEP) ? "" : " (" + stopped.group(2) + ")";
            return "stopped at " + place(stopped, 1) + reason;
        }
        Matcher code = CODE.matcher(line);
        if (code.matches()) {
            int padding = Math.max(0, NUMBER - code.group(3).length()) + 1;
            String text = code.group(4).length() > padding ? code.group(4).substring(padding) : "";
            return ("%s%s%-" + Math.max(1, width) + "s  %s")
                    .formatted(code.group(1), code.group(2), place(code, 3), text)
                    .stripTrailing();
        }
        if (line.startsWith(REDIS)) {
            return COMMAND + line.substring(REDIS.length());
        }
        Matcher debug = DEBUG.matcher(line);
        return debug.matches() ? "<debug> " + place(debug, 1) + ": " + debug.group(2) : error(line);
    }

    /** An error, in which the server names lines of the linked text. */
    String error(String message) {
        return USER_SCRIPT.matcher(message).replaceAll(line -> Matcher.quoteReplacement(place(line, 1)));
    }

    private String place(MatchResult match, int group) {
        int line = Integer.parseInt(match.group(group));
        Optional<SourceMap.Place> place = script.sourceMap().place(line);
        return place.map(SourceMap.Place::toString).orElse(match.group(group));
    }
}
