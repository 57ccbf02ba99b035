package dev.moonlet.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * How long the turns of peers take that take turns in one process: what was measured minutes apart can't be compared on a
 * machine whose speed changes in between. An iteration is one turn of each peer.
 */
final class Turns<P> {

    /** One turn of a peer. */
    @FunctionalInterface
    interface Turn<P> {
        void take(P peer) throws Exception;
    }

    private final List<P> peers;
    private final List<P> order;
    private final Map<P, double[]> times = new LinkedHashMap<>();
    private int turn;

    /** The first peer is the one that ratios compare the others with. */
    Turns(List<P> peers) {
        this.peers = peers;
        this.order = new ArrayList<>(peers);
    }

    List<P> peers() {
        return peers;
    }

    /** Begins an iteration. What warmed up is forgotten. */
    void begin(IterationParams iteration) {
        if (turn == 0 && iteration.getType() == IterationType.MEASUREMENT) {
            for (P peer : peers) {
                times.put(peer, new double[iteration.getCount()]);
            }
        }
    }

    /** One turn of each peer. Another one begins each time, because the first one runs on caches that are cold. */
    void run(Turn<P> action) throws Exception {
        Collections.rotate(order, 1);
        for (P peer : order) {
            long start = System.nanoTime();
            action.take(peer);
            double[] measured = times.get(peer);
            if (measured != null) {
                measured[turn] = (System.nanoTime() - start) / 1e6;
            }
        }
        turn += times.isEmpty() ? 0 : 1;
    }

    /** Prints how long a turn of each peer took, and how many turns it makes in the time of one of the first peer. */
    void print(String title) {
        System.out.printf("%n%s%n", title);
        System.out.printf("%-24s%10s%16s%10s%12s%n", "", "least", "first quarter", "median", "throughput");
        times.values().forEach(Arrays::sort);
        times.forEach((peer, measured) -> System.out.printf(
                "%-24s%10.2f%16.2f%10.2f%12.2f%n",
                peer, measured[0], measured[measured.length / 4], median(peer), median(peers.get(0)) / median(peer)));
    }

    private double median(P peer) {
        double[] measured = times.getOrDefault(peer, new double[] {Double.NaN});
        return measured[measured.length / 2];
    }
}
