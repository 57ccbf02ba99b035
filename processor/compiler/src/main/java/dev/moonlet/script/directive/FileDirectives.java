package dev.moonlet.script.directive;

import dev.moonlet.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the tags of a file mean.
 *
 * @param directives its directives, in order
 * @param unlessUnused those of them that are documentation where the script does not use them, with the diagnostic for it
 * @param prose the diagnostics about tags that are documentation
 * @param otherResult a comment that looks like the declaration of the result and isn't
 */
public record FileDirectives(
        List<Directive> directives,
        Map<Directive.Declared, Diagnostic> unlessUnused,
        List<Diagnostic> prose,
        Optional<OtherResult> otherResult) {

    /** Copies the collections. */
    public FileDirectives {
        directives = List.copyOf(directives);
        unlessUnused = Collections.unmodifiableMap(new LinkedHashMap<>(unlessUnused));
        prose = List.copyOf(prose);
    }

    /** These, of which some are documentation. */
    public FileDirectives without(Set<Directive.Declared> documentation) {
        List<Directive> kept = new ArrayList<>(directives);
        kept.removeAll(documentation);
        Map<Directive.Declared, Diagnostic> open = new LinkedHashMap<>(unlessUnused);
        List<Diagnostic> said = new ArrayList<>(prose);
        documentation.forEach(
                directive -> Optional.ofNullable(open.remove(directive)).ifPresent(said::add));
        said.sort(Comparator.comparingInt(diagnostic ->
                diagnostic.place().map(label -> label.span().start()).orElse(0)));
        return new FileDirectives(kept, open, said, otherResult);
    }
}
