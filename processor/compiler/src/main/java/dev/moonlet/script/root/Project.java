package dev.moonlet.script.root;

import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.LinkOptions;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a project has its scripts, and how it links them: the usual places, the options of the compiler, and before those
 * the file {@code moonlet.properties} in the project's directory, for tools where options are awkward.
 *
 * <ul>
 *   <li>{@code moonlet.path}: directories of scripts, separated by commas or as a class path is, instead of
 *       {@code src/main/lua}
 *   <li>{@code moonlet.library.<name>}: the directory that {@code <name>/…} is in
 *   <li>{@code moonlet.encoding}: the charset of the scripts, instead of UTF-8
 *   <li>{@code moonlet.maxSize}: how many bytes a linked script may have, instead of 4194304; a file that is larger than both
 *       is not read
 *   <li>{@code moonlet.symlinks}: {@code any} if symbolic links are followed that lead out of their root, instead of
 *       {@code inside}
 *   <li>{@code moonlet.component}: what injects the implementations, {@code spring} or {@code jakarta}
 *   <li>{@code moonlet.oncePrefix}: what the keys begin with that outcomes of requests are kept in, instead of
 *       {@code moonlet:once}
 * </ul>
 *
 * <p>Paths are relative to the project's directory. Immutable.
 */
public final class Project {

    /** The option that names the directories of scripts. */
    public static final String PATH = "moonlet.path";

    /** The option that names the charset of scripts. */
    public static final String ENCODING = "moonlet.encoding";

    /** The option that limits the size of linked scripts. */
    public static final String MAX_SIZE = "moonlet.maxSize";

    /** The option that says which symbolic links are followed. */
    public static final String SYMLINKS = "moonlet.symlinks";

    /** The value of {@link #SYMLINKS} for links that lead anywhere. */
    static final String ANY_SYMLINKS = "any";

    /** The option that names what injects implementations. */
    public static final String COMPONENT = "moonlet.component";

    /** The option that names the beginning of the keys that outcomes of requests are kept in. */
    public static final String ONCE_PREFIX = "moonlet.oncePrefix";

    /** The option that names the loosest kind of keys that commands may be given. */
    public static final String KEYS = "moonlet.keys";

    /** The option that names the oldest servers that scripts have to run on. */
    public static final String REDIS = "moonlet.redis";

    /** The beginning of the options that say how much the findings of a check weigh. */
    public static final String CHECKS = "moonlet.checks.";

    /** The beginning of the options that name the directories of libraries. */
    public static final String LIBRARY = "moonlet.library.";

    private static final String MAIN = "src/main/lua";
    private static final String TEST = "src/test/lua";
    private static final List<String> BUILD_FILES = List.of(
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "settings.gradle",
            "settings.gradle.kts",
            ProjectSettings.FILE,
            ".git");

    private final Path directory;
    private final ProjectSettings settings;

    private Project(Path directory, ProjectSettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /**
     * The project in a directory.
     *
     * @param directory the directory; paths of the settings are relative to it
     * @param options settings that override those of its {@code moonlet.properties}; others among them are ignored
     * @param diagnostics receives what is wrong with the settings
     */
    public static Project of(Path directory, Map<String, String> options, Diagnostics diagnostics) {
        return new Project(directory, ProjectSettings.of(directory, options, diagnostics));
    }

    /** The nearest directory that is or holds a place, and has scripts, settings or a build in it. */
    public static Optional<Path> directoryAround(Path place) {
        for (Path candidate = place; candidate != null; candidate = candidate.getParent()) {
            Path found = candidate;
            boolean built = BUILD_FILES.stream().anyMatch(file -> Files.exists(found.resolve(file)));
            if (built || hasScripts(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Whether a directory has scripts in the usual places, or settings that may name others. */
    public static boolean hasScripts(Path directory) {
        return Stream.of(MAIN, TEST).anyMatch(root -> Files.isDirectory(directory.resolve(root)))
                || Files.isRegularFile(directory.resolve(ProjectSettings.FILE));
    }

    /** Whether the settings name the directories of scripts. */
    public boolean namesDirectories() {
        return settings.path().isPresent();
    }

    /** What injects implementations, as the option names it; empty if nothing does. */
    public Optional<String> component() {
        return settings.component();
    }

    /** The charset of its scripts. */
    public Charset charset() {
        return settings.charset();
    }

    /** How its scripts are linked and checked. */
    public LinkOptions linkOptions() {
        return LinkOptions.DEFAULT
                .withMaxSize(settings.maxSize())
                .withChecks(settings.checks())
                .withOncePrefix(settings.oncePrefix());
    }

    /** What may be read from its roots. */
    public ReadOptions readOptions() {
        return new ReadOptions(Math.max(settings.maxSize(), ReadOptions.DEFAULT.maxSize()), settings.anyLinks());
    }

    /**
     * The roots of its scripts, and those of its libraries.
     *
     * @param tests whether scripts of tests are searched before the others
     */
    public List<ScriptRoot> roots(boolean tests) {
        List<ScriptRoot> roots = new ArrayList<>(directories(tests));
        roots.addAll(libraries());
        return roots;
    }

    /**
     * The directories of its scripts, without libraries, in the order in which they are searched.
     *
     * @param tests whether scripts of tests are searched before the others
     */
    public List<DirectoryRoot> directories(boolean tests) {
        if (settings.path().isPresent()) {
            return settings.path().get().stream().map(this::root).toList();
        }
        return tests ? List.of(root(TEST), root(MAIN)) : List.of(root(MAIN));
    }

    /** The roots of its libraries. */
    public List<ScriptRoot> libraries() {
        List<ScriptRoot> roots = new ArrayList<>();
        settings.libraries().forEach((name, path) -> roots.add(new LibraryRoot(name, root(path))));
        return roots;
    }

    private DirectoryRoot root(String path) {
        return new DirectoryRoot(directory.resolve(path), path.replace('\\', '/'), "", readOptions());
    }
}
