package dev.moonlet.cli;

import dev.moonlet.script.Script;
import io.lettuce.core.RedisCommandExecutionException;
import java.util.List;

/**
 * What a server has of the scripts of a project.
 *
 * @param primary the server
 * @param libraries the libraries of functions that applications have loaded, the newest first
 * @param complete whether the user may know of libraries
 */
record ServerScripts(Server.Primary primary, List<ServerLibrary> libraries, boolean complete) {

    /** What a server has of a script. */
    enum State {
        /** The script, as it is in the project. */
        LOADED("loaded"),
        /** A function that is the script as it is in the project. */
        FUNCTION("function"),
        /** A function of this name that was made from another text. */
        OLDER("older"),
        /** Nothing. */
        MISSING("missing");

        private final String word;

        State(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }

        /** Whether calls find the script there. */
        boolean isCurrent() {
            return this == LOADED || this == FUNCTION;
        }
    }

    static ServerScripts of(Server.Primary primary) {
        return Server.ask(() -> {
            try {
                return new ServerScripts(
                        primary, ServerLibrary.of(primary.commands().functionList()), true);
            } catch (RedisCommandExecutionException e) {
                String message = String.valueOf(e.getMessage());
                boolean hidden = message.startsWith("NOPERM ");
                if (!hidden && !message.startsWith("ERR unknown command")) { // as before Redis 7
                    throw e;
                }
                return new ServerScripts(primary, List.of(), !hidden);
            }
        });
    }

    /** What the server has of a script. */
    State state(Script script) {
        List<Boolean> loaded = Server.ask(() -> primary.commands().scriptExists(script.digest()));
        if (loaded.get(0)) {
            return State.LOADED;
        }
        List<ServerLibrary.Function> functions = libraries.stream()
                .flatMap(library -> library.functions().stream())
                .filter(function -> function.script().equals(script.name()))
                .toList();
        if (functions.isEmpty()) {
            return State.MISSING;
        }
        return functions.stream().anyMatch(function -> function.digest().equals(script.digest()))
                ? State.FUNCTION
                : State.OLDER;
    }
}
