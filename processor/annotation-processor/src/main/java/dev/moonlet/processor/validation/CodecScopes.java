package dev.moonlet.processor.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;

/** The codecs that count for each of the values that a method supplies: those that parameters and components name. */
final class CodecScopes {

    private final Codecs codecs;

    /** The scopes by the parameter and the components that lead to them. */
    private final Map<List<Element>, Codecs> scopes = new LinkedHashMap<>();

    CodecScopes(Codecs codecs) {
        this.codecs = codecs;
    }

    /** The codecs for a value. */
    Codecs of(Supplied supplied) {
        List<Element> path = new ArrayList<>(List.of(supplied.parameter()));
        Codecs scope = within(codecs, path);
        for (DataComponent component : supplied.path()) {
            path.add(component.element());
            scope = within(scope, path);
        }
        return scope;
    }

    private Codecs within(Codecs outer, List<Element> path) {
        return scopes.computeIfAbsent(List.copyOf(path), all -> outer.within(all.get(all.size() - 1)));
    }

    /** Reports the codecs that are named for values which they are not for. */
    void reportUnused() {
        scopes.forEach((path, scope) -> scope.reportUnused(path.get(path.size() - 1)));
    }
}
