package dev.moonlet.lsp;

import dev.moonlet.script.ScriptGraph;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which scripts use which. Immutable. */
final class UseGraph {

    static final UseGraph EMPTY = new UseGraph(Map.of(), Map.of());

    private final Map<String, Set<ScriptGraph.Edge>> uses;
    private final Map<String, Set<ScriptGraph.Edge>> users;

    private UseGraph(Map<String, Set<ScriptGraph.Edge>> uses, Map<String, Set<ScriptGraph.Edge>> users) {
        this.uses = uses;
        this.users = users;
    }

    /** The graph of scripts, by what each of them uses. */
    static UseGraph of(Map<String, Set<ScriptGraph.Edge>> uses) {
        Map<String, Set<ScriptGraph.Edge>> users = new HashMap<>();
        uses.values()
                .forEach(edges -> edges.forEach(edge ->
                        users.computeIfAbsent(edge.to(), to -> new HashSet<>()).add(edge)));
        return new UseGraph(uses, users);
    }

    /** This graph, but for what a script uses. */
    UseGraph with(String name, Set<ScriptGraph.Edge> edges) {
        Set<ScriptGraph.Edge> before = uses.getOrDefault(name, Set.of());
        if (before.equals(edges) && uses.containsKey(name)) {
            return this;
        }
        Map<String, Set<ScriptGraph.Edge>> changed = new HashMap<>(uses);
        changed.put(name, Set.copyOf(edges));
        Map<String, Set<ScriptGraph.Edge>> changedUsers = new HashMap<>(users);
        before.forEach(edge -> changedUsers.computeIfPresent(edge.to(), (to, all) -> without(all, edge)));
        edges.forEach(edge -> changedUsers.merge(edge.to(), Set.of(edge), UseGraph::union));
        return new UseGraph(changed, changedUsers);
    }

    private static Set<ScriptGraph.Edge> without(Set<ScriptGraph.Edge> all, ScriptGraph.Edge edge) {
        Set<ScriptGraph.Edge> rest = new HashSet<>(all);
        rest.remove(edge);
        return rest;
    }

    private static Set<ScriptGraph.Edge> union(Set<ScriptGraph.Edge> some, Set<ScriptGraph.Edge> others) {
        Set<ScriptGraph.Edge> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    /** The scripts to check because of a file: those that use it, directly or not, without files that are only parts of others. */
    NavigableSet<String> affected(String name) {
        NavigableSet<String> affected = new TreeSet<>(closure(
                Set.of(name), from -> users.getOrDefault(from, Set.of()), ScriptGraph.Edge::from, edge -> true));
        affected.removeIf(this::isPart);
        if (affected.isEmpty()) {
            affected.add(name); // in a circle of includes
        }
        return affected;
    }

    private boolean isPart(String name) {
        return users.getOrDefault(name, Set.of()).stream().anyMatch(edge -> edge.kind() != ScriptGraph.Kind.CALL);
    }

    /** A script and all that it uses, directly or not. */
    Set<String> used(Collection<String> names) {
        return closure(names, from -> uses.getOrDefault(from, Set.of()), ScriptGraph.Edge::to, edge -> true);
    }

    /** A file and what it includes, directly or not. */
    Set<String> included(Collection<String> names) {
        return closure(names, from -> uses.getOrDefault(from, Set.of()), ScriptGraph.Edge::to, UseGraph::isInclude);
    }

    /** The files that can be spliced into one text with a file, itself among them. */
    Set<String> splicedWith(String name) {
        return included(closure(
                Set.of(name), from -> users.getOrDefault(from, Set.of()), ScriptGraph.Edge::from, UseGraph::isInclude));
    }

    /** The files that include one themselves. */
    Set<String> including(String name) {
        return users.getOrDefault(name, Set.of()).stream()
                .filter(UseGraph::isInclude)
                .map(ScriptGraph.Edge::from)
                .collect(Collectors.toSet());
    }

    /** The edges that lead to a script. */
    Set<ScriptGraph.Edge> users(String name) {
        return Set.copyOf(users.getOrDefault(name, Set.of()));
    }

    private static boolean isInclude(ScriptGraph.Edge edge) {
        return edge.kind() == ScriptGraph.Kind.INCLUDE;
    }

    private static Set<String> closure(
            Collection<String> first,
            Function<String, Set<ScriptGraph.Edge>> edges,
            Function<ScriptGraph.Edge, String> next,
            Predicate<ScriptGraph.Edge> followed) {
        Set<String> reached = new HashSet<>();
        Deque<String> pending = new ArrayDeque<>(first);
        while (!pending.isEmpty()) {
            String name = pending.remove();
            if (reached.add(name)) {
                edges.apply(name).stream().filter(followed).map(next).forEach(pending::add);
            }
        }
        return reached;
    }
}
