package dev.moonlet.script.root;

import dev.moonlet.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.InputStream;

/**
 * What may be read from a root.
 *
 * @param maxSize how many bytes a file may have
 * @param anyLinks whether symbolic links are followed that lead out of their root
 */
public record ReadOptions(int maxSize, boolean anyLinks) {

    /** Files of up to 4 MiB, and no links that lead out of their root. */
    public static final ReadOptions DEFAULT = new ReadOptions(4 << 20, false);

    /** Checks the limit. */
    public ReadOptions {
        if (maxSize <= 0) {
            throw new IllegalArgumentException("the largest size of a file is " + maxSize + ", not above 0");
        }
    }

    /**
     * Reads a file, which is not read at all if it is too large, and no further than the limit if it turns out to be.
     *
     * @param content the file's content
     * @param size what is known of its size in advance; below 0 if nothing is
     * @param place the file as messages show it
     * @throws IOException if it is too large or can't be read
     */
    public byte[] read(InputStream content, long size, String place) throws IOException {
        if (size > maxSize) {
            throw tooLarge(place);
        }
        byte[] bytes = content.readNBytes(maxSize);
        if (content.read() >= 0) {
            throw tooLarge(place);
        }
        return bytes;
    }

    private IOException tooLarge(String place) {
        return new RefusedFileException(
                Diagnostic.error("file-too-large", place + " is larger than " + maxSize + " bytes, and is not read")
                        .note(Project.MAX_SIZE + " raises the limit"));
    }
}
