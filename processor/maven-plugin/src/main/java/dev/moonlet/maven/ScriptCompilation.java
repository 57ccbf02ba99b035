package dev.moonlet.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.logging.Log;

/**
 * Compiles the implementations again whose scripts have changed since, and nothing else. Where that is not possible, the
 * classes of their interfaces are deleted, and the compiler plugin compiles the module: for instance because a script has an
 * error, which the compiler reports.
 */
final class ScriptCompilation {

    private static final String STATE = "moonlet-maven-plugin";

    private final Path directory;
    private final Path target;
    private final SourceSet sources;
    private final CompilerSettings settings;
    private final Log log;

    /**
     * @param directory the project's directory
     * @param target where the project is built
     * @param sources what is compiled
     * @param settings how it is compiled
     * @param log receives what was done
     */
    ScriptCompilation(Path directory, Path target, SourceSet sources, CompilerSettings settings, Log log) {
        this.directory = directory;
        this.target = target;
        this.sources = sources;
        this.settings = settings;
        this.log = log;
    }

    /**
     * Brings the implementations up to date, or makes the compiler plugin do it.
     *
     * @param processorPath where the annotation processor and libraries of scripts are
     */
    void run(List<Path> processorPath) throws IOException {
        Path state = target.resolve(STATE).resolve(sources.tests() ? "test-scripts.properties" : "scripts.properties");
        ScriptFiles now = ScriptFiles.now(directory, sources, settings.moonletSettings(), processorPath);
        Optional<ScriptFiles> before = ScriptFiles.saved(state);
        Optional<Set<String>> changed = before.map(now::changedSince);
        List<Implementation> all = Implementations.in(sources.classes());
        if (all.isEmpty() && MissingProcessor.isMissed(processorPath, sources.roots())) {
            log.warn(MissingProcessor.WARNING);
        }
        Set<Implementation> affected = new LinkedHashSet<>();
        for (Implementation implementation : all) {
            if (isOutdated(implementation)) {
                affected.add(implementation);
            }
        }
        if (changed.isPresent() && changed.get().isEmpty() && affected.isEmpty()) {
            log.debug("no script has changed");
            return;
        }
        affected.addAll(affected(all, before, now));
        if (!affected.isEmpty()) {
            log.debug("changed: " + changed.map(Object::toString).orElse("not known") + "; implementations to look at: "
                    + affected.size());
            bringUpToDate(List.copyOf(affected), processorPath);
        }
        now.save(state);
    }

    /** Whether an implementation was generated from another content of a file than it has now. */
    private boolean isOutdated(Implementation implementation) throws IOException {
        for (String script : implementation.scripts()) {
            String path = file(script);
            Optional<Path> found = Stream.iterate(sources.classes(), around -> around != null, Path::getParent)
                    .map(around -> around.resolve(path))
                    .filter(Files::isRegularFile)
                    .findFirst();
            if (found.isPresent() && !script.endsWith("#" + ScriptFiles.checksum(found.get()))) {
                return true;
            }
        }
        return false;
    }

    /** The implementations that may have to be written anew. */
    private static List<Implementation> affected(
            List<Implementation> all, Optional<ScriptFiles> before, ScriptFiles now) {
        if (before.isEmpty()
                || !now.checksums().keySet().equals(before.get().checksums().keySet())) {
            return all; // a file that was not there can be found before another one, or by a pattern
        }
        Set<String> changed = now.changedSince(before.get());
        Set<String> generatedFrom = all.stream()
                .flatMap(implementation -> implementation.scripts().stream())
                .map(ScriptCompilation::file)
                .collect(Collectors.toSet());
        if (!generatedFrom.containsAll(changed)) {
            return all; // a library's file, a setting, or a file that no implementation was generated from
        }
        return all.stream()
                .filter(implementation -> implementation.scripts().stream()
                        .map(ScriptCompilation::file)
                        .anyMatch(changed::contains))
                .toList();
    }

    private static String file(String script) {
        return script.substring(0, Math.max(0, script.lastIndexOf('#')));
    }

    private void bringUpToDate(List<Implementation> affected, List<Path> processorPath) throws IOException {
        Path work = target.resolve(STATE).resolve(sources.tests() ? "test-work" : "work");
        delete(work);
        Optional<Javac> javac =
                settings.isOwnJavac() && !sources.isModule() ? Javac.of(settings, sources) : Optional.empty();
        try {
            if (javac.isEmpty() || !isWritten(affected, processorPath, work, javac.get())) {
                leaveToCompiler(affected);
            }
        } finally {
            delete(work);
        }
    }

    private boolean isWritten(List<Implementation> affected, List<Path> processorPath, Path work, Javac javac) {
        try {
            return write(affected, processorPath, work, javac);
        } catch (IOException e) {
            log.debug("what was written can't be compared: " + e);
            return false;
        }
    }

