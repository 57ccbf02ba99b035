package dev.moonlet.script.link;

import dev.moonlet.lua.StringLiterals;
import java.util.ArrayList;
import java.util.List;

/**
 * The form of a script that runs once for a request. Its text is the script's as a function. The last key is where the outcome is
 * kept, and the script does not see it.
 *
 * <p>{@link RequestLibrary} is what is behind it: the first write notes the request, before the script runs: if the server refuses it, the script has not run. The outcome,
 * which may be an error, takes its place in the same atomic step. What is returned is what a repeat reads, so both are equal.
 *
 * @param name the name of the script, which is a part of what a request is
 * @param seconds how long the outcome is kept
 * @param vararg whether the script uses the arguments of its chunk
 * @param main the main file of the script
 * @param line the line of the main file that the lines around the script are written for
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/">Redis Lua API reference</a>
 */
record RequestForm(String name, long seconds, boolean vararg, Splice main, int line) {

    private static final String BEGIN = "local run = function(%s)\n";

    private static final String END = "end\nlocal script, seconds = %s, %d\n";

    /** The text that is sent, of that of the script. */
    String text(String script) {
        int start = isBehindShebang(script) ? script.indexOf('\n') + 1 : 0;
        String end = END.formatted(StringLiterals.quoted(name), seconds) + RequestLibrary.text();
        return script.substring(0, start) + BEGIN.formatted(vararg ? "..." : "") + script.substring(start) + end;
    }

    private static boolean isBehindShebang(String script) {
        return script.startsWith("#!");
    }

    /** Where the lines of that text come from, given where those of the script do. */
    List<LinkedText.Run> runs(String script, List<LinkedText.Run> before) {
        int begin = isBehindShebang(script) ? 2 : 1;
        int lines = (int) script.lines().count();
        List<LinkedText.Run> runs = new ArrayList<>();
        runs.add(new LinkedText.Run(begin, main, line, false));
        for (LinkedText.Run run : before) {
            boolean first = run.linkedLine() < begin;
            if (first) {
                runs.add(0, run);
            }
            boolean goesOn = before.size() == 1 || before.get(1).linkedLine() > begin;
            if (!first) {
                runs.add(new LinkedText.Run(run.linkedLine() + 1, run.splice(), run.line(), run.copied()));
            } else if (lines >= begin && goesOn) {
                runs.add(new LinkedText.Run(begin + 1, run.splice(), run.line(begin), run.copied()));
            }
        }
        runs.add(new LinkedText.Run(lines + 2, main, line, false));
        return runs;
    }
}
