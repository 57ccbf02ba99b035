package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds modules that require each other while they are evaluated, which Lua itself can't do. One that requires another
 * inside of a function does so later, when both are there.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#pdf-require">Lua 5.1 Reference Manual: require</a>
 */
final class RequireCycles {

    private record Edge(String to, Label place, List<Label> chain) {}

    private final Map<String, List<Edge>> edges = new LinkedHashMap<>();
    private final Set<String> done = new HashSet<>();
    private final List<String> open = new ArrayList<>();

    void add(String from, String to, Label place, List<Label> chain) {
        edges.computeIfAbsent(from, module -> new ArrayList<>()).add(new Edge(to, place, chain));
    }

    void report(Diagnostics diagnostics) {
        edges.keySet().forEach(module -> visit(module, diagnostics));
    }

    /** Goes through what a module requires, and what that requires; chains of modules may be long. */
    private void visit(String first, Diagnostics diagnostics) {
        Deque<Iterator<Edge>> pending = new ArrayDeque<>();
        enter(first, pending);
        while (!pending.isEmpty()) {
            if (!pending.element().hasNext()) {
                pending.pop();
                open.remove(open.size() - 1);
                continue;
            }
            Edge edge = pending.element().next();
            int index = open.indexOf(edge.to());
            if (index < 0) {
                enter(edge.to(), pending);
            } else {
                diagnostics.add(cycle(edge, index));
            }
        }
    }

    private void enter(String module, Deque<Iterator<Edge>> pending) {
        if (done.add(module)) {
            open.add(module);
            pending.push(edges.getOrDefault(module, List.of()).iterator());
        }
    }

    private Diagnostic cycle(Edge edge, int index) {
        List<String> path = new ArrayList<>(open.subList(index, open.size()));
        path.add(edge.to());
        return Diagnostic.error(
                        "require-cycle",
                        "modules require each other: " + String.join(" -> ", path),
                        edge.place().file(),
                        edge.place().span())
                .hint("require it inside of the function that needs it, or move what both need to a third")
                .reachedBy(edge.chain());
    }
}
