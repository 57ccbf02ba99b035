package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.script.LuaType;
import java.util.Optional;

/**
 * A value that a script returns, or a part of one.
 *
 * @param value the expression
 * @param type what is declared of it
 * @param what what it is, as a message says it: {@code the result} or {@code field "id"}
 * @param through the local that it is returned through, in which there can be other values, too; else the value itself
 * @param whole whether it is all of that, rather than what one side of an {@code or} gives
 * @param table what it holds, if it is a table of which that is known
 */
public record ResultValue(
        Expression value, Expression through, LuaType type, String what, boolean whole, Optional<TableContent> table) {

    /** Whether it is one of several values that a local can have where it is returned. */
    public boolean isOneOfSeveral() {
        return through.start() != value.start();
    }

    /** The type without what says that there may be nothing. */
    public LuaType present() {
        return type.present();
    }

    /** Whether nothing may be there. */
    public boolean isOptional() {
        return type.mayBeNil();
    }
}
