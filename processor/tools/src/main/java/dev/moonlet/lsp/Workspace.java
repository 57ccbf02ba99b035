package dev.moonlet.lsp;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The projects of the files that are open, with the texts of those. Safe for use by several threads. */
final class Workspace {

    private final ProjectOpener opener;
    private final Map<Path, List<ScriptSet>> projects = new LinkedHashMap<>();
    private final Map<Path, String> texts = new HashMap<>();

    Workspace(ProjectOpener opener) {
        this.opener = opener;
    }

    /** The path of a file by its address; empty if it is not in the file system. */
    static Optional<Path> path(String uri) {
        try {
            URI address = URI.create(uri);
            return "file".equals(address.getScheme())
                    ? Optional.of(Path.of(address).toAbsolutePath().normalize())
                    : Optional.empty();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    /** A file is open with a text. */
    synchronized void put(Path file, String text) {
        texts.put(file, text);
        Optional<Path> directory = ProjectOpener.directory(file);
        directory.ifPresent(project -> projects.computeIfAbsent(project, this::open));
        change(file, set -> name(set, file).map(name -> set.with(name, text)).orElse(set));
    }

    /** The name that a set has for a file, which may be in another one: the scripts of tests can name the main ones. */
    synchronized Optional<String> name(ScriptSet set, Path file) {
        return set.name(file).or(() -> projects.getOrDefault(set.project(), List.of()).stream()
                .flatMap(other -> other.name(file).stream())
                .filter(name -> set.path(name).filter(file::equals).isPresent())
                .findFirst());
    }

    private List<ScriptSet> open(Path directory) {
        List<ScriptSet> opened = new ArrayList<>();
        for (ScriptSet set : opener.open(directory)) {
            ScriptSet current = set;
            for (Map.Entry<Path, String> text : texts.entrySet()) {
                Optional<String> name = name(current, text.getKey());
                if (name.isPresent()) {
                    current = current.with(name.get(), text.getValue());
                }
            }
            opened.add(current);
        }
        return opened;
    }

    /** A file is not open any more. */
    synchronized void remove(Path file) {
        texts.remove(file);
        reread(file);
        Map<Path, List<ScriptSet>> held = new LinkedHashMap<>();
        projects.forEach((directory, sets) -> held.put(
                directory,
                sets.stream()
                        .map(set -> set.holding(set.graph().used(openNames(set))))
                        .toList()));
        projects.putAll(held);
    }

    /** A file has changed on the disk, or was created or deleted there. */
    synchronized void reread(Path file) {
        if (!texts.containsKey(file)) {
            change(file, set -> name(set, file).map(set::reread).orElse(set));
        }
    }

    /** The settings of a project have changed. */
    synchronized void reopen(Path directory) {
        projects.computeIfPresent(directory, (project, sets) -> open(project));
    }

    private void change(Path file, UnaryOperator<ScriptSet> change) {
        projects.replaceAll((directory, sets) ->
                file.startsWith(directory) ? sets.stream().map(change).toList() : sets);
    }

    /** Finds out which scripts use which, where that is not known yet. */
    void findUses() {
        for (ScriptSet set : sets()) {
            if (set.graph() == UseGraph.EMPTY) {
                UseGraph graph = set.withGraph().graph();
                synchronized (this) {
                    projects.replaceAll((directory, sets) -> sets.stream()
                            .map(current -> current.own() == set.own() ? withGraph(current, graph) : current)
                            .toList());
                }
            }
        }
    }

    private ScriptSet withGraph(ScriptSet set, UseGraph graph) {
        UseGraph current = graph;
        for (String name : openNames(set)) { // may have changed meanwhile
            current = current.with(name, set.compiler().uses(name));
        }
        return new ScriptSet(set.project(), set.own(), set.compiler(), current);
    }

    /** The sets of scripts of all projects. */
    synchronized List<ScriptSet> sets() {
        return projects.values().stream().flatMap(Collection::stream).toList();
    }

    /** The scripts of a set that are open. */
    synchronized Set<String> openNames(ScriptSet set) {
        Set<String> names = new HashSet<>();
        texts.keySet().forEach(file -> name(set, file).ifPresent(names::add));
        return names;
    }

    /** The set that a file is in. */
    synchronized Optional<ScriptSet> set(Path file) {
        return sets().stream().filter(set -> set.name(file).isPresent()).findFirst();
    }

    /** A script by the address of its file; empty if it is not in a directory of scripts, or nothing of it can be parsed. */
    Optional<Document> document(String uri) {
        return path(uri).flatMap(file -> set(file).flatMap(set -> set.name(file)
                .flatMap(name -> set.file(name).map(parsed -> new Document(set, name, parsed)))));
    }

    /** The files that are open. */
    synchronized Set<Path> openFiles() {
        return Set.copyOf(texts.keySet());
    }
}
