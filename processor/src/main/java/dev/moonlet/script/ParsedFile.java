package dev.moonlet.script;

import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.lua.Chunk;
import dev.moonlet.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A file that is in order by itself: its syntax, its directives, and what it refers to. Immutable. */
final class ParsedFile {

    private final String name;
    private final Chunk chunk;
    private final List<Directive> directives;
    private final List<Reference> references;
    private final Map<Integer, Directive> directivesByLine;
    private final boolean vararg;
    private volatile @Nullable Outline outline;

    private ParsedFile(String name, Chunk chunk, List<Directive> directives, List<Reference> references) {
        this.name = name;
        this.chunk = chunk;
        this.directives = directives;
        this.references = references;
        this.vararg = VarargFinder.isIn(chunk);
        this.directivesByLine = directives.stream()
                .collect(Collectors.toUnmodifiableMap(
                        directive -> chunk.file().line(directive.span().start()), directive -> directive));
    }

    /** Reads the directives and references of a file; what is wrong with them is reported. */
    static ParsedFile of(String name, Chunk chunk, Diagnostics diagnostics) {
        return new ParsedFile(name, chunk, DirectiveReader.read(chunk, diagnostics), ReferenceReader.read(chunk));
    }

    String name() {
        return name;
    }

    Chunk chunk() {
        return chunk;
    }

    SourceFile file() {
        return chunk.file();
    }

    List<Directive> directives() {
        return directives;
    }

    List<Reference> references() {
        return references;
    }

    /** The directives by their line. */
    Map<Integer, Directive> directivesByLine() {
        return directivesByLine;
    }

    /** The lines of includes, in order. */
    List<Integer> includeLines() {
        return directives.stream()
                .filter(Directive.Include.class::isInstance)
                .map(include -> file().line(include.span().start()))
                .toList();
    }

    /** Whether it uses {@code ...} outside of its functions. */
    boolean isVararg() {
        return vararg;
    }

    boolean once() {
        return directives.stream().anyMatch(Directive.PragmaOnce.class::isInstance);
    }

    /** What it declares; made when it is first asked for. */
    Outline outline() {
        Outline made = outline;
        if (made == null) {
            made = OutlineReader.read(this);
            outline = made;
        }
        return made;
    }
}
