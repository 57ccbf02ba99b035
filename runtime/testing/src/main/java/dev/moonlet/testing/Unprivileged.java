package dev.moonlet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs programs that can't read what their user has no permission to read. Those of root can. */
public final class Unprivileged {

    private static final String CAPABILITIES = "-dac_override,-dac_read_search";
    private static final List<String> WITHOUT_CAPABILITIES =
            List.of("setpriv", "--bounding-set=" + CAPABILITIES, "--inh-caps=" + CAPABILITIES);

    private static final Optional<List<String>> PREFIX = find();

    private Unprivileged() {}

    /**
     * What is put before a command to run it so: nothing for most users, and {@code setpriv} of util-linux for root.
     *
     * @return empty if the tests are run by root, and that program is not there
     */
    public static Optional<List<String>> prefix() {
        return PREFIX;
    }

    private static Optional<List<String>> find() {
        try {
            Path closed = Files.createTempDirectory("moonlet-closed-");
            try {
                Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
                return Stream.of(List.<String>of(), WITHOUT_CAPABILITIES)
                        .filter(prefix -> isClosed(closed, prefix))
                        .findFirst();
            } finally {
                Files.delete(closed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isClosed(Path closed, List<String> prefix) {
        List<String> command = Stream.concat(prefix.stream(), Stream.of("test", "!", "-r", closed.toString()))
                .toList();
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
