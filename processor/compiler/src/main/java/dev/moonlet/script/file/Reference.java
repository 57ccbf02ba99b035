package dev.moonlet.script.file;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.script.LinkedGlobals;
import dev.moonlet.source.Span;
import java.util.List;

/** Where a file names another script, other than to include it. */
public sealed interface Reference {

    /** The name, or the path, as it is written. */
    Span span();

    /** The global that it uses. */
    String name();

    /**
     * {@code require("module")}
     *
     * @param deferred whether it is inside a function, so that it is not evaluated when the file is
     */
    record Require(Span span, String module, boolean deferred) implements Reference {
        @Override
        public String name() {
            return LinkedGlobals.REQUIRE;
        }
    }

    /** A use of {@code require} or {@code CALL} whose target is unknown. */
    record Unclear(Span span, String name, Diagnostic diagnostic) implements Reference {}

    /** {@code CALL.folder.script} */
    record Call(Span span, List<String> path) implements Reference {
        /** Copies the list. */
        public Call {
            path = List.copyOf(path);
        }

        @Override
        public String name() {
            return LinkedGlobals.CALL;
        }

        /** The call as a script writes it. */
        public String text() {
            return "CALL." + String.join(".", path);
        }
    }
}
