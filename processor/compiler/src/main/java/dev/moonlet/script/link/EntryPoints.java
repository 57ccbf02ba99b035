package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.script.directive.Directive;
import dev.moonlet.script.file.ParsedFile;
import dev.moonlet.script.file.Reference;
import dev.moonlet.script.file.ScriptFiles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Separates scripts that are run from files that are parts of scripts, by the references between files. */
final class EntryPoints {

    private EntryPoints() {}

    /** The scripts among some that no file includes or requires, and one of each circle that is not reached from them. */
    static SortedMap<String, Set<String>> of(ScriptFiles files, Set<String> among) {
        Map<String, Set<String>> parts = new TreeMap<>();
        Set<String> named = new HashSet<>();
        for (String name : files.names()) {
            Set<String> own = parts(files, name);
            own.remove(name);
            named.addAll(own);
            parts.put(name, own);
        }
        SortedMap<String, Set<String>> entries = new TreeMap<>();
        Set<String> reached = new HashSet<>();
        for (String name : parts.keySet()) {
            if (!named.contains(name)) {
                Set<String> own = reach(name, parts);
                entries.put(name, own);
                reached.addAll(own);
            }
        }
        for (String name : parts.keySet()) {
            if (!reached.contains(name)) {
                Set<String> own = reach(name, parts);
                entries.put(name, own);
                reached.addAll(own);
            }
        }
        entries.keySet().retainAll(among);
        return entries;
    }

    /** Whether a file, as far as it is its own, does nothing when it is run. */
    static boolean onlyDefines(ParsedFile file) {
        return file.library().isEmpty()
                && file.outline().definitions()
                && file.directives().stream()
                        .noneMatch(directive ->
                                directive instanceof Directive.Return || directive instanceof Directive.Failure);
    }

    private static Set<String> reach(String entry, Map<String, Set<String>> parts) {
        Set<String> reached = new HashSet<>();
        Deque<String> pending = new ArrayDeque<>(List.of(entry));
        while (!pending.isEmpty()) {
            String name = pending.remove();
            if (reached.add(name)) {
                pending.addAll(parts.getOrDefault(name, Set.of()));
            }
        }
        return reached;
    }

    /** The names of the files that a file includes or requires. */
    private static Set<String> parts(ScriptFiles files, String name) {
        Set<String> parts = new HashSet<>();
        Diagnostics unused = new Diagnostics();
        files.parse(name, List.of(), unused).ifPresent(file -> {
            for (Directive directive : file.directives()) {
                if (directive instanceof Directive.Include include) {
                    List<Label> chain = List.of(new Label(file.file(), include.span(), Splice.INCLUDED));
                    files.include(file, include, chain, unused).forEach(part -> parts.add(part.name()));
                }
            }
            for (Reference reference : file.references()) {
                if (reference instanceof Reference.Require require) {
                    files.moduleName(require.module()).ifPresent(parts::add);
                }
            }
        });
        return parts;
    }
}
