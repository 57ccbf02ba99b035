package dev.moonlet.analysis.proposal;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.redis.ServerApi;
import java.util.List;

/** How a script reports errors: by error replies and by {@code error}. */
final class Failures {

    private final AnalyzedScript script;

    Failures(AnalyzedScript script) {
        this.script = script;
    }

    /** Whether a value is an error reply: {@code {err = …}}, or what {@code redis.error_reply} returns. */
    boolean isError(Expression value) {
        Expression resolved = script.definitions().resolved(value);
        return isMarked(resolved, "err") || isReply(resolved, "error_reply") || isRaised(resolved);
    }

    /** Whether a value is a status: {@code {ok = …}}, or what {@code redis.status_reply} returns. */
    boolean isStatus(Expression value) {
        Expression resolved = script.definitions().resolved(value);
        return isMarked(resolved, "ok") || isReply(resolved, "status_reply");
    }

    private static boolean isMarked(Expression value, String mark) {
        return value instanceof Expression.Table table
                && table.fields().stream()
                        .anyMatch(field -> field instanceof TableField.Named named
                                && named.name().text().equals(mark));
    }

    private boolean isReply(Expression value, String function) {
        return value instanceof Expression.Call call
                && call.callee() instanceof Expression.Member member
                && member.name().text().equals(function)
                && ServerApi.isTable(member.object(), script.bindings());
    }

    /** Whether an expression is a call of {@code error}. */
    boolean isRaised(Expression value) {
        return value instanceof Expression.Call call && script.bindings().isGlobal(call.callee(), "error");
    }

    /** Whether a block ends in an error. */
    boolean fails(Block block) {
        List<Statement> statements = block.statements();
        if (statements.isEmpty()) {
            return false;
        }
        Statement last = statements.get(statements.size() - 1);
        if (last instanceof Statement.Return returned) {
            return returned.values().size() == 1 && isError(returned.values().get(0));
        }
        return last instanceof Statement.Call && script.exits().leaves(last);
    }
}
