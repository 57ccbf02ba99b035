package dev.moonlet.script.directive;

import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.LuaType;
import dev.moonlet.source.SourceFile;
import java.util.Optional;

/** Reads types that are written outside of directives. */
public final class TypeNotation {

    private TypeNotation() {}

    /**
     * Reads a type in the notation of {@code @return}.
     *
     * @param source the type and nothing else
     * @param diagnostics receives what is wrong with it
     */
    public static Optional<LuaType> read(SourceFile source, Diagnostics diagnostics) {
        DirectiveScanner scanner = new DirectiveScanner(source, 0, source.text().length());
        try {
            LuaType type = new TypeReader(scanner).type();
            scanner.expectEnd("a type");
            return Optional.of(type);
        } catch (DirectiveScanner.BadDirective e) {
            diagnostics.add(e.diagnostic());
            return Optional.empty();
        }
    }
}
