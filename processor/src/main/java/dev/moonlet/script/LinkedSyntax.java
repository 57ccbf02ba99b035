package dev.moonlet.script;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.generated.SourceMap;
import dev.moonlet.lua.LuaParser;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Parses what Redis will see. Files that are in order by themselves can be at odds with each other: an included file that
 * returns in the middle of a script, or nesting that only together is too deep.
 */
final class LinkedSyntax {

    private final SourceFile linked;
    private final SourceMap sourceMap;
    private final Map<String, Splice> splices = new HashMap<>();

    private LinkedSyntax(Script script, Splice main) {
        this.linked = new SourceFile(script.file().name(), script.file().path(), script.text());
        this.sourceMap = script.sourceMap();
        index(main);
    }

    /** Reports what is wrong with the text as a whole, at the line of the file that it comes from. */
    static void check(Script script, Splice main, Diagnostics diagnostics) {
        LinkedSyntax syntax = new LinkedSyntax(script, main);
        LuaParser.parse(syntax.linked).errors().forEach(diagnostic -> diagnostics.add(syntax.translated(diagnostic)));
    }

    private void index(Splice splice) {
        splices.putIfAbsent(splice.file().file().name(), splice);
        splice.includes().values().forEach(this::index);
    }

    private Diagnostic translated(Diagnostic diagnostic) {
        int offset = diagnostic.place().map(label -> label.span().start()).orElse(0);
        int line = linked.line(offset);
        Optional<SourceMap.Place> place = sourceMap.place(line);
        Splice splice = place.map(found -> splices.get(found.file())).orElse(null);
        if (splice == null) {
            return diagnostic;
        }
        SourceFile file = splice.file().file();
        int sourceLine = place.get().line();
        int column = offset - linked.lineStart(line);
        int start = Math.min(file.lineStart(sourceLine) + column, file.lineEnd(sourceLine));
        String hint = diagnostic.place().map(Label::text).orElse("");
        return Diagnostic.error(diagnostic.code(), diagnostic.message(), file, new Span(start, start))
                .hint(hint)
                .note("the file is in order by itself; it is what is included before this line that it doesn't go with")
                .includedFrom(splice.includedFrom());
    }
}
