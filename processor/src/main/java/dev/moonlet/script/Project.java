package dev.moonlet.script;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Suggestion;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
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
 *   <li>{@code moonlet.maxSize}: how many bytes a linked script may have, instead of 4194304
 *   <li>{@code moonlet.component}: what injects the implementations, {@code spring} or {@code jakarta}
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

    /** The option that names what injects implementations. */
    public static final String COMPONENT = "moonlet.component";

    /** The beginning of the options that name the directories of libraries. */
    public static final String LIBRARY = "moonlet.library.";

    private static final String SETTINGS_FILE = "moonlet.properties";
    private static final String MAIN = "src/main/lua";
    private static final String TEST = "src/test/lua";
    private static final List<String> BUILD_FILES = List.of(
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "settings.gradle",
            "settings.gradle.kts",
            SETTINGS_FILE,
            ".git");

    private final Path directory;
    private final Map<String, String> settings;
    private final Charset charset;
    private final int maxSize;

    private Project(Path directory, Map<String, String> settings, Diagnostics diagnostics) {
        this.directory = directory;
        this.settings = settings;
        this.charset = charset(settings, diagnostics);
        this.maxSize = maxSize(settings, diagnostics);
    }

    /**
     * The project in a directory.
     *
     * @param directory the directory; paths of the settings are relative to it
     * @param options settings that stand before those of its {@code moonlet.properties}; others among them are ignored
     * @param diagnostics receives what is wrong with the settings
     */
    public static Project of(Path directory, Map<String, String> options, Diagnostics diagnostics) {
        Map<String, String> settings = new LinkedHashMap<>(read(directory.resolve(SETTINGS_FILE), diagnostics));
        options.forEach((name, value) -> {
            if (isSetting(name)) {
                settings.put(name, value == null ? "" : value);
            }
        });
        return new Project(directory, settings, diagnostics);
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
                || Files.isRegularFile(directory.resolve(SETTINGS_FILE));
    }

    private static Map<String, String> read(Path file, Diagnostics diagnostics) {
        Properties properties = new Properties();
        if (Files.isRegularFile(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                diagnostics.add(bad(SETTINGS_FILE + " can't be read: " + e.getMessage()));
            }
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (isSetting(name)) {
                settings.put(name, properties.getProperty(name).strip());
            } else {
                Diagnostic unknown = bad("unknown setting \"" + name + "\" in " + SETTINGS_FILE);
                List<String> names = List.of(PATH, ENCODING, MAX_SIZE, COMPONENT, LIBRARY + "<name>");
                diagnostics.add(Suggestion.nearest(name, names)
                        .map(near -> unknown.note("did you mean " + near + "?"))
                        .orElseGet(() -> unknown.note("the settings are " + String.join(", ", names))));
            }
        }
        return settings;
    }

    private static boolean isSetting(String name) {
        return name.equals(PATH)
                || name.equals(ENCODING)
                || name.equals(MAX_SIZE)
                || name.equals(COMPONENT)
                || (name.startsWith(LIBRARY) && name.length() > LIBRARY.length());
    }

    private static Charset charset(Map<String, String> settings, Diagnostics diagnostics) {
        String name = settings.getOrDefault(ENCODING, "UTF-8");
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            diagnostics.add(bad(ENCODING + ": there is no charset \"" + name + "\""));
            return StandardCharsets.UTF_8;
        }
    }

    private static int maxSize(Map<String, String> settings, Diagnostics diagnostics) {
        int usual = LinkOptions.DEFAULT.maxSize();
        String size = settings.get(MAX_SIZE);
        try {
            int bytes = size == null ? usual : Integer.parseInt(size);
            if (bytes > 0) {
                return bytes;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        diagnostics.add(bad(MAX_SIZE + ": \"" + size + "\" is no number of bytes"));
        return usual;
    }

    private static Diagnostic bad(String message) {
        return Diagnostic.error("bad-option", message);
    }

    /** Whether the settings name the directories of scripts. */
    public boolean namesDirectories() {
        return settings.containsKey(PATH);
    }

    /** What injects implementations, as the option names it; empty if nothing does. */
    public Optional<String> component() {
        return Optional.ofNullable(settings.get(COMPONENT));
    }

    /** The charset of its scripts. */
    public Charset charset() {
        return charset;
    }

    /** How its scripts are linked. */
    public LinkOptions linkOptions() {
        return LinkOptions.DEFAULT.withMaxSize(maxSize);
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
        String path = settings.get(PATH);
        if (path != null) {
            return Arrays.stream(path.split(",|" + Pattern.quote(File.pathSeparator), -1))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .map(this::root)
                    .toList();
        }
        return tests ? List.of(root(TEST), root(MAIN)) : List.of(root(MAIN));
    }

    /** The roots of its libraries. */
    public List<ScriptRoot> libraries() {
        List<ScriptRoot> roots = new ArrayList<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(LIBRARY)) {
                roots.add(new LibraryRoot(name.substring(LIBRARY.length()), root(value)));
            }
        });
        return roots;
    }

    private DirectoryRoot root(String path) {
        return new DirectoryRoot(directory.resolve(path), path.replace('\\', '/'));
    }
}
