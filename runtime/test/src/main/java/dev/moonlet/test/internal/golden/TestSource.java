package dev.moonlet.test.internal.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the source files of test classes. */
final class TestSource {

    private static final List<String> LANGUAGES = List.of("java", "kotlin", "groovy");
    private static final List<String> ENDINGS = List.of(".java", ".kt", ".groovy");

    private TestSource() {}

    /**
     * The source of a class: a file {@code src/SET/LANGUAGE/PACKAGE/CLASS.java} in a directory around the class file, or in the
     * current directory.
     *
     * @throws IllegalStateException if there is none
     */
    static Path of(Class<?> type) {
        Class<?> outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        String name = outermost.getName().replace('.', '/');
        for (Path directory = classes(outermost); directory != null; directory = directory.getParent()) {
            Optional<Path> source = below(directory.resolve("src"), name);
            if (source.isPresent()) {
                return source.get();
            }
        }
        return below(Path.of("src").toAbsolutePath(), name)
                .orElseThrow(() -> new IllegalStateException(
                        ("the source of %s is neither in a directory around its class file nor in the current one: "
                                        + "src/test/java/%s.java is where golden files are looked for")
                                .formatted(type.getName(), name)));
    }

    private static Path classes(Class<?> type) {
        CodeSource code = type.getProtectionDomain().getCodeSource();
        try {
            return code == null
                    ? Path.of("").toAbsolutePath()
                    : Path.of(code.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Path> below(Path sources, String name) {
        if (!Files.isDirectory(sources)) {
            return Optional.empty();
        }
        try (Stream<Path> sets = Files.list(sources)) {
            return sets.sorted()
                    .flatMap(set -> LANGUAGES.stream().map(set::resolve))
                    .flatMap(root -> ENDINGS.stream().map(ending -> root.resolve(name + ending)))
                    .filter(Files::isRegularFile)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
