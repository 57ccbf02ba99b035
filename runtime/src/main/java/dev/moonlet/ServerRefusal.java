package dev.moonlet;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The error replies by which a server says that it has not run a call, in its own words. An error reply of a script that has
 * only the code in common with them is the script's.
 */
final class ServerRefusal {

    private static final String UNKNOWN_SCRIPT = "NOSCRIPT No matching script. Please use EVAL.";
    private static final String LOADING = "LOADING Redis is loading the dataset in memory";
    private static final String READ_ONLY = "READONLY You can't write against a read only replica.";
    private static final String MASTER_DOWN = "MASTERDOWN Link with MASTER is down";

    /** With quotes of Redis 7 and before 5, or of those between; of a user without the right, with the name in quotes. */
    private static final Pattern READING = Pattern.compile(
            "^(?:ERR unknown command [`']|NOPERM .* the ')EVAL(?:SHA)?_RO[`']", Pattern.CASE_INSENSITIVE);

    private static final Pattern MOVE = Pattern.compile("(?:MOVED|ASK) (\\d+) \\S*:\\d+");

    private static final Set<String> UNABLE = Set.of(
            "TRYAGAIN Multiple keys request during rehashing of slot",
            "TRYAGAIN Slot is being trimmed", // Redis 8
            "TRYAGAIN Can't write to slot being migrated which is in write forbidden phase", // Kvrocks
            "CLUSTERDOWN The cluster is not initialized", // Kvrocks
            "CLUSTERDOWN The cluster is down",
            "CLUSTERDOWN The cluster is down and only accepts read commands",
            "CLUSTERDOWN Hash slot not served");

    private ServerRefusal() {}

    /** Whether the server does not have the script. */
    static boolean isUnknownScript(String error) {
        return UNKNOWN_SCRIPT.equals(error);
    }

    /** Whether the user may not call scripts by their digests. */
    static boolean isDigestForbidden(String error) {
        return error.startsWith("NOPERM ") && error.contains("'evalsha'");
    }

    /** Whether the server is too old for scripts that can't write, or the user may not call them. */
    static boolean isOfReading(String error) {
        return READING.matcher(error).find();
    }

    /** Whether the server has been started and is not ready. */
    static boolean isLoading(String error) {
        return LOADING.equals(error);
    }

    /** Whether the server is a replica, on which no script has written anything before, or one that has lost its master. */
    static boolean isOfReplica(String error) {
        return error.startsWith(READ_ONLY) || error.startsWith(MASTER_DOWN);
    }

    /** Whether another server has the keys of a slot. */
    static boolean isMove(String error, int slot) {
        Matcher move = MOVE.matcher(error);
        return move.matches() && move.group(1).equals(Integer.toString(slot));
    }

    /** Whether a server of a cluster does not have all keys of a slot, or can't tell who has them. */
    static boolean isUnable(String error) {
        return UNABLE.contains(error);
    }
}
