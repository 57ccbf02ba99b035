package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A member of a library that its manual calls deprecated. A project has to ask for it.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#7.2">Lua 5.1: changes in the libraries</a>
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#redis.replicate_commands">redis.replicate_commands()</a>
 */
final class DeprecatedMemberCheck implements Check {

    private static final String CODE = "deprecated-member";

    /** Since when, and what to do instead. */
    private record Deprecation(String since, String instead) {}

    private static final Deprecation REPLICATION =
            new Deprecation("Redis 7.0", "leave it out: effects are always replicated");

    private static final Map<String, Deprecation> MEMBERS = Map.of(
            "redis.replicate_commands", REPLICATION,
            "server.replicate_commands", REPLICATION,
            "table.foreach", new Deprecation("Lua 5.1", "write for key, value in pairs(…) do"),
            "table.foreachi", new Deprecation("Lua 5.1", "write for i, value in ipairs(…) do"),
            "table.getn", new Deprecation("Lua 5.1", "write #"));

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Expression.Member node) {
                super.visit(node);
                if (node.object() instanceof Expression.Variable library
                        && script.bindings().isGlobal(library, library.name())) {
                    String name = library.name() + "." + node.name().text();
                    Deprecation deprecation = MEMBERS.get(name);
                    if (deprecation != null) {
                        findings.accept(script.warning(CODE, name + " is deprecated since " + deprecation.since(), node)
                                .hint(deprecation.instead()));
                    }
                }
            }
        }.walk(script.chunk().block());
    }
}
