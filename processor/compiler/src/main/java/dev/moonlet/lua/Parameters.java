package dev.moonlet.lua;

import dev.moonlet.lua.ast.Name;
import java.util.List;

/** The parameters of a function. */
record Parameters(List<Name> names, boolean vararg) {
    static final Parameters NONE = new Parameters(List.of(), false);
}
