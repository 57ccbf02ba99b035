package dev.moonlet.coverage;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a script has counted.
 *
 * @param script its name
 * @param digest the digest of its linked text, by which two versions of it differ
 * @param calls how often it was called; 0 for a script that has not run
 * @param probes what is counted
 * @param counts the counters of the probes, in their order
 */
public record ScriptHits(String script, String digest, long calls, List<Probe> probes, List<Long> counts) {

    /** Copies the lists. */
    public ScriptHits {
        probes = List.copyOf(probes);
        counts = List.copyOf(counts);
    }

    /** Those of a script that has not run. */
    public static ScriptHits none(String script, String digest, List<Probe> probes) {
        int counters = probes.stream().mapToInt(Probe::counters).sum();
        return new ScriptHits(
                script,
                digest,
                0,
                probes,
                IntStream.range(0, counters).mapToObj(i -> 0L).toList());
    }

    /** These and those of another run of the same text. */
    ScriptHits plus(ScriptHits other) {
        if (!probes.equals(other.probes)) {
            throw new IllegalArgumentException("script " + script + " was instrumented by another version of Moonlet:"
                    + " delete the hits of earlier runs");
        }
        List<Long> sums = IntStream.range(0, counts.size())
                .mapToObj(i -> counts.get(i) + other.counts.get(i))
                .toList();
        return new ScriptHits(script, digest, calls + other.calls, probes, sums);
    }
}
