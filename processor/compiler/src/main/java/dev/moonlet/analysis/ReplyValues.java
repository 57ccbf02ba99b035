package dev.moonlet.analysis;

import dev.moonlet.redis.Commands;
import dev.moonlet.redis.ReplyType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the replies of commands can be, for commands and forms of them where that is certain. */
public final class ReplyValues {

    /** Behind the name of a command: an entry of the stream that it replies, and what that holds. */
    private static final String ENTRY = " entry";

    private static final String FIELDS = " fields";

    private ReplyValues() {}

    /**
     * What a call replies; empty where that is not certain.
     *
     * @param words the name of the command and what follows, each empty if it is not known
     */
    static Optional<ValueType> of(List<Optional<String>> words) {
        String command = words.get(0).orElse("");
        return Commands.replyType(words).map(type -> value(type, command));
    }

    /** What the elements of the list are that a command replies; empty if it replies none, or that is not certain. */
    public static Optional<ValueType> elements(String command) {
        if (command.endsWith(FIELDS)) {
            return Optional.of(new ValueType(ValueType.STRING, command));
        }
        return Commands.elementType(command)
                .map(type -> type == ReplyType.LIST
                        ? new ValueType(ValueType.TABLE, command.toUpperCase(Locale.ROOT) + ENTRY)
                        : value(type, command));
    }

    /** Whether a value is a list that a command replies, or an entry of a stream. */
    public static boolean isSequence(ValueType type) {
        return type.isReply()
                && type.can(ValueType.TABLE)
                && type.isOnly(ValueType.TABLE | ValueType.NIL)
                && (type.command().endsWith(ENTRY) || elements(type.command()).isPresent());
    }

    /** What a part of an entry of a stream is: its id, or its fields and values; empty if it is none. */
    static Optional<ValueType> ofEntry(ValueType entry, double place) {
        if (!entry.command().endsWith(ENTRY) || !entry.isOnly(ValueType.TABLE)) {
            return Optional.empty();
        }
        return Optional.of(
                place == 1
                        ? ValueType.of(ValueType.STRING)
                        : place == 2
                                ? new ValueType(ValueType.TABLE, entry.command() + FIELDS)
                                : ValueType.of(ValueType.NIL));
    }

    private static ValueType value(ReplyType type, String command) {
        return new ValueType(kinds(type), command.toUpperCase(Locale.ROOT));
    }

    private static int kinds(ReplyType type) {
        return switch (type) {
            case NUMBER -> ValueType.NUMBER;
            case NUMBER_OR_FALSE -> ValueType.NUMBER | ValueType.FALSE;
            case STATUS -> ValueType.STATUS;
            case STATUS_OR_FALSE -> ValueType.STATUS | ValueType.FALSE;
            case STRING -> ValueType.STRING;
            case STRING_OR_FALSE -> ValueType.STRING | ValueType.FALSE;
            case LIST_OR_FALSE -> ValueType.TABLE | ValueType.FALSE;
            case LIST, LIST_OF_NUMBERS, LIST_OF_STRINGS, LIST_OF_STRINGS_OR_FALSE, LIST_OF_LISTS -> ValueType.TABLE;
        };
    }
}
