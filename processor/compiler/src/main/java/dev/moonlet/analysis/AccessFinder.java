package dev.moonlet.analysis;

import dev.moonlet.redis.CommandTable;
import dev.moonlet.redis.KeyUse;
import dev.moonlet.script.ScriptAccess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Tells what a script reads and writes. */
public final class AccessFinder {

    /** A key as it is reported. */
    private record Place(ScriptAccess.Kind kind, String name) {}

    private AccessFinder() {}

    /** What a script reads and writes. */
    public static ScriptAccess of(AnalyzedScript script, KeyOrigins origins) {
        Set<String> commands = new TreeSet<>();
        Map<Place, KeyUse> keys = new LinkedHashMap<>();
        boolean complete = true;
        for (CommandCall call : script.commands().all()) {
            Optional<String> command = CommandTable.get().name(call.literals());
            command.ifPresent(commands::add);
            complete &= command.isPresent() && !call.open();
            CommandTable.get().keys(call.literals(), call.open()).forEach((place, use) -> {
                KeyOrigin origin = origins.of(call.words().get(place).expression());
                boolean named = origin.isKey() || origin.source() == KeyOrigin.Source.LITERAL;
                keys.merge(new Place(origin.kind(), named ? origin.name() : ""), use, KeyUse::and);
            });
        }
        complete &= keys.keySet().stream()
                .noneMatch(place -> place.kind() == ScriptAccess.Kind.UNKNOWN
                        || (place.kind() == ScriptAccess.Kind.UNDECLARED
                                && place.name().isEmpty()));
        List<ScriptAccess.Key> found = new ArrayList<>();
        keys.forEach(
                (place, use) -> found.add(new ScriptAccess.Key(place.kind(), place.name(), use.reads(), use.writes())));
        return new ScriptAccess(List.copyOf(commands), found, complete);
    }
}
