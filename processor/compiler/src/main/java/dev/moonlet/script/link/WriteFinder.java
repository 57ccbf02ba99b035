package dev.moonlet.script.link;

import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.ScopeResolver;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.Commands;
import dev.moonlet.redis.ScriptFlags;
import dev.moonlet.redis.ServerApi;
import dev.moonlet.redis.Shebang;
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

    private final Bindings bindings;
    private final Set<Variable> shortNames = new HashSet<>();
    private final Map<Variable, Integer> readingCalls = new HashMap<>();
    private final Set<Integer> understood = new HashSet<>();

    private WriteFinder(Bindings bindings) {
        this.bindings = bindings;
    }

    /** Whether a linked script may write, as far as its text tells. */
    static boolean mayWrite(Chunk linked) {
        if (Shebang.isIn(linked.file())) {
            return !Shebang.of(linked.file()).flags().contains(ScriptFlags.NO_WRITES);
        }
        Block script = linked.block();
        Bindings bindings = ScopeResolver.resolve(script);
        WriteFinder finder = new WriteFinder(bindings);
        finder.walk(script);
        boolean named = bindings.globalReads().stream()
                .allMatch(global -> ServerApi.isTable(global.name())
                        ? finder.understood.contains(global.start())
                        : !ServerApi.isReaching(global.name()));
        boolean reading = finder.shortNames.stream()
                .allMatch(name -> bindings.reads(name) == finder.readingCalls.getOrDefault(name, 0));
        return !named || !reading || !bindings.globalWrites().isEmpty();
    }

    /** {@code local call = redis.call} */
    @Override
    protected void visit(Statement.Local node) {
        for (int i = 0; i < node.values().size(); i++) {
            if (ServerApi.isCall(node.values().get(i), bindings)
                    && i < node.names().size()) {
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
            if (ServerApi.isCall(node.callee(), bindings)) {
                understand(node.callee());
            } else if (node.callee() instanceof Expression.Variable called) {
                bindings.variable(called).ifPresent(variable -> readingCalls.merge(variable, 1, Integer::sum));
            }
        }
        super.visit(node);
    }

    @Override
    protected void visit(Expression.Member node) {
        if (ServerApi.isHarmless(node.name().text())) {
            understand(node);
        }
        super.visit(node);
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
        return Commands.isReading(command.value(), subcommand);
    }
}
