package dev.moonlet.script;

import dev.moonlet.lua.ScriptFlags;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.ScopeResolver;
import dev.moonlet.lua.scope.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether a script may write. It does not if it says so in its flags, or if all that it has of Redis are calls of
 * commands that are known by their names and that only read.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/#read-only-scripts">Read-only scripts</a>
 */
final class WriteFinder extends Walker {

    private static final String NO_WRITES = "no-writes";

    private static final Set<String> CALLS = Set.of("call", "pcall");

    /** The names of the table through which a script has Redis. */
    private static final Set<String> TABLES = Set.of("redis", "server");

    /** Members of it that neither run a command nor say how that is replicated. */
    private static final Set<String> HARMLESS = Set.of(
            "error_reply",
            "status_reply",
            "sha1hex",
            "log",
            "setresp",
            "LOG_DEBUG",
            "LOG_VERBOSE",
            "LOG_NOTICE",
            "LOG_WARNING",
            "REDIS_VERSION",
            "REDIS_VERSION_NUM",
            "SERVER_NAME",
            "VALKEY_VERSION",
            "VALKEY_VERSION_NUM");

    /** Globals by which a script can reach others without naming them. */
    private static final Set<String> REACHING =
            Set.of("_G", "getfenv", "setfenv", "load", "loadstring", "loadfile", "dofile");

    private final Bindings bindings;
    private final Set<Variable> shortNames = new HashSet<>();
    private final Map<Variable, Integer> readingCalls = new HashMap<>();
    private final Set<Integer> understood = new HashSet<>();

    private WriteFinder(Bindings bindings) {
        this.bindings = bindings;
    }

    /** Whether a linked script may write, as far as its text tells. */
    static boolean mayWrite(Block script, String text) {
        if (text.startsWith("#!")) {
            return !ScriptFlags.ofShebang(text).contains(NO_WRITES);
        }
        Bindings bindings = ScopeResolver.resolve(script);
        WriteFinder finder = new WriteFinder(bindings);
        finder.walk(script);
        boolean named = bindings.globalReads().stream()
                .allMatch(global -> TABLES.contains(global.name())
                        ? finder.understood.contains(global.start())
                        : !REACHING.contains(global.name()));
        boolean reading = finder.shortNames.stream()
                .allMatch(name -> bindings.reads(name) == finder.readingCalls.getOrDefault(name, 0));
        return !named || !reading || !bindings.globalWrites().isEmpty();
    }

    /** {@code local call = redis.call} */
    @Override
    protected void visit(Statement.Local node) {
        for (int i = 0; i < node.values().size(); i++) {
            if (isCallFunction(node.values().get(i)) && i < node.names().size()) {
                Expression function = node.values().get(i);
                bindings.variable(node.names().get(i))
                        .filter(variable -> bindings.writes(variable) == 0)
                        .ifPresent(variable -> {
                            shortNames.add(variable);
                            understand(function);
                        });
            }
        }
        super.visit(node);
    }

    @Override
    protected void visit(Expression.Call node) {
        if (reads(node.arguments())) {
            if (isCallFunction(node.callee())) {
                understand(node.callee());
            } else if (node.callee() instanceof Expression.Variable called) {
                bindings.variable(called).ifPresent(variable -> readingCalls.merge(variable, 1, Integer::sum));
            }
        }
        super.visit(node);
    }

    @Override
    protected void visit(Expression.Member node) {
        if (HARMLESS.contains(node.name().text())) {
            understand(node);
        }
        super.visit(node);
    }

    private boolean isCallFunction(Expression expression) {
        return expression instanceof Expression.Member member
                && CALLS.contains(member.name().text())
                && bindings.isServer(member.object());
    }

    private void understand(Expression member) {
        understood.add(member.start());
    }

    private static boolean reads(List<Expression> arguments) {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof Expression.Str command)) {
            return false;
        }
        String subcommand =
                arguments.size() > 1 && arguments.get(1) instanceof Expression.Str second ? second.value() : "";
        return ReadingCommands.contains(command.value(), subcommand);
    }
}
