package dev.moonlet.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What JMH shows beside the time, which says nothing there: the server's time of two scripts. */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class ComparedCost {

    private static final int ROUNDS = 41;

    /** The server's time of a call of the linked script, in nanoseconds. */
    public long linkedNanos;

    /** The server's time of a call of the hand-written script, in nanoseconds. */
    public long handWrittenNanos;

    /** The median ratio of the two, in percent. */
    public long ratioPercent;

    /** Measures both in rounds that take turns; each supplies microseconds a call. */
    void compare(DoubleSupplier linked, DoubleSupplier handWritten) {
        List<Double> linkedTimes = new ArrayList<>();
        List<Double> handWrittenTimes = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = -1; i < ROUNDS; i++) {
            boolean first = i % 2 == 0;
            double before = first ? linked.getAsDouble() : 0;
            double handWrittenTime = handWritten.getAsDouble();
            double linkedTime = first ? before : linked.getAsDouble();
            if (i < 0) {
                continue; // to warm up
            }
            linkedTimes.add(linkedTime);
            handWrittenTimes.add(handWrittenTime);
            ratios.add(linkedTime / handWrittenTime);
        }
        linkedNanos = Math.round(1000 * ServerTime.median(linkedTimes));
        handWrittenNanos = Math.round(1000 * ServerTime.median(handWrittenTimes));
        ratioPercent = Math.round(100 * ServerTime.median(ratios));
    }
}
