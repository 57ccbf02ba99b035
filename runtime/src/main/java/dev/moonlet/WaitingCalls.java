package dev.moonlet;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The calls that stand in line: those that a server refused for it has not their script, then those that came later.
 *
 * <p>Safe for use by several threads.
 */
final class WaitingCalls {

    /** When a line is looked at again whose calls somebody has taken out just then. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** When it is looked at again in any case, for the next call may have less time than those before. */
    private static final long LONGEST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<ScriptCommand<?>> refused = new ArrayList<>();
    private final List<ScriptCommand<?>> later = new ArrayList<>();
    private boolean held;
    private boolean limited;
    private volatile boolean formed;

    /** Whether there is a line, so that new calls have to stand in it. */
    boolean isFormed() {
        return formed;
    }

    /** Puts in front what was refused, in the order in which that was told. */
    synchronized void refused(ScriptCommand<?> call) {
        refused.add(call);
        formed = true;
    }

    /** Puts a call at the end of the line, and forms one if there is none. */
    synchronized void add(ScriptCommand<?> call) {
        call.waits();
        later.add(call);
        formed = true;
    }

    /** Puts calls at the end of the line, and forms one if there is none. */
    synchronized void add(List<ScriptCommand<?>> calls) {
        calls.forEach(ScriptCommand::waits);
        later.addAll(calls);
        formed = true;
    }

    /** Has those fail that wait for longer than the client lets a call wait, which does not know of them yet. */
    void limit(CommandSink sink, ScriptCommand<?> first) {
        synchronized (this) {
            if (limited) {
                return;
            }
            limited = true;
        }
        long nanos = Math.min(sink.limit(first), LONGEST_LOOK_NANOS);
        expireLater(new WeakReference<>(this), new WeakReference<>(sink), nanos);
    }

    /** Holds on to nothing, for the connection may be closed long before. */
    private static void expireLater(WeakReference<WaitingCalls> line, WeakReference<CommandSink> sink, long nanos) {
        CommandSink open = sink.get();
        if (open != null) {
            open.later(
                    () -> {
                        WaitingCalls waiting = line.get();
                        CommandSink there = sink.get();
                        if (waiting != null && there != null) {
                            waiting.expire(there);
                        }
                    },
                    TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
        }
    }

    private void expire(CommandSink sink) {
        List<ScriptCommand<?>> calls = new ArrayList<>();
        synchronized (this) {
            limited = formed && !sink.isClosed();
            if (!limited) {
                return;
            }
            calls.addAll(refused);
            calls.addAll(later);
        }
        long next = calls.isEmpty() ? LOOK_NANOS : LONGEST_LOOK_NANOS;
        for (ScriptCommand<?> call : calls) {
            long limit = sink.limit(call);
            call.expire(limit);
            long left = limit - call.waited();
            next = left > 0 ? Math.min(next, left) : next;
        }
        expireLater(new WeakReference<>(this), new WeakReference<>(sink), next);
    }

    /** Keeps the line, even if nobody stands in it, until it is released again. */
    synchronized void hold() {
        held = true;
        formed = true;
    }

    /** Lets the line go that was held. */
    synchronized void unhold() {
        held = false;
    }

    /** Whether those under way come first: there are refused calls, or the line is kept. */
    synchronized boolean isHeld() {
        return held || !refused.isEmpty();
    }

    /** Takes all calls out of the line, but for those that are over. The line itself stays. */
    synchronized List<ScriptCommand<?>> take() {
        List<ScriptCommand<?>> calls = new ArrayList<>(refused);
        calls.addAll(later);
        calls.removeIf(ScriptCommand::isOver);
        refused.clear();
        later.clear();
        return calls;
    }

    /** Puts calls that were taken out back in front. */
    synchronized void putBack(List<ScriptCommand<?>> calls) {
        refused.addAll(0, calls);
        formed = true;
    }

    /** Ends the line if nobody stands in it. */
    synchronized void settle() {
        formed = held || !refused.isEmpty() || !later.isEmpty();
    }
}
