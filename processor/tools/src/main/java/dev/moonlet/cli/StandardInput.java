package dev.moonlet.cli;

import java.io.IOException;
import java.io.InputStream;

/** Reads a script from standard input. */
final class StandardInput {

    private static final int LARGEST = 16 * 1024 * 1024;

    private StandardInput() {}

    /**
     * All of it.
     *
     * @throws UsageException if it can't be read, or is larger than any script
     */
    static byte[] read(InputStream in) {
        try {
            byte[] text = in.readNBytes(LARGEST + 1);
            if (text.length > LARGEST) {
                throw new UsageException("standard input is larger than " + LARGEST + " bytes, which no script is");
            }
            return text;
        } catch (IOException e) {
            throw new UsageException("standard input can't be read: " + Failures.reason(e));
        }
    }
}
