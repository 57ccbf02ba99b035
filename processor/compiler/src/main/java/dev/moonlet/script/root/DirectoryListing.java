package dev.moonlet.script.root;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/** Lists the Lua files below a directory. Directories that are symbolic links are not entered. */
final class DirectoryListing extends SimpleFileVisitor<Path> {

    /** Far above what a directory of scripts holds; a whole disk has more. */
    static final int MAX_FILES = 100_000;

    private final Path directory;
    private final String description;
    private final int maxFiles;
    private final Diagnostics problems;
    private final Set<String> files = new HashSet<>();
    private int visited;
    private int failures;
    private String firstFailure = "";
    private IOException failure = new IOException();

    private DirectoryListing(Path directory, String description, int maxFiles, Diagnostics problems) {
        this.directory = directory;
        this.description = description;
        this.maxFiles = maxFiles;
        this.problems = problems;
    }

    /**
     * The files by their paths below the directory, with {@code /}; without those that are hidden or in a hidden directory.
     *
     * @param description the directory as messages show it
     * @param maxFiles how many files and directories are looked at
     * @param problems receives what keeps files from being listed
     */
    static Set<String> list(Path directory, String description, int maxFiles, Diagnostics problems) {
        if (!Files.isDirectory(directory)) {
            return Set.of();
        }
        try {
            Path real = directory.toRealPath();
            DirectoryListing listing = new DirectoryListing(real, description, maxFiles, problems);
            Files.walkFileTree(real, listing);
            listing.reportFailures();
            return Set.copyOf(listing.files);
        } catch (IOException e) {
            problems.add(UnreadableFile.because(description, e));
            return Set.of();
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path visitedDirectory, BasicFileAttributes attributes) {
        return isHidden(visitedDirectory) ? FileVisitResult.SKIP_SUBTREE : count();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        boolean script = file.toString().endsWith(".lua") && !isHidden(file);
        if (script && (attributes.isRegularFile() || (attributes.isSymbolicLink() && Files.isRegularFile(file)))) {
            String path = below(file);
            if (!path.contains("\\")) {
                files.add(path);
            }
        }
        return count();
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        if (!(e instanceof NoSuchFileException)) { // deleted meanwhile
            failed(file, e);
        }
        return count();
    }

    @Override
    public FileVisitResult postVisitDirectory(Path visitedDirectory, IOException e) {
        if (e != null) {
            failed(visitedDirectory, e);
        }
        return FileVisitResult.CONTINUE;
    }

    private void failed(Path path, IOException e) {
        if (failures++ == 0) {
            firstFailure = place(path);
            failure = e;
        }
    }

    /** One error, whatever the number: below a directory that is not one of scripts, there can be thousands. */
    private void reportFailures() {
        if (failures > 0) {
            String others = failures == 1 ? "" : " (and " + (failures - 1) + " more below " + description + ")";
            problems.add(UnreadableFile.because(firstFailure + others, failure));
        }
    }

    private FileVisitResult count() {
        if (++visited <= maxFiles) {
            return FileVisitResult.CONTINUE;
        }
        problems.add(
                Diagnostic.error("too-many-files", description + " holds more than " + maxFiles + " files")
                        .note(
                                "the rest is not searched for scripts: name the directory that holds the scripts and little else"));
        return FileVisitResult.TERMINATE;
    }

    private boolean isHidden(Path path) {
        return !path.equals(directory) && path.getFileName().toString().startsWith(".");
    }

    private String below(Path path) {
        String separator = directory.getFileSystem().getSeparator();
        return directory.relativize(path).toString().replace(separator, "/");
    }

    private String place(Path path) {
        return path.equals(directory) ? description : description + "/" + below(path);
    }
}
