package dev.moonlet.lua;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import java.util.List;
import java.util.Optional;

/** The part between {@code for} and {@code do}. */
record ForHeader(boolean numeric, List<Name> variables, List<Expression> values) {

    static final ForHeader NONE = new ForHeader(false, List.of(), List.of());

    Statement statement(int start, int end, Block block) {
        if (!numeric) {
            return new Statement.GenericFor(start, end, variables, values, block);
        }
        Optional<Expression> step = values.stream().skip(2).findFirst();
        return new Statement.NumericFor(start, end, variables.get(0), values.get(0), values.get(1), step, block);
    }
}
