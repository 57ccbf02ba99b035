package dev.moonlet.script;

import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tells scripts that are run from files that are parts of scripts, by what files say of each other. */
final class EntryPoints {

    private EntryPoints() {}

    /** The scripts that no other file includes or requires, and one of each circle that is not reached from them. */
    static List<String> of(ScriptFiles files) {
        Map<String, Set<String>> parts = new TreeMap<>();
        for (String name : files.names()) {
            parts.put(name, parts(files, name));
        }
        Set<String> entries = new TreeSet<>(parts.keySet());
        parts.forEach((name, named) ->
                named.stream().filter(part -> !part.equals(name)).forEach(entries::remove));
        Set<String> reached = new HashSet<>();
        entries.forEach(entry -> reach(entry, parts, reached));
        for (String name : parts.keySet()) {
            if (!reached.contains(name)) {
                entries.add(name);
                reach(name, parts, reached);
            }
        }
        return List.copyOf(entries);
    }

    private static void reach(String entry, Map<String, Set<String>> parts, Set<String> reached) {
        Deque<String> pending = new ArrayDeque<>(List.of(entry));
        while (!pending.isEmpty()) {
            String name = pending.remove();
            if (reached.add(name)) {
                pending.addAll(parts.getOrDefault(name, Set.of()));
            }
        }
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
