package dev.moonlet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Calls that wait to be sent: those that a server refused for it had lost the script, then those that came later. */
final class CallLine {

    private final List<PendingCall<?>> refused = new ArrayList<>();
    private final List<PendingCall<?>> waiting = new ArrayList<>();
    private volatile boolean formed;

    /** Whether there is a line, so that new calls have to stand in it. */
    boolean isFormed() {
        return formed;
    }

    /** Puts in front what was refused, in the order in which that was told. */
    synchronized void form(PendingCall<?> call) {
        formed = true;
        refused.add(call);
    }

    /** Puts a call at the end of the line; not if there is none any more. */
    synchronized boolean await(PendingCall<?> call) {
        if (formed) {
            waiting.add(call);
        }
        return formed;
    }

    /**
     * Sends what stands in the line, without anybody sending something in between, and ends the line.
     *
     * @param free whether nothing is under way; if something is, its end is the time to try again
     */
    synchronized void release(BooleanSupplier free, Consumer<List<PendingCall<?>>> sender) {
        if (!formed || !free.getAsBoolean()) {
            return;
        }
        List<PendingCall<?>> calls = new ArrayList<>(refused);
        calls.addAll(waiting);
        calls.removeIf(PendingCall::isDone); // cancelled while it waited
        refused.clear();
        waiting.clear();
        if (!calls.isEmpty()) {
            sender.accept(calls);
        }
        formed = false;
    }
}
