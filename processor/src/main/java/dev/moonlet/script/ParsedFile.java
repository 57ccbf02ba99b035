package dev.moonlet.script;

import dev.moonlet.lua.Chunk;
import dev.moonlet.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A file that is in order by itself: its syntax and its directives. */
record ParsedFile(String name, Chunk chunk, List<Directive> directives) {

    ParsedFile {
        directives = List.copyOf(directives);
    }

    SourceFile file() {
        return chunk.file();
    }

    boolean once() {
        return directives.stream().anyMatch(Directive.PragmaOnce.class::isInstance);
    }

    /** The directives by their line. */
    Map<Integer, Directive> directivesByLine() {
        return directives.stream()
                .collect(Collectors.toMap(
                        directive -> file().line(directive.span().start()), directive -> directive));
    }
}
