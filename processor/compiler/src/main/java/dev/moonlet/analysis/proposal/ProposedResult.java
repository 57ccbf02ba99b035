package dev.moonlet.analysis.proposal;

import dev.moonlet.script.LuaType;
import java.util.List;

/**
 * What a script returns, as far as its text shows it.
 *
 * @param type the type, without what says that there may be nothing; {@code nil} if it returns nothing
 * @param optional whether there may be nothing
 * @param parts the names of the elements, if the type is a tuple, or the entries that they are, such as {@code ARGV[1]}; each empty
 *     where the script shows none
 */
public record ProposedResult(LuaType type, boolean optional, List<String> parts) {

    /** Copies the list. */
    public ProposedResult {
        parts = List.copyOf(parts);
    }

    /** The type in the notation of {@code @return}. */
    public String notation() {
        return (optional ? new LuaType.Optional(type) : type).notation();
    }
}
