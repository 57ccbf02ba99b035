package dev.moonlet.script.root;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.redis.SupportedServer;
import dev.moonlet.script.CheckOptions;
import dev.moonlet.script.KeptOutcome;
import dev.moonlet.script.LinkOptions;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings of a {@link Project}, of which what can't be used is left out.
 *
 * @param path the directories of scripts; empty if they are the usual ones
 * @param libraries the directories of libraries by name
 * @param charset the charset of scripts
 * @param maxSize how many bytes a linked script may have
 * @param anyLinks whether symbolic links may lead out of their root
 * @param component what injects implementations
 * @param oncePrefix what the keys begin with that outcomes of requests are kept in
 * @param checks how scripts are checked
 */
record ProjectSettings(
        Optional<List<String>> path,
        Map<String, String> libraries,
        Charset charset,
        int maxSize,
        boolean anyLinks,
        Optional<String> component,
        String oncePrefix,
        CheckOptions checks) {

    /** The file that has settings. */
    static final String FILE = "moonlet.properties";

    private static final int LARGEST_FILE = 1 << 20;
    private static final Pattern ONCE_PREFIXES = Pattern.compile("[^{}\\s]+");
    private static final String INSIDE_LINKS = "inside";
    private static final List<String> NAMES = List.of(
            Project.PATH,
            Project.ENCODING,
            Project.MAX_SIZE,
            Project.SYMLINKS,
            Project.COMPONENT,
            Project.ONCE_PREFIX,
            Project.KEYS,
            Project.REDIS);

    /**
     * The settings of the project in a directory.
     *
     * @param options settings that override those of its file; others among them are ignored
     * @param diagnostics receives what is wrong with the settings
     */
    static ProjectSettings of(Path directory, Map<String, String> options, Diagnostics diagnostics) {
        Map<String, String> settings = read(directory.resolve(FILE), diagnostics);
        options.forEach((name, value) -> {
            if (isSetting(name)) {
                settings.put(named(name), value == null ? "" : value);
            }
        });
        Map<String, String> libraries = new LinkedHashMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(Project.LIBRARY) && isDirectory(directory, name, value, diagnostics)) {
                libraries.put(name.substring(Project.LIBRARY.length()), value);
            }
        });
        return new ProjectSettings(
                path(directory, settings, diagnostics),
                libraries,
                charset(settings, diagnostics),
                maxSize(settings, diagnostics),
                anyLinks(settings, diagnostics),
                Optional.ofNullable(settings.get(Project.COMPONENT)),
                oncePrefix(settings, diagnostics),
                checks(settings, diagnostics));
    }

    private static Map<String, String> read(Path file, Diagnostics diagnostics) {
        Properties properties = new Properties();
        if (Files.isRegularFile(file)) {
            try (InputStream content = Files.newInputStream(file)) {
                byte[] bytes = new ReadOptions(LARGEST_FILE, true).read(content, Files.size(file), FILE);
                properties.load(
                        new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder()));
            } catch (IOException | IllegalArgumentException e) {
                diagnostics.add(bad(FILE + " can't be read: " + e.getMessage()));
            }
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (isSetting(name)) {
                settings.put(name, properties.getProperty(name).strip());
            } else {
                diagnostics.add(unknown(name));
            }
        }
        return settings;
    }

    /** The setting that an option names: javac accepts no hyphen in it, so that codes are written with underscores. */
    private static String named(String option) {
        return option.startsWith(Project.CHECKS) ? option.replace('_', '-') : option;
    }

    private static Diagnostic unknown(String name) {
        Diagnostic unknown = bad("unknown setting \"" + name + "\" in " + FILE);
        String library = Project.LIBRARY + "<name>";
        return unknown.note(SpellChecker.didYouMean(name, NAMES, UnaryOperator.identity())
                .or(() -> SpellChecker.didYouMean(name, List.of(library), UnaryOperator.identity()))
                .orElseGet(() -> "the settings are " + String.join(", ", NAMES) + ", " + library));
    }

    private static boolean isSetting(String name) {
        return NAMES.contains(name)
                || (name.startsWith(Project.CHECKS) && name.length() > Project.CHECKS.length())
                || (name.startsWith(Project.LIBRARY) && name.length() > Project.LIBRARY.length());
    }

    private static Optional<List<String>> path(Path directory, Map<String, String> settings, Diagnostics diagnostics) {
        return Optional.ofNullable(settings.get(Project.PATH))
                .map(path -> Arrays.stream(path.split(",|" + Pattern.quote(File.pathSeparator), -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty() && isDirectory(directory, Project.PATH, part, diagnostics))
                        .toList());
    }

    /** Whether a path can be that of a directory, which need not exist. */
    private static boolean isDirectory(Path project, String setting, String path, Diagnostics diagnostics) {
        String fault = setting + ": \"" + path + "\" is not a ";
        try {
            Path resolved = project.resolve(path);
            if (!Files.exists(resolved) || Files.isDirectory(resolved)) {
                return true;
            }
            diagnostics.add(bad(fault + "directory"));
        } catch (InvalidPathException e) {
            diagnostics.add(bad(fault + "path: " + e.getReason()));
        }
        return false;
    }

    private static Charset charset(Map<String, String> settings, Diagnostics diagnostics) {
        String name = settings.getOrDefault(Project.ENCODING, "UTF-8");
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            diagnostics.add(bad(Project.ENCODING + ": there is no charset \"" + name + "\""));
            return StandardCharsets.UTF_8;
        }
    }

    private static int maxSize(Map<String, String> settings, Diagnostics diagnostics) {
        int usual = LinkOptions.DEFAULT.maxSize();
        String size = settings.get(Project.MAX_SIZE);
        try {
            int bytes = size == null ? usual : Integer.parseInt(size);
            if (bytes > 0) {
                return bytes;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        diagnostics.add(bad(Project.MAX_SIZE + ": \"" + size + "\" is not a number of bytes"));
        return usual;
    }

    private static boolean anyLinks(Map<String, String> settings, Diagnostics diagnostics) {
        String links = settings.getOrDefault(Project.SYMLINKS, INSIDE_LINKS);
        boolean any = links.equals(Project.ANY_SYMLINKS);
        if (!any && !links.equals(INSIDE_LINKS)) {
            diagnostics.add(bad(Project.SYMLINKS + ": \"" + links + "\" is neither " + INSIDE_LINKS + " nor "
                    + Project.ANY_SYMLINKS));
        }
        return any;
    }

    private static String oncePrefix(Map<String, String> settings, Diagnostics diagnostics) {
        String prefix = settings.getOrDefault(Project.ONCE_PREFIX, KeptOutcome.PREFIX);
        if (ONCE_PREFIXES.matcher(prefix).matches()) {
            return prefix;
        }
        diagnostics.add(bad(Project.ONCE_PREFIX + ": \"" + prefix + "\" is empty, or has braces or blanks in it"));
        return KeptOutcome.PREFIX;
    }

    private static CheckOptions checks(Map<String, String> settings, Diagnostics diagnostics) {
        Map<String, CheckOptions.Level> levels = new LinkedHashMap<>();
        settings.forEach((name, value) -> {
            String code = name.startsWith(Project.CHECKS) ? name.substring(Project.CHECKS.length()) : "";
            if (!code.isEmpty() && !CheckOptions.CODES.contains(code)) {
                diagnostics.add(bad(name + ": there is no check \"" + code + "\"")
                        .note(SpellChecker.didYouMean(code, CheckOptions.CODES, UnaryOperator.identity())));
            } else if (!code.isEmpty()) {
                one(CheckOptions.Level.values(), name, value, diagnostics).ifPresent(level -> levels.put(code, level));
            }
        });
        return new CheckOptions(
                levels,
                Optional.ofNullable(settings.get(Project.KEYS))
                        .flatMap(value -> one(CheckOptions.Keys.values(), Project.KEYS, value, diagnostics)),
                servers(settings, diagnostics));
    }

    private static List<SupportedServer> servers(Map<String, String> settings, Diagnostics diagnostics) {
        String names = settings.get(Project.REDIS);
        if (names == null) {
            return List.of();
        }
        Optional<List<SupportedServer>> servers = SupportedServer.parse(names);
        if (servers.isEmpty()) {
            diagnostics.add(
                    bad(Project.REDIS + ": \"" + names + "\" is not a list of versions such as 7.0, valkey 7.2"));
        }
        return servers.orElse(List.of());
    }

    /** The constant that a setting names. */
    private static <E extends Enum<E>> Optional<E> one(E[] all, String name, String value, Diagnostics diagnostics) {
        Optional<E> found = Arrays.stream(all)
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst();
        if (found.isEmpty()) {
            String known = Arrays.stream(all)
                    .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            diagnostics.add(bad(name + ": \"" + value + "\" is none of " + known));
        }
        return found;
    }

    private static Diagnostic bad(String message) {
        return Diagnostic.error("bad-option", message);
    }
}
