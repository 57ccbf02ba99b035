package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.script.directive.Directive;
import dev.moonlet.script.file.ParsedFile;
import dev.moonlet.script.file.ScriptFiles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Follows the includes of a script, and of those that are linked with it. */
final class IncludeResolver {

    /** Far above what a script of people has; files that include each other twice grow beyond any bound. */
    private static final int MAX_SPLICES = 100_000;

    /** Deeper than anybody nests files, and not too deep for what follows them. */
    private static final int MAX_DEPTH = 200;

    private final ScriptFiles files;
    private final boolean acrossFunctions;
    private final Diagnostics diagnostics;
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<String> splicedOnce = new HashSet<>();
    private int splices;
    private boolean tooMany;

    /**
     * A resolver.
     *
     * @param acrossFunctions whether a function may use what is declared around it in place of what it includes itself
     */
    IncludeResolver(ScriptFiles files, boolean acrossFunctions, Diagnostics diagnostics) {
        this.files = files;
        this.acrossFunctions = acrossFunctions;
        this.diagnostics = diagnostics;
    }

    /**
     * A main file with all that it includes, as far as it can be found; what can't is an error.
     *
     * @param module whether it is a module
     */
    Splice resolve(ParsedFile main, boolean module, List<Label> chain) {
        splicedOnce.clear();
        Splice whole = ProseDeclarations.remove(splice(main, chain), module);
        return RepeatedDefinitions.remove(whole, acrossFunctions);
    }

    private Splice splice(ParsedFile file, List<Label> chain) {
        Map<Integer, List<Splice>> includes = new HashMap<>();
        List<String> named = new ArrayList<>();
        splices++;
        splicedOnce.add(file.name());
        open.addLast(file.name());
        for (Directive directive : file.directives()) {
            if (directive instanceof Directive.Include include) {
                List<Label> innerChain = new ArrayList<>();
                innerChain.add(new Label(file.file(), include.span(), Splice.INCLUDED));
                innerChain.addAll(chain);
                List<Splice> spliced = new ArrayList<>();
                for (ParsedFile included : files.include(file, include, innerChain, diagnostics)) {
                    named.add(included.name());
                    include(file, include, included, innerChain).ifPresent(spliced::add);
                }
                includes.put(file.file().line(include.span().start()), spliced);
            }
        }
        open.removeLast();
        return new Splice(file, chain, includes, named);
    }

    private Optional<Splice> include(
            ParsedFile file, Directive.Include include, ParsedFile included, List<Label> innerChain) {
        if (open.contains(included.name())) {
            diagnostics.add(cycle(file, include, included).reachedBy(innerChain.subList(1, innerChain.size())));
        } else if (splices > MAX_SPLICES) {
            reportTooMany(
                    file,
                    include,
                    "more than " + MAX_SPLICES + " files are spliced into one script",
                    "say @pragma once in files that are included more than once");
        } else if (open.size() > MAX_DEPTH) {
            reportTooMany(
                    file,
                    include,
                    "files include each other more than " + MAX_DEPTH + " deep",
                    "include what is needed from where it is needed");
        } else if (!(included.once() && splicedOnce.contains(included.name()))) {
            return Optional.of(splice(included, innerChain));
        }
        return Optional.empty();
    }

    /** Said once: what comes after it only follows from it. */
    private void reportTooMany(ParsedFile file, Directive.Include include, String message, String hint) {
        if (!tooMany) {
            diagnostics.add(Diagnostic.error("too-many-includes", message, file.file(), include.pathSpan())
                    .hint(hint));
        }
        tooMany = true;
    }

    private Diagnostic cycle(ParsedFile file, Directive.Include include, ParsedFile included) {
        String path = Stream.concat(
                        open.stream().dropWhile(name -> !name.equals(included.name())), Stream.of(included.name()))
                .collect(Collectors.joining(" -> "));
        return Diagnostic.error("include-cycle", "include cycle: " + path, file.file(), include.pathSpan())
                .hint("this include closes the circle");
    }
}
