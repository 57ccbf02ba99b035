package dev.moonlet.lua.ast;

import java.util.List;

/** The parameters and the block of a function. */
public record FunctionBody(int start, int end, List<Name> parameters, boolean vararg, Block block) implements Node {

    /** Copies the list. */
    public FunctionBody {
        parameters = List.copyOf(parameters);
    }
}
