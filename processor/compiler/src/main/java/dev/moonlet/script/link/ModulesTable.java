package dev.moonlet.script.link;

import dev.moonlet.lua.StringLiterals;
import java.util.List;
import java.util.SortedSet;

/**
 * The Lua table that holds the modules, and the function {@code require}, which does what Lua's own does: it evaluates a
 * module when it is first required, and remembers what came of it.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#pdf-require">Lua 5.1 Reference Manual: require</a>
 */
final class ModulesTable {

    static final String TABLE = "moonlet_modules";

    private static final List<String> DECLARATIONS = """
            local moonlet_modules = {}
            local function require(name)
              local module = moonlet_modules[name]
              local loader = module.loader
              if loader then
                module.loader = nil
                module.value = loader(name)
                if module.value == nil then module.value = true end
              elseif module.value == nil then
                error("loop or previous error loading module '" .. name .. "'", 2)
              end
              return module.value
            end
            """.lines().toList();

    private ModulesTable() {}

    /** The statements that come before the modules. */
    static List<String> declarations() {
        return DECLARATIONS;
    }

    /** What begins a module; {@code end }} ends it. */
    static String opening(SortedSet<String> spellings, boolean vararg) {
        return entry(spellings.first()) + " = { loader = function(" + (vararg ? "..." : "") + ")";
    }

    static final String CLOSING = "end }";

    /** The statements that let a module be found by its other spellings. */
    static List<String> aliases(SortedSet<String> spellings) {
        return spellings.stream()
                .skip(1)
                .map(spelling -> entry(spelling) + " = " + entry(spellings.first()))
                .toList();
    }

    private static String entry(String spelling) {
        return TABLE + "[" + StringLiterals.quoted(spelling) + "]";
    }
}
