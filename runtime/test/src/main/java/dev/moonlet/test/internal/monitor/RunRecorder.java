package dev.moonlet.test.internal.monitor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the calls of scripts in what {@code MONITOR} prints. A server prints the call of a script and then what this runs, with
 * nothing in between, because scripts are atomic. Safe for use by several threads.
 */
final class RunRecorder {

    private static final Set<String> BY_DIGEST = Set.of("EVALSHA", "EVALSHA_RO");
    private static final Set<String> BY_TEXT = Set.of("EVAL", "EVAL_RO");
    private static final Set<String> BY_NAME = Set.of("FCALL", "FCALL_RO");
    private static final int FIRST_KEY = 3;

    private final IntPredicate databases;

    @GuardedBy("this")
    private final List<ScriptRun> runs = new ArrayList<>();

    @GuardedBy("this")
    private @Nullable String current;

    @GuardedBy("this")
    private boolean ran;

    @GuardedBy("this")
    private List<String> keys = List.of();

    @GuardedBy("this")
    private final List<List<String>> commands = new ArrayList<>();

    /** What the server has, once it is known to have had nothing. */
    @GuardedBy("this")
    private final Set<String> loaded = new HashSet<>();

    @GuardedBy("this")
    private boolean flushed;

    /**
     * A recorder.
     *
     * @param databases the databases whose calls count
     */
    RunRecorder(IntPredicate databases) {
        this.databases = databases;
    }

    synchronized void accept(MonitorLine line) {
        if (line.isFromScript()) {
            commands.add(line.words());
            return;
        }
        end();
        if (isScriptCommand(line.command()) && line.words().size() >= FIRST_KEY) {
            begin(line);
        } else if (line.command().equals("SCRIPT")) {
            acceptCacheCommand(line.words());
        }
    }

    static boolean isScriptCommand(String command) {
        return BY_DIGEST.contains(command) || BY_TEXT.contains(command) || BY_NAME.contains(command);
    }

    private synchronized void begin(MonitorLine line) {
        String id = line.words().get(1);
        if (BY_TEXT.contains(line.command())) {
            id = digest(id);
            loaded.add(id);
        }
        if (!databases.test(line.database())) {
            return;
        }
        try {
            int count = Integer.parseInt(line.words().get(2));
            keys = line.words().subList(FIRST_KEY, FIRST_KEY + count);
            current = id;
            ran = !flushed || loaded.contains(id) || BY_NAME.contains(line.command());
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            // refused by the server
        }
    }

    private synchronized void acceptCacheCommand(List<String> words) {
        if (words.size() > 1 && words.get(1).equalsIgnoreCase("FLUSH")) {
            loaded.clear();
            flushed = true;
        } else if (words.size() > 2 && words.get(1).equalsIgnoreCase("LOAD")) {
            loaded.add(digest(words.get(2)));
        }
    }

    private synchronized void end() {
        if (current != null) {
            runs.add(new ScriptRun(current, ran, keys, commands));
        }
        current = null;
        commands.clear();
    }

    /** What was run so far; a script that runs at this moment is left out. */
    synchronized List<ScriptRun> runs() {
        return List.copyOf(runs);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e); // each Java has it
        }
    }
}
