package dev.moonlet.lsp;

import dev.moonlet.script.Names;
import dev.moonlet.script.ScriptName;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.lsp4j.Location;

/** Finds the Java interfaces of a project that bind a script, by their annotations. */
final class JavaInterfaces {

    private static final int MOST_FILES = 20_000;

    private JavaInterfaces() {}

    /** The interfaces or methods that bind a script. */
    static List<Location> of(Document document) {
        return of(document.scripts().project(), Set.of(document.name()));
    }

    /** The interfaces or methods that bind some scripts; none if there are none in the usual places. */
    static List<Location> of(Path project, Set<String> scripts) {
        List<Location> found = new ArrayList<>();
        for (Path directory : JavaSources.directories(project)) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.filter(JavaSources::isSource).limit(MOST_FILES).forEach(file -> JavaSources.read(file)
                        .filter(source -> source.text().contains("@LuaScript"))
                        .ifPresent(source -> found.addAll(find(source, file, scripts))));
            } catch (IOException e) {
                // a directory that can't be read has no interfaces to show
            }
        }
        return found;
    }

    private static List<Location> find(SourceFile file, Path path, Set<String> scripts) {
        List<Location> found = new ArrayList<>();
        for (JavaAnnotation annotation : JavaAnnotation.of(file.text())) {
            for (Span span : bound(annotation, file.text(), scripts)) {
                found.add(new Location(path.toUri().toString(), Positions.range(file, span)));
            }
        }
        return found;
    }

    /** The annotation, if it names a script; the methods of scripts in the folder that it names. */
    private static List<Span> bound(JavaAnnotation annotation, String text, Set<String> scripts) {
        String named = ScriptName.of(annotation.script());
        if (scripts.contains(named)) {
            return List.of(annotation.span());
        }
        Set<String> methods = scripts.stream()
                .filter(script -> named.equals(ScriptName.folder(script)))
                .map(script -> Names.normalized(script.substring(script.lastIndexOf('/') + 1)))
                .collect(Collectors.toSet());
        return methods.isEmpty()
                ? List.of()
                : JavaAnnotation.methods(text, annotation.span().end()).stream()
                        .filter(method ->
                                methods.contains(Names.normalized(text.substring(method.start(), method.end()))))
                        .toList();
    }
}
