package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.lua.ast.Expression;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The keys, and the fields of hashes, that hold numbers: the script counts in them, or puts numbers there. */
final class CountedPlaces {

    private static final Set<String> COUNTING = Set.of("DECR", "DECRBY", "INCR", "INCRBY", "INCRBYFLOAT");
    private static final Set<String> COUNTING_FIELDS = Set.of("HINCRBY", "HINCRBYFLOAT");

    private final AnalyzedScript script;
    private final Set<String> counted = new HashSet<>();

    private CountedPlaces(AnalyzedScript script) {
        this.script = script;
    }

    static CountedPlaces of(AnalyzedScript script) {
        CountedPlaces places = new CountedPlaces(script);
        script.commands().all().forEach(places::read);
        places.counted.remove("");
        return places;
    }

    private void read(CommandCall call) {
        String command = call.command();
        if (COUNTING.contains(command) && call.words().size() > 1) {
            counted.add(key(call));
        } else if (COUNTING_FIELDS.contains(command) && call.words().size() > 2) {
            counted.add(field(call, 2));
        } else if (command.equals("SET") && call.words().size() > 2 && isNumber(call, 2)) {
            counted.add(key(call));
        } else if (command.equals("HSET") || command.equals("HMSET")) {
            for (int i = 2; i + 1 < call.words().size(); i += 2) {
                if (isNumber(call, i + 1)) {
                    counted.add(field(call, i));
                }
            }
        }
    }

    private boolean isNumber(CommandCall call, int word) {
        return script.types().of(call.words().get(word).expression()).isCertainly(ValueType.NUMBER);
    }

    /** Whether a value is what a command replied that reads such a place. */
    boolean areReadBy(Expression value) {
        Expression read = script.definitions().resolved(value);
        if (read instanceof Expression.Index element && element.key() instanceof Expression.Numeral place) {
            int word = (int) place.value() + 1;
            return script.commands()
                    .at(script.definitions().resolved(element.object()))
                    .filter(call -> call.command().equals("HMGET")
                            && word > 1
                            && word < call.words().size())
                    .map(call -> field(call, word))
                    .filter(counted::contains)
                    .isPresent();
        }
        Optional<CommandCall> call = script.commands().at(read);
        return switch (call.map(CommandCall::command).orElse("")) {
            case "GET" -> call.get().words().size() > 1 && counted.contains(key(call.get()));
            case "HGET" -> call.get().words().size() > 2 && counted.contains(field(call.get(), 2));
            default -> false;
        };
    }

    private String key(CommandCall call) {
        return name(call.words().get(1).expression());
    }

    private String field(CommandCall call, int word) {
        String key = key(call);
        String name = name(call.words().get(word).expression());
        return key.isEmpty() || name.isEmpty() ? "" : key + " " + name;
    }

    /** What is the same for two mentions of one key or field; empty if it is not known to be. */
    private String name(Expression word) {
        Expression value = script.definitions()
                .followed(word, local -> script.declaration(local).isPresent());
        if (value instanceof Expression.Str text) {
            return "'" + text.value() + "'";
        }
        if (value instanceof Expression.Variable name) {
            return script.declaration(name).isPresent() ? name.name() : "";
        }
        boolean entry = value instanceof Expression.Index index
                && index.key() instanceof Expression.Numeral
                && (script.bindings().isGlobal(index.object(), "KEYS")
                        || script.bindings().isGlobal(index.object(), "ARGV"));
        return entry
                ? ((Expression.Variable) ((Expression.Index) value).object()).name()
                        + ((Expression.Numeral) ((Expression.Index) value).key()).value()
                : "";
    }
}
