package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import java.util.Optional;
import java.util.Set;

/** What the elements of lists are that commands reply, and what a script asks of tables. */
final class ListTypes {

    /** Commands that reply a cursor and a list. */
    private static final Set<String> SCANNING = Set.of("HSCAN", "SCAN", "SSCAN", "ZSCAN");

    private final Bindings bindings;
    private final CommandCalls commands;
    private final AskedElements asked;
    private final boolean resp3;

    /**
     * The lists of a script.
     *
     * @param bindings what its names mean
     * @param commands the commands that it calls
     * @param asked the tables of which it asks for elements
     * @param resp3 whether it may ask for replies of RESP3, in which a hash is not a sequence
     */
    ListTypes(Bindings bindings, CommandCalls commands, AskedElements asked, boolean resp3) {
        this.bindings = bindings;
        this.commands = commands;
        this.asked = asked;
        this.resp3 = resp3;
    }

    /** Whether a value is {@code KEYS} or {@code ARGV}, and the script puts nothing else into it. */
    boolean isInput(Expression list) {
        return (bindings.isGlobal(list, "KEYS") && !asked.isChanged("KEYS"))
                || (bindings.isGlobal(list, "ARGV") && !asked.isChanged("ARGV"));
    }

    /** Whether the script gives functions to tables that operators call. */
    boolean changesTables() {
        return asked.isChanged("setmetatable");
    }

    /** What an element of a reply is. */
    ValueType element(Expression.Index index, ValueType list, Definitions definitions) {
        if (index.key() instanceof Expression.Numeral place
                && (list.isOnly(ValueType.STRING)
                        || (place.value() < 1
                                && list.isReply()
                                && list.isOnly(ValueType.TABLE)
                                && !isAsked(index.object())
                                && !isFilled(index.object())))) {
            return ValueType.of(ValueType.NIL);
        }
        if (resp3 || !list.isReply() || !list.isOnly(ValueType.TABLE)) {
            return ValueType.ANY;
        }
        if (SCANNING.contains(list.command())
                && index.key() instanceof Expression.Numeral place
                && !isAsked(index.object())
                && !isFilled(index.object())) {
            return place.value() == 1
                    ? ValueType.of(ValueType.STRING)
                    : place.value() == 2 ? ValueType.of(ValueType.TABLE) : ValueType.of(ValueType.NIL);
        }
        if (index.key() instanceof Expression.Numeral place && !isAsked(index.object()) && !isFilled(index.object())) {
            Optional<ValueType> part = ReplyValues.ofEntry(list, place.value());
            if (part.isPresent()) {
                return part.get();
            }
        }
        Optional<ValueType> element = ReplyValues.elements(list.command());
        if (element.isEmpty() || isFilled(index.object())) {
            return ValueType.ANY;
        }
        if (isAsked(index.object())) {
            return ValueType.of(element.get().kinds() | ValueType.NIL); // what is there, the script knows
        }
        int count = count(index.object(), definitions);
        boolean there =
                index.key() instanceof Expression.Numeral numeral && numeral.value() >= 1 && numeral.value() <= count;
        boolean outside = count > 0 && index.key() instanceof Expression.Numeral place && place.value() > count;
        if (outside) {
            return ValueType.of(ValueType.NIL);
        }
        int missing = there ? 0 : ValueType.NIL;
        return new ValueType(element.get().kinds() | missing, element.get().command());
    }

    /**
     * What the elements of a list are, that a loop goes through.
     *
     * @param type what the list is
     */
    ValueType elements(Expression list, ValueType type) {
        if (isInput(list)) {
            return ValueType.of(ValueType.STRING);
        }
        return resp3 || !type.isReply() || !type.isOnly(ValueType.TABLE) || isAsked(list) || isFilled(list)
                ? ValueType.ANY
                : ReplyValues.elements(type.command()).orElse(ValueType.ANY);
    }

    /**
     * What {@code unpack} gives.
     *
     * @param place the number of the element, from 1 on
     */
    ValueType unpacked(Expression list, ValueType type, int place, Definitions definitions) {
        ValueType element = elements(list, type);
        return element.kinds() == ValueType.ALL || place <= count(list, definitions)
                ? element
                : new ValueType(element.kinds() | ValueType.NIL, element.command());
    }

    /** Whether a script asks whether a field of a table is there. */
    boolean isAskedForFields(Expression table) {
        if (table instanceof Expression.Call) {
            return false; // what it returns has no name to ask by
        }
        return !(table instanceof Expression.Variable name)
                || bindings.variable(name).filter(asked::areFieldsOf).isPresent();
    }

    /** Whether a script asks whether something is there that one call of {@code unpack} gave. */
    boolean isAsked(Variable unpacked) {
        return asked.areOf(unpacked);
    }

    /** Whether a condition asks of what is in a table. */
    boolean isQuestioned(Expression list) {
        return list instanceof Expression.Variable table
                && bindings.variable(table).filter(asked::areQuestioned).isPresent();
    }

    private boolean isFilled(Expression list) {
        return list instanceof Expression.Variable table
                && bindings.variable(table).filter(asked::areFilled).isPresent();
    }

    private boolean isAsked(Expression list) {
        return list instanceof Expression.Variable table
                && bindings.variable(table).filter(asked::areOf).isPresent();
    }

    private int count(Expression list, Definitions definitions) {
        return commands.at(definitions.resolved(list)).map(ListTypes::count).orElse(0);
    }

    /** How many elements the reply of a call has, if that is certain. */
    private static int count(CommandCall call) {
        String command = call.command();
        int words = call.words().size();
        return call.open()
                ? 0
                : switch (command) {
                    case "TIME" -> 2;
                    case "MGET" -> words - 1;
                    case "HMGET", "SMISMEMBER", "ZMSCORE" -> words - 2;
                    default -> 0;
                };
    }
}
