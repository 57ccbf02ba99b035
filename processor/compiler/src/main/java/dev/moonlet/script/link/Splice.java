package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Label;
import dev.moonlet.script.SourceMap;
import dev.moonlet.script.file.ParsedFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A file where it is spliced into a script. Immutable; two splices of the same file are different. */
final class Splice {

    static final String INCLUDED = SourceMap.Link.INCLUDED.toString();
    static final String REQUIRED = SourceMap.Link.REQUIRED.toString();
    static final String CALLED = SourceMap.Link.CALLED.toString();

    private final ParsedFile file;
    private final List<Label> chain;
    private final Map<Integer, List<Splice>> includes;
    private final List<String> named;

    /**
     * A splice.
     *
     * @param file the file
     * @param chain what led here, the innermost first: {@code included from}, {@code required from}, {@code called from}
     * @param includes what its own includes splice, in order, by their line
     * @param named the names of all files that it includes, those among them that need not be spliced again
     */
    Splice(ParsedFile file, List<Label> chain, Map<Integer, List<Splice>> includes, List<String> named) {
        this.file = file;
        this.chain = List.copyOf(chain);
        this.includes = Map.copyOf(includes);
        this.named = List.copyOf(named);
    }

    ParsedFile file() {
        return file;
    }

    List<Label> chain() {
        return chain;
    }

    List<String> named() {
        return named;
    }

    /** What the include of a line splices. */
    List<Splice> included(int line) {
        return includes.getOrDefault(line, List.of());
    }

    /** All that its includes splice, in order. */
    List<Splice> included() {
        return file.includeLines().stream()
                .flatMap(line -> included(line).stream())
                .toList();
    }

    /** This splice, with less in it. */
    Splice withIncludes(Map<Integer, List<Splice>> kept) {
        return new Splice(file, chain, kept, named);
    }

    /** This splice, with other readings of its files. */
    Splice withFiles(UnaryOperator<ParsedFile> reading) {
        Map<Integer, List<Splice>> read = new HashMap<>();
        includes.forEach((line, spliced) -> read.put(
                line, spliced.stream().map(splice -> splice.withFiles(reading)).toList()));
        return new Splice(reading.apply(file), chain, read, named);
    }

    /** Whether a function around it has to take {@code ...}. */
    boolean isVararg() {
        return file.isVararg() || included().stream().anyMatch(Splice::isVararg);
    }

    /** Whether it is spliced into another file, and not the main file of a script or of a module. */
    boolean isIncluded() {
        return !chain.isEmpty() && chain.get(0).text().equals(INCLUDED);
    }

    /** This splice and all in it, in the order of the linked text. */
    void forEach(Consumer<Splice> action) {
        action.accept(this);
        included().forEach(splice -> splice.forEach(action));
    }
}
