package dev.moonlet.lsp;

import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Range;

/** The sources in Java and Kotlin of a project, and of the modules beside it, in the usual places. */
final class JavaSources {

    private static final List<String> DIRECTORIES =
            List.of("src/main/java", "src/test/java", "src/main/kotlin", "src/test/kotlin");
    private static final List<String> BUILDS =
            List.of("pom.xml", "settings.gradle", "settings.gradle.kts", "build.gradle", "build.gradle.kts");
    private static final List<String> ENDINGS = List.of(".java", ".kt");

    private JavaSources() {}

    /** The directories of sources, those of the project first. */
    static List<Path> directories(Path project) {
        return Stream.concat(Stream.of(project), modulesBeside(project.toAbsolutePath()).stream())
                .flatMap(module -> DIRECTORIES.stream().map(module::resolve))
                .filter(Files::isDirectory)
                .toList();
    }

    private static List<Path> modulesBeside(Path project) {
        Path parent = project.getParent();
        if (parent == null || !isBuilt(parent)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(child -> !child.equals(project) && isBuilt(child))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of(); // a directory that can't be listed has no modules to show
        }
    }

    private static boolean isBuilt(Path directory) {
        return BUILDS.stream().anyMatch(build -> Files.isRegularFile(directory.resolve(build)));
    }

    /** Whether a file is source. */
    static boolean isSource(Path file) {
        return ENDINGS.stream().anyMatch(file.toString()::endsWith);
    }

    /** The text of a file; empty if it can't be read. */
    static Optional<SourceFile> read(Path file) {
        try {
            return Optional.of(
                    new SourceFile(file.toString(), file.toString(), Files.readString(file, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Where an enum is declared; none if there is no such source.
     *
     * @param name its qualified name, with dots before nested types
     */
    static List<Location> ofEnum(Document document, String name) {
        return declared(document, name, (code, span) -> Optional.of(span));
    }

    /**
     * Where a constant of an enum is declared; none if there is no such source.
     *
     * @param name the qualified name of the enum, with dots before nested types
     */
    static List<Location> ofConstant(Document document, String name, String constant) {
        return declared(document, name, (code, span) -> JavaText.constant(code, span.end(), constant));
    }

    /**
     * The places of an enum in the sources.
     *
     * @param part the place, by the code and the place of the name of the enum
     */
    private static List<Location> declared(
            Document document, String name, BiFunction<String, Span, Optional<Span>> part) {
        Pattern declaration = Pattern.compile(
                "\\benum\\s+(?:class\\s+)?(" + Pattern.quote(name.substring(name.lastIndexOf('.') + 1)) + ")\\b");
        for (String type = name; !type.isEmpty(); type = type.substring(0, Math.max(type.lastIndexOf('.'), 0))) {
            String path = type.replace('.', '/');
            List<Location> found = directories(document.scripts().project()).stream()
                    .flatMap(directory -> ENDINGS.stream().map(ending -> directory.resolve(path + ending)))
                    .filter(Files::isRegularFile)
                    .flatMap(file -> read(file).stream().flatMap(source -> place(source, declaration, part).stream()
                            .map(range -> new Location(file.toUri().toString(), range))))
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static Optional<Range> place(
            SourceFile source, Pattern declaration, BiFunction<String, Span, Optional<Span>> part) {
        String code = JavaText.withoutComments(source.text());
        Matcher matcher = declaration.matcher(code);
        return matcher.find()
                ? part.apply(code, new Span(matcher.start(1), matcher.end(1)))
                        .map(span -> Positions.range(source, span))
                : Optional.empty();
    }
}
