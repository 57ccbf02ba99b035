package dev.moonlet.redis;

import java.util.Optional;

/**
 * What the reply of a command is in Lua, with the replies of RESP2.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#data-type-conversion">Lua API: data type
 *     conversion</a>
 */
public enum ReplyType {
    /** A number: counts, and 1 or 0 for yes or no. */
    NUMBER,
    /** A number, or false for what is not there. */
    NUMBER_OR_FALSE,
    /** A status, such as {@code OK}: a table with a field {@code ok}. */
    STATUS,
    /** A status, or false for what was not done. */
    STATUS_OR_FALSE,
    /** A string. */
    STRING,
    /** A string, or false for what is not there. */
    STRING_OR_FALSE,
    /** A list. */
    LIST,
    /** A list, or false for what is not there. */
    LIST_OR_FALSE,
    /** A list of numbers. */
    LIST_OF_NUMBERS(NUMBER),
    /** A list of strings; it is empty for what is not there. */
    LIST_OF_STRINGS(STRING),
    /** A list of strings, with false for each that is not there. */
    LIST_OF_STRINGS_OR_FALSE(STRING_OR_FALSE),
    /** A list of lists. */
    LIST_OF_LISTS(LIST);

    private final Optional<ReplyType> element;

    ReplyType() {
        this.element = Optional.empty();
    }

    ReplyType(ReplyType element) {
        this.element = Optional.of(element);
    }

    /** The type of the elements of a list; empty if it is not a list, or if they are not known. */
    public Optional<ReplyType> element() {
        return element;
    }
}
