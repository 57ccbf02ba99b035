package dev.moonlet.script.file;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.lua.Chunk;
import dev.moonlet.script.directive.Directive;
import dev.moonlet.script.directive.DirectiveReader;
import dev.moonlet.script.directive.FileDirectives;
import dev.moonlet.script.directive.NameUses;
import dev.moonlet.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A file that is in order by itself: its syntax, its directives, and what it refers to. Immutable. */
public final class ParsedFile {

    private final String name;
    private final Chunk chunk;
    private final FileDirectives directives;
    private final List<Directive> ofFile;
    private final List<Directive> ofFunctions;
    private final List<Reference> references;
    private final Map<Integer, Directive> directivesByLine;
    private final Optional<Diagnostic> library;
    private final boolean vararg;
    private volatile @Nullable Outline outline;
    private volatile @Nullable NameUses uses;

    private ParsedFile(
            String name,
            Chunk chunk,
            FileDirectives directives,
            List<Reference> references,
            Optional<Diagnostic> library) {
        this.library = library;
        this.name = name;
        this.chunk = chunk;
        this.directives = directives;
        this.references = references;
        this.vararg = VarargFinder.isIn(chunk);
        this.ofFunctions = library.isEmpty()
                ? List.of()
                : directives.directives().stream()
                        .filter(ParsedFile::isOfFunction)
                        .toList();
        this.ofFile = directives.directives().stream()
                .filter(directive -> !ofFunctions.contains(directive))
                .toList();
        this.directivesByLine = ofFile.stream()
                .collect(Collectors.toUnmodifiableMap(
                        directive -> chunk.file().line(directive.span().start()), directive -> directive));
    }

    /**
     * Reads the directives and references of a file; what is wrong with them is reported.
     *
     * @param library the error that it is a function library and no script; empty if it is none
     */
    static ParsedFile of(String name, Chunk chunk, Optional<Diagnostic> library, Diagnostics diagnostics) {
        return new ParsedFile(
                name, chunk, DirectiveReader.read(chunk, diagnostics), ReferenceReader.read(chunk), library);
    }

    private static boolean isOfFunction(Directive directive) {
        return directive instanceof Directive.Declared
                || directive instanceof Directive.Return
                || directive instanceof Directive.Failure
                || directive instanceof Directive.Flags;
    }

    /** The name of its script. */
    public String name() {
        return name;
    }

    /** Its syntax tree and comments. */
    public Chunk chunk() {
        return chunk;
    }

    /** Its text. */
    public SourceFile file() {
        return chunk.file();
    }

    /** Its directives, in order, without those of the functions of a library. */
    public List<Directive> directives() {
        return ofFile;
    }

    /** What a library declares of its functions, in order; none of a script. */
    public List<Directive> functionDirectives() {
        return ofFunctions;
    }

    /** What its tags mean. */
    public FileDirectives tags() {
        return directives;
    }

    /** This file, some of whose directives are documentation. */
    public ParsedFile without(Set<Directive.Declared> documentation) {
        return new ParsedFile(name, chunk, directives.without(documentation), references, library);
    }

    /** Whether a directive above a line declares a key or an argument of a name. */
    public boolean declares(String declared, int line) {
        return directives().stream()
                .filter(directive -> file().line(directive.span().start()) < line)
                .anyMatch(directive -> directive instanceof Directive.Declared declaration
                        && declaration.name().equals(declared));
    }

    /** The error that it is a function library and no script; empty if it is none. */
    public Optional<Diagnostic> library() {
        return library;
    }

    /** What names it uses; made when it is first asked for. */
    public NameUses uses() {
        NameUses made = uses;
        if (made == null) {
            made = NameUses.of(file(), chunk.block());
            uses = made;
        }
        return made;
    }

    /** Where it names other scripts, in order. */
    public List<Reference> references() {
        return references;
    }

    /** The directives by their line. */
    public Map<Integer, Directive> directivesByLine() {
        return directivesByLine;
    }

    /** The lines of includes, in order. */
    public List<Integer> includeLines() {
        return directives().stream()
                .filter(Directive.Include.class::isInstance)
                .map(include -> file().line(include.span().start()))
                .toList();
    }

    /** Whether it uses {@code ...} outside of its functions. */
    public boolean isVararg() {
        return vararg;
    }

    /** Whether it is spliced at most once. */
    public boolean once() {
        return directives().stream().anyMatch(Directive.PragmaOnce.class::isInstance);
    }

    /** What it declares; made when it is first asked for. */
    public Outline outline() {
        Outline made = outline;
        if (made == null) {
            made = OutlineReader.read(this);
            outline = made;
        }
        return made;
    }
}
