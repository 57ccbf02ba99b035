package dev.moonlet.coverage;

/**
 * A part of a whole.
 *
 * @param part what is covered
 * @param whole what could be
 */
public record Ratio(long part, long whole) {

    /** The sum of two. */
    Ratio plus(Ratio other) {
        return new Ratio(part + other.part, whole + other.whole);
    }

    /** The percentage, rounded down, so that 100 means all; 100 of nothing. */
    public long percent() {
        return whole == 0 ? 100 : part * 100 / whole;
    }

    /** For example {@code 3 of 4}. */
    @Override
    public String toString() {
        return part + " of " + whole;
    }
}
