package dev.moonlet.script.link;

import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.LuaParser;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.ScopeResolver;
import dev.moonlet.redis.ServerApi;
import dev.moonlet.source.SourceFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what keeps several calls of a script from running in one command, as a function of their keys and arguments. A call must
 * not change what the next one sees, except for data. The server resets the protocol of replies, the way of replication, and the
 * sequence of random numbers for each command.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/">Redis Lua API reference</a>
 */
final class SingleCallFinder extends Walker {

    private static final Set<String> RESET_BY_COMMAND =
            Set.of("setresp", "set_repl", "replicate_commands", "breakpoint", "random", "randomseed");

    /** The table of random numbers. */
    private static final String MATH = "math";

    private static final Set<String> ENTRIES = Set.of("KEYS", "ARGV");

    /** The function that a script becomes, as the runtime writes it. */
    private static final String FUNCTION = "local run=function(KEYS,ARGV) ";

    /** The highest level of {@code error} whose place is the same in both forms. */
    private static final double HIGHEST_LEVEL = 2;

    private final Bindings bindings;
    private final Set<Integer> understood = new HashSet<>();
    private int functions;
    private boolean found;

    private SingleCallFinder(Bindings bindings) {
        this.bindings = bindings;
    }

    /**
     * Whether each call of a linked script has to be a command.
     *
     * @param text the linked text
     */
    static boolean mustBeSingle(Chunk linked, String text) {
        Bindings bindings = ScopeResolver.resolve(linked.block());
        SingleCallFinder finder = new SingleCallFinder(bindings);
        finder.walk(linked.block());
        return finder.found
                || bindings.globalWrites().stream().anyMatch(global -> ENTRIES.contains(global.name()))
                || bindings.globalReads().stream().anyMatch(finder::isReached)
                || !isFunction(linked.file(), text);
    }

    private boolean isReached(Expression.Variable global) {
        boolean table = global.name().equals(MATH) || ServerApi.isTable(global.name());
        return table ? !understood.contains(global.start()) : ServerApi.isReaching(global.name());
    }

    /** Whether the text keeps Lua's limits as a function, which has two variables more. */
    private static boolean isFunction(SourceFile file, String text) {
        int line = text.startsWith("#!") ? text.indexOf('\n') + 1 : 0;
        String function = text.substring(0, line) + FUNCTION + text.substring(line) + "\nend";
        return LuaParser.parse(new SourceFile(file.name(), file.path(), function))
                .errors()
                .isEmpty();
    }

    @Override
    protected void visit(Expression.Member node) {
        if (RESET_BY_COMMAND.contains(node.name().text())) {
            found = true;
        } else {
            understood.add(node.start());
        }
        super.visit(node);
    }

    /** The name of the command after which the next calls would use another database. */
    @Override
    protected void visit(Expression.Str node) {
        found |= node.value().equalsIgnoreCase("select");
        super.visit(node);
    }

    /** {@code error('text', 3)} */
    @Override
    protected void visit(Expression.Call node) {
        boolean raises = node.callee() instanceof Expression.Variable callee
                && callee.name().equals("error")
                && bindings.variable(callee).isEmpty();
        found |= raises && !isInner(node.arguments());
        super.visit(node);
    }

    private static boolean isInner(List<Expression> arguments) {
        return arguments.size() < 2
                || (arguments.get(1) instanceof Expression.Numeral level && level.value() <= HIGHEST_LEVEL);
    }

    @Override
    protected void visit(FunctionBody body) {
        functions++;
        super.visit(body);
        functions--;
    }

    /** The arguments of the whole script. */
    @Override
    protected void visit(Expression.Vararg node) {
        found |= functions == 0;
        super.visit(node);
    }
}
