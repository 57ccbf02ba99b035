package dev.moonlet.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Texts to insert into another one, which keeps its lines. */
final class Insertions {

    /** What comes first where several texts are inserted at one offset. */
    private enum Kind {
        CLOSING,
        STATEMENT,
        OPENING
    }

    /**
     * A text.
     *
     * @param rank the smaller, the earlier among those of one kind at one offset
     */
    private record Insertion(int offset, Kind kind, int rank, String text) {}

    private static final Comparator<Insertion> ORDER = Comparator.comparingInt(Insertion::offset)
            .thenComparing(Insertion::kind)
            .thenComparingInt(Insertion::rank);

    private final List<Insertion> insertions = new ArrayList<>();

    /** Inserts statements before one, behind those that were inserted there before. */
    void before(int offset, String text) {
        insertions.add(new Insertion(offset, Kind.STATEMENT, 0, " " + text + " "));
    }

    /** Inserts statements behind one. */
    void after(int start, int end, String text) {
        insertions.add(new Insertion(end, Kind.CLOSING, -start, " " + text + " "));
    }

    /** Puts texts around an expression. */
    void around(int start, int end, String opening, String closing) {
        insertions.add(new Insertion(start, Kind.OPENING, -end, opening));
        insertions.add(new Insertion(end, Kind.CLOSING, -start, closing));
    }

    /** The text with what is inserted. */
    String into(String text) {
        StringBuilder result = new StringBuilder(text.length() * 2);
        int copied = 0;
        for (Insertion insertion : insertions.stream().sorted(ORDER).toList()) {
            result.append(text, copied, insertion.offset()).append(insertion.text());
            copied = insertion.offset();
        }
        return result.append(text, copied, text.length()).toString();
    }
}
