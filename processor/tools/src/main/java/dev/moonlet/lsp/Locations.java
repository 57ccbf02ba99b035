package dev.moonlet.lsp;

import dev.moonlet.script.file.ParsedFile;
import dev.moonlet.source.Span;
import java.util.Optional;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** Makes locations of places in files that are on the disk. */
final class Locations {

    private Locations() {}

    /** A place of a file; empty if that is in a jar. */
    static Optional<Location> of(ScriptSet scripts, ParsedFile file, Span span) {
        return scripts.path(file.name())
                .map(path -> new Location(path.toUri().toString(), Positions.range(file.file(), span)));
    }

    /** The beginning of a script's file; empty if that is in a jar. */
    static Optional<Location> of(ScriptSet scripts, String name) {
        Position start = new Position(0, 0);
        return scripts.path(name).map(path -> new Location(path.toUri().toString(), new Range(start, start)));
    }
}
