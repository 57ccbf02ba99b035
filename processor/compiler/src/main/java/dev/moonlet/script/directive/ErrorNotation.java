package dev.moonlet.script.directive;

import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.script.ReturnedError;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.Optional;

/** Reads values that stand for failures where they are written outside of directives. */
public final class ErrorNotation {

    private ErrorNotation() {}

    /**
     * Reads a value in the notation of {@code @error}.
     *
     * @param source the code, the name and perhaps a text
     * @param diagnostics receives what is wrong with it
     */
    public static Optional<ReturnedError> read(SourceFile source, Diagnostics diagnostics) {
        Span whole = new Span(0, source.text().length());
        try {
            Directive.Failure failure = DirectiveParser.error(
                    new DirectiveScanner(source, 0, source.text().length()), whole);
            return Optional.of(new ReturnedError(
                    failure.kind(),
                    failure.code(),
                    failure.name(),
                    failure.text(),
                    new Label(source, failure.nameSpan(), "")));
        } catch (DirectiveScanner.BadDirective e) {
            diagnostics.add(e.diagnostic());
            return Optional.empty();
        }
    }
}
