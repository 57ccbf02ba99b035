package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Label;
import dev.moonlet.script.ScriptSignature;
import dev.moonlet.script.file.Reference;
import dev.moonlet.source.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which script each {@code CALL} of a linked script runs, by where it is written. Immutable. */
public final class CalledScripts {

    /**
     * A script that is called.
     *
     * @param name its name
     * @param signature what it declares
     */
    public record Called(String name, ScriptSignature signature) {}

    private final Map<String, Called> byPlace;

    private CalledScripts(Map<String, Called> byPlace) {
        this.byPlace = Map.copyOf(byPlace);
    }

    /** Those of a script. A call in a file that is included in several scripts, where it means several, is left out. */
    static CalledScripts of(Linkage linkage) {
        Map<String, Called> byPlace = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (Unit unit : linkage.units()) {
            unit.splice().forEach(part -> part.file().references().forEach(reference -> {
                if (reference instanceof Reference.Call call && unit.calls().containsKey(call.path())) {
                    Unit script = linkage.scripts().get(unit.calls().get(call.path()));
                    String place = place(part.file().file().name(), call.span());
                    if (script != null) {
                        Called found = new Called(script.name(), script.signature());
                        Called other = byPlace.putIfAbsent(place, found);
                        if (other != null && !other.name().equals(found.name())) {
                            ambiguous.add(place);
                        }
                    }
                }
            }));
        }
        byPlace.keySet().removeAll(ambiguous);
        return new CalledScripts(byPlace);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return byPlace.isEmpty();
    }

    /** The script that a path runs which is written at a place. */
    public Optional<Called> at(Label path) {
        return Optional.ofNullable(byPlace.get(place(path.file().name(), path.span())));
    }

    private static String place(String file, Span span) {
        return file + ":" + span.start() + ":" + span.end();
    }
}
