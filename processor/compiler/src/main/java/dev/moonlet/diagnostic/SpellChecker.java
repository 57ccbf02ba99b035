package dev.moonlet.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Finds the name that was probably meant, and asks whether it was.
 *
 * <pre>{@code
 * error.hint(SpellChecker.didYouMean("prioritty", List.of("priority", "push"))); // did you mean "priority"?
 * }</pre>
 */
public final class SpellChecker {

    /** Longer names are not compared: the time that a comparison takes grows with the square of the length. */
    private static final int LONGEST = 200;

    private SpellChecker() {}

    /** The question whether one of some names was meant, which shows it in quotes; empty if none is near. */
    public static Optional<String> didYouMean(String name, Collection<String> candidates) {
        return nearest(name, candidates).map(near -> question("\"" + near + "\""));
    }

    /**
     * The question whether one of some names was meant; empty if none is near.
     *
     * @param spelling how the name is written where it is meant, for example {@code "@" + name}
     */
    public static Optional<String> didYouMean(
            String name, Collection<String> candidates, UnaryOperator<String> spelling) {
        return nearest(name, candidates).map(near -> question(spelling.apply(near)));
    }

    /** The question whether something was meant that has been found already. */
    public static String question(String spelled) {
        return "did you mean " + spelled + "?";
    }

    /** The nearest of some names by edit distance, or one that differs in its folder alone; empty if none is near. */
    public static Optional<String> nearest(String name, Collection<String> candidates) {
        return near(name, candidates).or(() -> candidates.stream()
                .filter(candidate -> simpleName(candidate).equalsIgnoreCase(simpleName(name)))
                .min(Comparator.naturalOrder()));
    }

    private static String simpleName(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static Optional<String> near(String name, Collection<String> candidates) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        int limit = Math.max(1, name.length() / 3);
        return candidates.stream()
                .filter(candidate -> Math.abs(candidate.length() - name.length()) <= limit)
                .filter(candidate -> distance(name, candidate) <= limit)
                .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The optimal string alignment distance, case ignored: two letters swapped count as one slip. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int substitution = d[i - 1][j - 1] + (same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1);
        int best = Math.min(substitution, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && same(a.charAt(i - 1), b.charAt(j - 2)) && same(a.charAt(i - 2), b.charAt(j - 1));
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
