package dev.moonlet.recipes.killed;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.moonlet.ScriptExecutor;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What processes have held, and when by the server's clock. The log uses nothing of the recipe that it is about.
 *
 * <p>A hold lasts from its entry until its owner leaves, and no longer than its lease: a killed owner never leaves, and a late one
 * leaves after another one has entered.
 */
final class HoldLog {

    /** The end of a lease that goes on for longer than a test. */
    static final long ENDLESS = 1L << 52;

    private static final String KEY = "{holds}";
    private static final String ENTER = "enter";
    private static final String LEAVE = "leave";

    /** Leases end on a millisecond, and a script reads the clock a moment before or after it sets the lease. */
    private static final long SLACK = MILLISECONDS.toMicros(5);

    /** One hold, in microseconds since 1970. */
    record Hold(String owner, String name, long from, long until) {}

    private final HoldScripts scripts;
    private final String owner;

    HoldLog(ScriptExecutor executor) {
        this.scripts = new HoldScriptsLua(executor);
        this.owner = String.valueOf(ProcessHandle.current().pid());
    }

    /** When a lease ends that began with a token, which is the time at which the server gave it. */
    static long leaseEnd(long token, Duration lease) {
        return token + MILLISECONDS.toMicros(lease.toMillis());
    }

    void enter(String hold, long leaseEnd) {
        scripts.record(KEY, ENTER, owner, hold, leaseEnd);
    }

    void leave(String hold) {
        scripts.record(KEY, LEAVE, owner, hold, 0);
    }

    /** All holds, in the order of their entries. Those that were entered after the end of their lease are left out. */
    static List<Hold> holds(RedisCommands<String, String> redis) {
        Map<String, Hold> holds = new LinkedHashMap<>();
        for (String line : redis.lrange(KEY, 0, -1)) {
            String[] event = line.split(" ", -1);
            String name = event[2];
            long at = Long.parseLong(event[3]);
            if (event[0].equals(LEAVE)) {
                holds.computeIfPresent(
                        name, (key, hold) -> new Hold(hold.owner(), name, hold.from(), Math.min(hold.until(), at)));
            } else if (holds.put(name, new Hold(event[1], name, at, Long.parseLong(event[4]) - SLACK)) != null) {
                throw new AssertionError("two holds have the same name, such as a fencing token: " + name);
            }
        }
        return holds.values().stream()
                .filter(hold -> hold.from() < hold.until())
                .toList();
    }

    /** Pairs of holds, the second of which began before the first one had ended. */
    static List<List<Hold>> overlaps(List<Hold> holds) {
        List<List<Hold>> overlaps = new ArrayList<>();
        for (int i = 1, longest = 0; i < holds.size(); i++) {
            Hold before = holds.get(longest);
            Hold hold = holds.get(i);
            if (hold.from() < before.until()) {
                overlaps.add(List.of(before, hold));
            }
            longest = hold.until() > before.until() ? i : longest;
        }
        return overlaps;
    }
}
