package dev.moonlet.test;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/** The costs of calls as tables in Markdown. Calls that are the same, one after the other, are one row. */
record CostTable(String title, List<ScriptCost> calls) {

    /** The commands of each call. */
    String commands() {
        StringBuilder table = new StringBuilder("# " + title + "\n\n| calls | script | commands |\n|---|---|---|\n");
        int total = 0;
        for (int first = 0; first < calls.size(); ) {
            ScriptCost call = calls.get(first);
            int end = first + 1;
            while (end < calls.size() && isSame(call, calls.get(end))) {
                end++;
            }
            String numbers = end - first == 1 ? "" + end : (first + 1) + " to " + end;
            table.append("| %s | %s | %s |\n".formatted(numbers, call.script(), joined(call.commands())));
            total += (end - first) * call.commands().size();
            first = end;
        }
        return table.append("\n%d calls, %d commands\n".formatted(calls.size(), total))
                .toString();
    }

    private static boolean isSame(ScriptCost one, ScriptCost other) {
        return one.script().equals(other.script()) && one.commands().equals(other.commands());
    }

    /** {@code HGET, ZADD ×20, EXPIRE}. */
    private static String joined(List<String> commands) {
        List<String> parts = new ArrayList<>();
        for (int first = 0; first < commands.size(); ) {
            int end = first + 1;
            while (end < commands.size() && commands.get(end).equals(commands.get(first))) {
                end++;
            }
            parts.add(end - first == 1 ? commands.get(first) : commands.get(first) + " ×" + (end - first));
            first = end;
        }
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    /** The server's times of each script; empty if they are not known. */
    String times() {
        Map<String, LongSummaryStatistics> times = new LinkedHashMap<>();
        for (ScriptCost call : calls) {
            call.serverTime()
                    .ifPresent(time -> times.computeIfAbsent(call.script(), script -> new LongSummaryStatistics())
                            .accept(micros(time)));
        }
        if (times.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder("| script | calls | mean µs | longest µs |\n|---|---|---|---|\n");
        times.forEach((script, time) -> table.append("| %s | %d | %d | %d |\n"
                .formatted(script, time.getCount(), Math.round(time.getAverage()), time.getMax())));
        return table.toString();
    }

    static long micros(Duration time) {
        return ChronoUnit.MICROS.between(java.time.Instant.EPOCH, java.time.Instant.EPOCH.plus(time));
    }
}
