package dev.moonlet.test.internal.golden;

import java.util.List;

/** The difference of two texts line by line, as {@code diff} shows it. */
final class LineDiff {

    private LineDiff() {}

    /** All lines: those that both have after a blank, those of one alone after {@code -} or {@code +}. */
    static String of(List<String> expected, List<String> actual) {
        int[][] common = common(expected, actual);
        StringBuilder diff = new StringBuilder();
        int i = 0;
        int j = 0;
        while (i < expected.size() || j < actual.size()) {
            if (i < expected.size() && j < actual.size() && expected.get(i).equals(actual.get(j))) {
                diff.append("  ").append(expected.get(i++)).append('\n');
                j++;
            } else if (j == actual.size() || (i < expected.size() && common[i + 1][j] >= common[i][j + 1])) {
                diff.append("- ").append(expected.get(i++)).append('\n');
            } else {
                diff.append("+ ").append(actual.get(j++)).append('\n');
            }
        }
        return diff.toString();
    }

    /** The number of lines in common behind each pair of positions. */
    private static int[][] common(List<String> expected, List<String> actual) {
        int[][] common = new int[expected.size() + 1][actual.size() + 1];
        for (int i = expected.size() - 1; i >= 0; i--) {
            for (int j = actual.size() - 1; j >= 0; j--) {
                common[i][j] = expected.get(i).equals(actual.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