    /** Writes anew what is different; false if the compiler plugin has to. */
    private boolean write(List<Implementation> affected, List<Path> processorPath, Path work, Javac javac)
            throws IOException {
        Map<Implementation, Path> interfaces = new LinkedHashMap<>();
        for (Implementation implementation : affected) {
            Optional<Path> source = source(implementation);
            if (source.isEmpty()) {
                return false;
            }
            interfaces.put(implementation, source.get());
        }
        Path written = Files.createDirectories(work.resolve("sources"));
        Javac.Outcome generated = javac.generate(Set.copyOf(interfaces.values()), processorPath, written);
        if (!isUsable(generated)) {
            return false;
        }
        Path directoryOfSources = settings.generatedSources(directory, target);
        List<Implementation> different = new ArrayList<>();
        for (Implementation implementation : affected) {
            Path now = written.resolve(implementation.generatedFile());
            Path before = directoryOfSources.resolve(implementation.generatedFile());
            if (!Files.exists(now) || !Files.exists(before)) {
                return false;
            }
            if (Files.mismatch(now, before) >= 0) {
                if (!javac.api(now).equals(javac.api(before))) {
                    return false; // what uses the implementation depends on it, too
                }
                different.add(implementation);
            }
        }
        if (different.isEmpty()) {
            return true;
        }
        Path classes = Files.createDirectories(work.resolve("classes"));
        Javac.Outcome compiled = javac.compile(
                different.stream()
                        .map(one -> written.resolve(one.generatedFile()))
                        .toList(),
                classes);
        if (!isUsable(compiled)) {
            return false;
        }
        Set<Path> compiledFiles = copyAll(classes, sources.classes());
        for (Implementation implementation : different) {
            for (Path file : implementation.classFiles()) {
                if (!compiledFiles.contains(file)) {
                    Files.deleteIfExists(file);
                }
            }
            Files.move(
                    written.resolve(implementation.generatedFile()),
                    directoryOfSources.resolve(implementation.generatedFile()),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        generated.warnings().forEach(log::warn);
        log.info("Compiled again, because scripts have changed: "
                + different.stream().map(Implementation::name).sorted().collect(Collectors.joining(", ")));
        return true;
    }

    private boolean isUsable(Javac.Outcome outcome) {
        return outcome.succeeded() && (outcome.warnings().isEmpty() || !settings.failsOnWarning());
    }

    /** The Java file of the interface; empty if it is in none of the source roots, or newer than its class. */
    private Optional<Path> source(Implementation implementation) throws IOException {
        for (Path root : sources.roots()) {
            Path file = root.resolve(implementation.source());
            if (Files.isRegularFile(file)) {
                boolean compiled = Files.getLastModifiedTime(file)
                                .compareTo(Files.getLastModifiedTime(implementation.interfaceFile()))
                        <= 0;
                return compiled ? Optional.of(file) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * Deletes classes whose absence the compiler plugin notices: those of the interfaces, and for an interface that has no
     * source, because another processor writes it, that of any other source. Nothing else is deleted that it would not write again.
     */
    private void leaveToCompiler(Collection<Implementation> affected) throws IOException {
        for (Implementation implementation : affected) {
            if (hasSource(implementation)) {
                deleteClasses(implementation);
                Path source = Path.of(implementation.source());
                String name = source.getFileName().toString().replaceFirst("\\.java$", ".class");
                Files.deleteIfExists(sources.classes().resolve(source).resolveSibling(name));
                Files.deleteIfExists(implementation.interfaceFile());
            } else {
                deleteAnyClass();
            }
        }
        log.info("Scripts have changed: the compiler plugin compiles the module again");
    }

    private boolean hasSource(Implementation implementation) {
        return sources.roots().stream().anyMatch(root -> Files.isRegularFile(root.resolve(implementation.source())));
    }

    private void deleteAnyClass() throws IOException {
        for (Path root : sources.roots()) {
            if (!Files.isDirectory(root)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(root)) {
                Optional<Path> compiled = files.map(
                                file -> root.relativize(file).toString())
                        .filter(file -> file.endsWith(".java"))
                        .map(file -> sources.classes().resolve(file.replaceFirst("\\.java$", ".class")))
                        .filter(Files::isRegularFile)
                        .findFirst();
                if (compiled.isPresent()) {
                    Files.delete(compiled.get());
                    return;
                }
            }
        }
    }

    private static void deleteClasses(Implementation implementation) throws IOException {
        for (Path file : implementation.classFiles()) {
            Files.deleteIfExists(file);
        }
    }

    /** Copies files over those that there are, and returns where they are then. */
    private static Set<Path> copyAll(Path from, Path to) throws IOException {
        Set<Path> copied = new LinkedHashSet<>();
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file));
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                copied.add(copy);
            }
        }
        return copied;
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
