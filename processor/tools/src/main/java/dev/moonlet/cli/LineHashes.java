package dev.moonlet.cli;

import dev.moonlet.source.SourceFile;
import java.util.HashMap;
import java.util.Map;

/**
 * Hashes of lines by which GitHub recognises a result after lines above it have changed: of the first 100 characters from
 * the start of a line on, blanks left out, and how many lines above have the same.
 *
 * @see <a href="https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning">
 *     GitHub: fingerprints</a>
 */
final class LineHashes {

    private static final int LENGTH = 100;
    private static final long FACTOR = 37;
    private static final char END = 0xffff;

    private final Map<Integer, String> byLine = new HashMap<>();

    private LineHashes() {}

    /** Those of a file. */
    static LineHashes of(SourceFile file) {
        LineHashes hashes = new LineHashes();
        String text = file.text().replace("\r\n", "\n").replace('\r', '\n');
        String counted = text.replace(" ", "").replace("\t", "") + END;
        Map<Long, Integer> seen = new HashMap<>();
        int line = 1;
        for (int start = 0; start < counted.length(); start++) {
            if (start == 0 || counted.charAt(start - 1) == '\n') {
                long hash = hash(counted, start);
                hashes.byLine.put(line, Long.toHexString(hash) + ":" + seen.merge(hash, 1, Integer::sum));
                line++;
            }
        }
        return hashes;
    }

    private static long hash(String text, int start) {
        long hash = 0;
        for (int i = start; i < start + LENGTH; i++) {
            hash = hash * FACTOR + (i < text.length() ? text.charAt(i) : 0);
        }
        return hash;
    }

    /** The hash of a line, from 1. */
    String line(int line) {
        return byLine.getOrDefault(line, "");
    }
}
