package dev.moonlet.script;

import java.util.List;
import java.util.Set;

/**
 * What a file declares between its includes.
 *
 * @param events declarations, scopes and includes, in order; scopes without an include are left out
 * @param free the names that it uses and doesn't declare
 * @param assigned the names of variables that it assigns to anywhere
 * @param definitions whether it does nothing but declare local functions and constants, besides including
 */
record Outline(List<Event> events, Set<String> free, Set<String> assigned, boolean definitions) {

    /** Something that matters to what names mean. */
    sealed interface Event {

        /** A local is declared. */
        record Declare(String name) implements Event {}

        /** A scope begins. */
        record Open() implements Event {}

        /** The scope that began last ends. */
        record Close() implements Event {}

        /** The include of a line. */
        record Include(int line) implements Event {}
    }

    Outline {
        events = List.copyOf(events);
        free = Set.copyOf(free);
        assigned = Set.copyOf(assigned);
    }
}
