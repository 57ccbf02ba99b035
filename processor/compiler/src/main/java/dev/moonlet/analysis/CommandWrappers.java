package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions that return what a command replies, and call that once: they give names to values, and write to the log of the server. */
final class CommandWrappers {

    /** A function that returns the reply of a command. */
    record Wrapper(FunctionBody body, Expression.Call inner) {}

    private final Bindings bindings;
    private final Definitions definitions;
    private final ServerMembers members;

    /** What was found out, by where the functions begin. */
    private final Map<Integer, Optional<Wrapper>> known = new HashMap<>();

    CommandWrappers(Bindings bindings, Definitions definitions, ServerMembers members) {
        this.bindings = bindings;
        this.definitions = definitions;
        this.members = members;
    }

    /** What a function calls, if it is such a one. */
    Optional<Wrapper> of(FunctionBody body) {
        return known.computeIfAbsent(body.start(), start -> read(body));
    }

    private Optional<Wrapper> read(FunctionBody body) {
        List<Statement> statements = body.block().statements();
        int last = statements.size() - 1;
        if (last < 0
                || !(statements.get(last) instanceof Statement.Return result)
                || result.values().size() != 1) {
            return Optional.empty();
        }
        List<Statement> before = statements.subList(0, last);
        Expression value = result.values().get(0);
        boolean returnsLocal = value instanceof Expression.Variable;
        Expression reply = returnsLocal ? definitions.resolved(value) : value;
        boolean passesOn = returnsLocal
                ? before.stream().allMatch(statement -> onlyLogs(statement, reply))
                : before.stream().allMatch(Statement.Local.class::isInstance);
        return passesOn
                        && reply instanceof Expression.Call inner
                        && body.start() < inner.start()
                        && inner.end() < body.end()
                ? Optional.of(new Wrapper(body, inner))
                : Optional.empty();
    }

    /** Whether a statement calls nothing but the command whose reply is returned, and what writes to the log of the server. */
    private boolean onlyLogs(Statement statement, Expression reply) {
        boolean[] only = {statement instanceof Statement.Local || statement instanceof Statement.If};
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                boolean text = node.callee() instanceof Expression.Variable name
                        && (bindings.isGlobal(name, "type") || bindings.isGlobal(name, "tostring"));
                only[0] &= text
                        || node == reply
                        || members.of(node.callee()).filter("log"::equals).isPresent();
                super.visit(node);
            }

            @Override
            protected void visit(Statement.Return node) {
                only[0] = false;
            }

            @Override
            protected void visit(Statement.Assignment node) {
                only[0] = false;
            }
        }.walk(statement);
        return only[0];
    }
}
