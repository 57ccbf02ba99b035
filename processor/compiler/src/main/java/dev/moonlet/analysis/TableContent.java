package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.redis.ReplyMarks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a table holds.
 *
 * @param named the values of each field, all that are ever assigned to it
 * @param positional the values of its constructor that have no name
 * @param last the last value of its constructor, if it can be several values, or none
 * @param appended values that are put behind the others, once or many times
 * @param openNames whether it can have fields that aren't known
 * @param openPositions whether it can have other positional values
 * @param changed whether what the constructor says may be replaced later
 * @param shared whether the tables inside of it may be changed by other code that reads them
 */
public record TableContent(
        Map<String, List<Expression>> named,
        List<Expression> positional,
        Optional<Expression> last,
        List<Expression> appended,
        boolean openNames,
        boolean openPositions,
        boolean changed,
        boolean shared) {

    /** What a constructor says. */
    static TableContent of(Expression.Table table, Bindings bindings) {
        Map<String, List<Expression>> named = new LinkedHashMap<>();
        List<Expression> positional = new ArrayList<>();
        boolean openNames = false;
        boolean openPositions = false;
        Optional<Expression> last = Optional.empty();
        for (TableField field : table.fields()) {
            if (field instanceof TableField.Named name) {
                add(named, name.name().text(), field.value());
            } else if (field instanceof TableField.Keyed keyed && keyed.key() instanceof Expression.Str name) {
                add(named, name.value(), field.value());
            } else if (field instanceof TableField.Keyed) {
                openNames = true;
                openPositions = true;
            } else {
                positional.add(field.value());
            }
        }
        if (!positional.isEmpty() && CallTypes.isMultiple(positional.get(positional.size() - 1), bindings)) {
            last = Optional.of(positional.remove(positional.size() - 1));
            openPositions = true;
        }
        while (!openPositions
                && !positional.isEmpty()
                && positional.get(positional.size() - 1) instanceof Expression.Nil) {
            positional.remove(positional.size() - 1); // nothing is lost behind it
        }
        return new TableContent(named, positional, last, List.of(), openNames, openPositions, false, false);
    }

    static void add(Map<String, List<Expression>> named, String name, Expression value) {
        named.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    /** The same table where it is used: what is put behind its values later is not there yet. */
    TableContent before(int offset) {
        return new TableContent(
                named,
                positional,
                last,
                appended.stream().filter(value -> value.start() < offset).toList(),
                openNames,
                openPositions,
                changed,
                shared);
    }

    /** The same table after it is passed to unknown code. */
    TableContent open() {
        return new TableContent(named, positional, last, appended, true, true, true, true);
    }

    /** Whether it certainly has a field of this name, or may have one. */
    public boolean mayHave(String name) {
        return openNames || named.containsKey(name);
    }

    /** Whether it can be a reply of Redis that is marked by a field: an error, a status, or a type of RESP3. */
    public boolean isMarked() {
        return openNames || ReplyMarks.NAMES.stream().anyMatch(named::containsKey);
    }

    /** Whether it is an error reply, or a status. */
    boolean isMark() {
        return named.containsKey("err") || named.containsKey("ok");
    }
}
