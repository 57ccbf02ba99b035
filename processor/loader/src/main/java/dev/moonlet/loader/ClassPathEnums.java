package dev.moonlet.loader;

import dev.moonlet.script.JavaEnum;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds enums in directories of classes and in jars, as they are when they are asked for. */
public final class ClassPathEnums implements JavaEnum.Lookup {

    private static final String CLASS = ".class";

    private final List<Path> entries;

    /**
     * The enums of a class path.
     *
     * @param entries directories and jars, which need not be there yet
     */
    public ClassPathEnums(List<Path> entries) {
        this.entries = List.copyOf(entries);
    }

    @Override
    public Optional<JavaEnum> find(String name) {
        return withClasses(classes -> classes.find(name)).flatMap(found -> found);
    }

    @Override
    public List<String> beside(String name) {
        String parent = name.substring(0, Math.max(name.lastIndexOf('.'), 0));
        return withClasses(classes -> entries.stream()
                        .flatMap(entry -> classNames(entry, parent))
                        .filter(candidate -> candidate.startsWith(parent + "."))
                        .filter(candidate -> classes.find(candidate).isPresent())
                        .toList())
                .orElse(List.of());
    }

    /** The classes in the directory of a package, or of the package of a type. */
    private static Stream<String> classNames(Path entry, String parent) {
        for (String place = parent; !place.isEmpty(); place = place.substring(0, Math.max(place.lastIndexOf('.'), 0))) {
            Path directory = entry.resolve(place.replace('.', '/'));
            if (Files.isDirectory(directory)) {
                String prefix = place + ".";
                return classNames(directory).map(simple -> prefix + simple);
            }
        }
        return Stream.empty();
    }

    private static Stream<String> classNames(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(CLASS))
                    .map(file ->
                            file.substring(0, file.length() - CLASS.length()).replace('$', '.'))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            return Stream.empty(); // a directory that can't be listed has no names to show
        }
    }

    private <T> Optional<T> withClasses(Function<ClassEnums, T> use) {
        URL[] urls = entries.stream()
                .filter(Files::exists)
                .flatMap(path -> url(path).stream())
                .toArray(URL[]::new);
        try (URLClassLoader classes = new URLClassLoader(urls, ClassEnums.class.getClassLoader())) {
            return Optional.of(use.apply(new ClassEnums(classes)));
        } catch (IOException e) {
            return Optional.empty(); // it can't be closed
        }
    }

    private static Optional<URL> url(Path path) {
        try {
            return Optional.of(path.toUri().toURL());
        } catch (MalformedURLException e) {
            return Optional.empty();
        }
    }
}
