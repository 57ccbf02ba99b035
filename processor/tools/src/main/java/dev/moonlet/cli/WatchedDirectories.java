package dev.moonlet.cli;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Waits for changes of files in some directories and all directories below them. */
final class WatchedDirectories implements AutoCloseable {

    private static final long QUIET_MILLIS = 100;

    private final WatchService service;
    private final Map<WatchKey, Path> directories = new HashMap<>();

    WatchedDirectories() throws IOException {
        this.service = FileSystems.getDefault().newWatchService();
    }

    /** Watches a directory and those below it; one that is watched already stays so. */
    void watch(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path directory : (Iterable<Path>) all.filter(Files::isDirectory)::iterator) {
                watchAlone(directory);
            }
        }
    }

    /** Watches a directory without those below it. */
    void watchAlone(Path directory) throws IOException {
        if (directories.containsValue(directory)) {
            return;
        }
        try {
            WatchKey key = directory.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            directories.put(key, directory);
        } catch (NoSuchFileException e) {
            // it was deleted meanwhile, which its parent reports
        }
    }

    /**
     * Waits until files have changed, and nothing changes any more for a moment: an editor writes a file in several steps.
     *
     * @param isMeant which files count; directories always do
     * @return the files
     */
    Set<Path> changes(Predicate<Path> isMeant) throws InterruptedException, ClosedWatchServiceException {
        Set<Path> changed = new TreeSet<>();
        while (changed.isEmpty()) {
            WatchKey key = service.take();
            while (key != null) {
                changed.addAll(changes(key, isMeant));
                key = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        return changed;
    }

    private Collection<Path> changes(WatchKey key, Predicate<Path> isMeant) {
        Path directory = directories.get(key);
        Set<Path> changed = new HashSet<>();
        for (WatchEvent<?> event : key.pollEvents()) {
            if (directory != null && event.context() instanceof Path name) {
                Path file = directory.resolve(name);
                if (isMeant.test(file) || Files.isDirectory(file)) {
                    changed.add(file);
                }
            }
        }
        if (!key.reset()) {
            directories.remove(key);
        }
        return changed;
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
