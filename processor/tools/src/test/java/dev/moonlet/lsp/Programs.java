package dev.moonlet.lsp;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The programs of the machine that tests need, and may not find. */
final class Programs {

    private Programs() {}

    /** Whether a program is in a directory of the {@code PATH}. */
    static boolean isInstalled(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }
}
