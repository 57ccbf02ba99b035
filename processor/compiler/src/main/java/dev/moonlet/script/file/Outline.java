package dev.moonlet.script.file;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;

/**
 * What a file declares between its includes.
 *
 * @param events declarations, scopes and includes, in order; scopes without an include are left out
 * @param free the names that it uses and doesn't declare
 * @param libraries those of them that it takes for the libraries of Redis, whose members can't be changed
 * @param assigned the names of variables that it assigns to anywhere
 * @param definitions whether it does nothing but declare local functions and constants, besides including
 */
public record Outline(
        List<Event> events, Set<String> free, Set<String> libraries, Set<String> assigned, boolean definitions) {

    /** Something that matters to what names mean. */
    public sealed interface Event {

        /** A local is declared. */
        record Declare(String name) implements Event {}

        /** A scope begins; it may be that of a function. */
        record Open(boolean function) implements Event {}

        /** The scope that began last ends. */
        record Close() implements Event {}

        /** The include of a line. */
        record Include(int line) implements Event {}
    }

    /** Copies the collections. */
    public Outline {
        events = List.copyOf(events);
        free = Set.copyOf(free);
        libraries = Set.copyOf(libraries);
        assigned = Set.copyOf(assigned);
    }

    /** Whether the include of a line is inside a function. */
    public boolean isInFunction(int line) {
        int functions = 0;
        ArrayDeque<Boolean> open = new ArrayDeque<>();
        for (Event event : events) {
            if (event instanceof Event.Open scope) {
                open.push(scope.function());
                functions += scope.function() ? 1 : 0;
            } else if (event instanceof Event.Close) {
                functions -= open.pop() ? 1 : 0;
            } else if (event instanceof Event.Include include && include.line() == line) {
                return functions > 0;
            }
        }
        return false;
    }

    /** Whether it declares a local of a name outside of its functions and blocks. */
    public boolean declares(String name) {
        int depth = 0;
        for (Event event : events) {
            if (event instanceof Event.Open) {
                depth++;
            } else if (event instanceof Event.Close) {
                depth--;
            } else if (depth == 0
                    && event instanceof Event.Declare declaration
                    && declaration.name().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
