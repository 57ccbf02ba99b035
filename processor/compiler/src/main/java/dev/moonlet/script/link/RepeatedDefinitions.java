package dev.moonlet.script.link;

import dev.moonlet.script.file.Outline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leaves out splices that change nothing: those of a file that only declares local functions and constants, where an
 * earlier splice of it is in scope, nothing that it declares has been hidden since, what it uses means the same, and
 * no code assigns to any of it. What is left then means the same, and fewer of Lua's 200 locals are taken.
 */
final class RepeatedDefinitions {

    private static final int ABSENT = -1;

    /** Declarations by number, so that two of the same name can be distinguished. */
    private static final class Scope {
        private final Map<String, Deque<Integer>> visible = new HashMap<>();
        private final Deque<String> declared = new ArrayDeque<>();
        private final Deque<Integer> marks = new ArrayDeque<>();
        private final Deque<Integer> functions = new ArrayDeque<>();
        private int functionCount;
        private int count;

        void declare(String name) {
            meanings(name).push(count++);
            declared.push(name);
        }

        int lookup(String name) {
            Deque<Integer> found = meanings(name);
            return found.isEmpty() ? ABSENT : found.element();
        }

        private Deque<Integer> meanings(String name) {
            return visible.computeIfAbsent(name, n -> new ArrayDeque<>());
        }

        void open(boolean function) {
            marks.push(declared.size());
            functions.push(function ? ++functionCount : function());
        }

        /** The number of the innermost function. */
        int function() {
            return functions.isEmpty() ? 0 : functions.element();
        }

        void close() {
            functions.pop();
            int mark = marks.pop();
            while (declared.size() > mark) {
                meanings(declared.pop()).pop();
            }
        }
    }

    /** What a splice of definitions declared, and what the names that it used meant. */
    private static final class Earlier {
        private final int start;
        private final Map<String, Integer> used = new HashMap<>();
        private final Map<String, Integer> declared = new HashMap<>();
        private final List<String> files;
        private final int function;
        private boolean changeable;

        Earlier(List<String> files, int start, int function) {
            this.files = files;
            this.start = start;
            this.function = function;
        }

        void use(String name, int meaning) {
            if (meaning < start) {
                used.putIfAbsent(name, meaning);
            }
        }
    }

    private final Set<String> assigned = new HashSet<>();
    private final Map<String, Boolean> definitions = new HashMap<>();
    private final Map<String, List<Earlier>> earlier = new HashMap<>();
    private final Deque<Earlier> open = new ArrayDeque<>();
    private final Scope scope = new Scope();

    private final boolean acrossFunctions;

    private RepeatedDefinitions(boolean acrossFunctions) {
        this.acrossFunctions = acrossFunctions;
    }

    /**
     * The splice of a main file, without what is repeated in it.
     *
     * @param acrossFunctions whether a function may use what is declared around it in place of what it includes itself,
     *     which Lua allows for up to 60 locals
     */
    static Splice remove(Splice main, boolean acrossFunctions) {
        Set<String> names = new HashSet<>();
        int[] repeated = {0};
        main.forEach(splice -> repeated[0] += names.add(splice.file().name()) ? 0 : 1);
        if (repeated[0] == 0) {
            return main;
        }
        RepeatedDefinitions definitions = new RepeatedDefinitions(acrossFunctions);
        main.forEach(
                splice -> definitions.assigned.addAll(splice.file().outline().assigned()));
        return definitions.kept(main);
    }

    private Splice kept(Splice splice) {
        Map<Integer, List<Splice>> includes = new HashMap<>();
        boolean usesNoted = false;
        Set<String> declared = new HashSet<>();
        int depth = 0;
        for (Outline.Event event : splice.file().outline().events()) {
            if (event instanceof Outline.Event.Include include) {
                includes.put(include.line(), kept(splice.included(include.line())));
                continue;
            }
            usesNoted = usesNoted || noteUses(splice);
            if (event instanceof Outline.Event.Declare declaration) {
                scope.declare(declaration.name());
                if (depth == 0) {
                    declared.add(declaration.name());
                }
            } else if (event instanceof Outline.Event.Open opening) {
                scope.open(opening.function());
                depth++;
            } else {
                scope.close();
                depth--;
            }
        }
        if (!usesNoted) {
            noteUses(splice);
        }
        for (Earlier recording : open) {
            declared.forEach(name -> recording.declared.put(name, scope.lookup(name)));
        }
        return splice.withIncludes(includes);
    }

    private boolean noteUses(Splice splice) {
        for (String name : splice.file().outline().free()) {
            open.forEach(recording -> recording.use(name, scope.lookup(name)));
        }
        if (splice.file().outline().libraries().stream().anyMatch(name -> scope.lookup(name) != ABSENT)) {
            open.forEach(recording -> recording.changeable = true);
        }
        return true;
    }

    private List<Splice> kept(List<Splice> included) {
        List<Splice> kept = new ArrayList<>();
        for (Splice splice : included) {
            if (!hasOnlyDefinitions(splice)) {
                kept.add(kept(splice));
                continue;
            }
            List<Earlier> same = earlier.computeIfAbsent(splice.file().name(), name -> new ArrayList<>());
            List<String> files = files(splice);
            Earlier repeated = same.stream()
                    .filter(before -> before.files.equals(files) && isUnchanged(before))
                    .findFirst()
                    .orElse(null);
            if (repeated != null) {
                // What is in scope from there is used here as if it were declared here.
                repeated.declared.forEach((name, meaning) -> open.forEach(recording -> recording.use(name, meaning)));
                repeated.used.forEach((name, meaning) -> open.forEach(recording -> recording.use(name, meaning)));
                continue;
            }
            Earlier recording = new Earlier(files, scope.count, scope.function());
            open.push(recording);
            kept.add(kept(splice));
            open.pop();
            if (isRepeatable(recording)) {
                same.add(recording);
            }
        }
        return kept;
    }

    /** The names of the files in a splice, which are fewer where one of them is spliced only once. */
    private static List<String> files(Splice splice) {
        List<String> files = new ArrayList<>();
        splice.forEach(part -> files.add(part.file().name()));
        return files;
    }

    /** Whether a name that the splice used is not one that it declared afterwards, and no code assigns to any. */
    private boolean isRepeatable(Earlier recording) {
        return !recording.changeable
                && recording.used.keySet().stream().noneMatch(recording.declared::containsKey)
                && recording.used.keySet().stream().noneMatch(assigned::contains)
                && recording.declared.keySet().stream().noneMatch(assigned::contains);
    }

    private boolean isUnchanged(Earlier recording) {
        return (acrossFunctions || recording.function == scope.function())
                && isSame(recording.declared)
                && isSame(recording.used);
    }

    private boolean isSame(Map<String, Integer> meanings) {
        return meanings.entrySet().stream().allMatch(entry -> scope.lookup(entry.getKey()) == entry.getValue());
    }

    private boolean hasOnlyDefinitions(Splice splice) {
        Boolean known = definitions.get(splice.file().name());
        if (known == null) {
            known = splice.file().outline().definitions()
                    && splice.included().stream().allMatch(this::hasOnlyDefinitions);
            definitions.put(splice.file().name(), known);
        }
        return known;
    }
}
