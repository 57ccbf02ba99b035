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
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.lsp4j.Location;

/** Finds the Java interfaces of a project that bind a script, by their annotations. */
final class JavaInterfaces {

    private static final int MOST_FILES = 20_000;

    private JavaInterfaces() {}

    /** The interfaces or methods that bind a script; none if there are none in the usual places. */
    static List<Location> of(Document document) {
        List<Location> found = new ArrayList<>();
        for (Path directory : JavaSources.directories(document.scripts().project())) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.filter(JavaSources::isSource).limit(MOST_FILES).forEach(file -> find(file, document.name())
                        .ifPresent(found::add));
            } catch (IOException e) {
                // a directory that can't be read has no interfaces to show
            }
        }
        return found;
    }

    private static Optional<Location> find(Path path, String script) {
        return JavaSources.read(path)
                .filter(file -> file.text().contains("@LuaScript"))
                .flatMap(file -> find(file, path, script));
    }

    private static Optional<Location> find(SourceFile file, Path path, String script) {
        String text = file.text();
        for (JavaAnnotation annotation : JavaAnnotation.of(text)) {
            Optional<Span> span = bound(annotation, text, script);
            if (span.isPresent()) {
                return Optional.of(new Location(path.toUri().toString(), Positions.range(file, span.get())));
            }
        }
        return Optional.empty();
    }

    /** The name of the interface or of the method; the annotation itself where a folder is bound and the method is not found. */
    private static Optional<Span> bound(JavaAnnotation annotation, String text, String script) {
        String named = ScriptName.of(annotation.script());
        if (named.equals(script)) {
            return Optional.of(annotation.span());
        }
        if (!named.equals(ScriptName.folder(script))) {
            return Optional.empty();
        }
        String simple = script.substring(script.lastIndexOf('/') + 1);
        return JavaAnnotation.methods(text, annotation.span().end()).stream()
                .filter(method -> Names.normalized(text.substring(method.start(), method.end()))
                        .equals(Names.normalized(simple)))
                .findFirst();
    }
}
