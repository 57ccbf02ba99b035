package dev.moonlet.script.link;

import dev.moonlet.script.LinkedGlobals;
import dev.moonlet.script.file.Outline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where {@code require} and {@code CALL} are locals that one file of a unit declares and another sees. What they are
 * within one file, its own syntax tree tells.
 */
final class OwnNames {

    private static final List<String> NAMES = List.of(LinkedGlobals.REQUIRE, LinkedGlobals.CALL);

    private final Map<Splice, Set<String>> atStart = new HashMap<>();
    private final Map<Splice, Map<Integer, Set<String>>> afterIncludes = new HashMap<>();
    private final Deque<Set<String>> scopes = new ArrayDeque<>(List.of(new HashSet<>()));

    private OwnNames() {}

    static OwnNames of(Splice main) {
        OwnNames names = new OwnNames();
        boolean[] found = {false};
        main.forEach(part -> found[0] |= NAMES.stream()
                .anyMatch(name -> part.file().file().text().contains(name)
                        && part.file().outline().events().contains(new Outline.Event.Declare(name))));
        if (found[0]) {
            names.walk(main);
        }
        return names;
    }

    private void walk(Splice splice) {
        atStart.put(splice, visible());
        int depth = 0;
        for (Outline.Event event : splice.file().outline().events()) {
            if (event instanceof Outline.Event.Declare declaration && NAMES.contains(declaration.name())) {
                scopes.element().add(declaration.name());
            } else if (event instanceof Outline.Event.Open) {
                scopes.push(new HashSet<>());
                depth++;
            } else if (event instanceof Outline.Event.Close) {
                scopes.pop();
                depth--;
            } else if (event instanceof Outline.Event.Include include) {
                splice.included(include.line()).forEach(this::walk);
                if (depth == 0) {
                    afterIncludes.computeIfAbsent(splice, s -> new HashMap<>()).put(include.line(), visible());
                }
            }
        }
    }

    private Set<String> visible() {
        Set<String> visible = new HashSet<>();
        scopes.forEach(visible::addAll);
        return visible;
    }

    /** Whether a name at a line of a part is a local of another part, or what a directive of the part declares. */
    boolean contains(Splice part, String name, int line) {
        return part.file().declares(name, line)
                || atStart.getOrDefault(part, Set.of()).contains(name)
                || afterIncludes.getOrDefault(part, Map.of()).entrySet().stream()
                        .anyMatch(include ->
                                include.getKey() < line && include.getValue().contains(name));
    }
}
