package dev.moonlet.maven;

import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.root.DirectoryRoot;
import dev.moonlet.script.root.Project;
import dev.moonlet.script.root.ScriptRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * What implementations are generated from, besides Java: each file, and what a change of it is recognised by.
 *
 * @param checksums the checksums by file; the settings are among them
 */
record ScriptFiles(Map<String, String> checksums) {

    private static final String RESOURCES = "META-INF/lua";
    private static final String SETTINGS = "moonlet.properties";

    ScriptFiles {
        checksums = Map.copyOf(checksums);
    }

    /**
     * The files that there are now.
     *
     * @param directory the project's directory
     * @param sources the sources that scripts belong to
     * @param settings the settings that the compiler is given as options
     * @param processorPath where libraries of scripts are
     * @throws IOException if a file can't be read
     */
    static ScriptFiles now(Path directory, SourceSet sources, Map<String, String> settings, List<Path> processorPath)
            throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        settings.forEach((name, value) -> checksums.put("-A" + name, value));
        Path properties = directory.resolve(SETTINGS);
        if (Files.isRegularFile(properties)) {
            checksums.put(SETTINGS, checksum(properties));
        }
        Project project = Project.of(directory, settings, new Diagnostics());
        List<ScriptRoot> roots = new ArrayList<>(project.roots(sources.tests()));
        List<Path> entries = new ArrayList<>(List.of(sources.classes()));
        sources.classPath().stream().filter(Files::isDirectory).forEach(entries::add);
        for (Path entry : processorPath) {
            if (Files.isRegularFile(entry)) {
                checksums.put(entry.toString(), Files.size(entry) + " " + Files.getLastModifiedTime(entry));
            } else {
                entries.add(entry);
            }
        }
        for (Path entry : new TreeSet<>(entries)) {
            roots.add(new DirectoryRoot(entry.resolve(RESOURCES), RESOURCES, "", project.readOptions()));
        }
        for (ScriptRoot root : roots) {
            for (String file : root.files()) {
                Optional<Path> path = root.path(file);
                if (path.isPresent()) {
                    checksums.put(shown(directory, path.get()), checksum(path.get()));
                }
            }
        }
        return new ScriptFiles(checksums);
    }

    private static String shown(Path directory, Path file) {
        Path path = file.toAbsolutePath().normalize();
        return (path.startsWith(directory) ? directory.relativize(path) : path)
                .toString()
                .replace('\\', '/');
    }

    /** The checksum that implementations have of their scripts: the same whatever the line ends are. */
    static String checksum(Path file) throws IOException {
        CRC32 checksum = new CRC32();
        for (byte b : Files.readAllBytes(file)) {
            if (b != '\r') {
                checksum.update(b);
            }
        }
        return Long.toHexString(checksum.getValue());
    }

    /** What {@link #save} wrote; empty if it did not. */
    static Optional<ScriptFiles> saved(Path state) throws IOException {
        if (!Files.exists(state)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(state)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not written by this class
        }
        return Optional.of(new ScriptFiles(properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, name -> properties.getProperty(name)))));
    }

    void save(Path state) throws IOException {
        Path directory = state.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Properties properties = new Properties();
        properties.putAll(checksums);
        try (var writer = Files.newBufferedWriter(state)) {
            properties.store(writer, null);
        }
    }

    /** The files that were added, removed or changed since. */
    Set<String> changedSince(ScriptFiles before) {
        Set<String> names = new TreeSet<>(checksums.keySet());
        names.addAll(before.checksums.keySet());
        names.removeIf(name -> checksums.getOrDefault(name, "").equals(before.checksums.getOrDefault(name, "")));
        return names;
    }
}
