package dev.moonlet.redis;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.scope.Bindings;
import java.util.Set;

/**
 * The table through which a script reaches the server: {@code redis}, or {@code server} on Valkey.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#redis_object">Lua API: the redis object</a>
 */
public final class ServerApi {

    /** The member that registers a function of a library, which scripts don't have. */
    public static final String REGISTER = "register_function";

    private static final Set<String> TABLES = Set.of("redis", "server");

    private static final Set<String> CALLS = Set.of("call", "pcall");

    /** Members that neither run a command nor say how that is replicated. */
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

    private ServerApi() {}

    /** Whether a global is the table. */
    public static boolean isTable(String global) {
        return TABLES.contains(global);
    }

    /** Whether an expression is the table. */
    public static boolean isTable(Expression expression, Bindings bindings) {
        return expression instanceof Expression.Variable variable
                && isTable(variable.name())
                && bindings.variable(variable).isEmpty();
    }

    /** Whether an expression is the function that runs a command: {@code redis.call} or {@code redis.pcall}. */
    public static boolean isCall(Expression expression, Bindings bindings) {
        return expression instanceof Expression.Member member
                && CALLS.contains(member.name().text())
                && isTable(member.object(), bindings);
    }

    /** Whether a member of the table neither runs a command nor says how that is replicated. */
    public static boolean isHarmless(String member) {
        return HARMLESS.contains(member);
    }

    /** Whether a script can reach other globals through one. It need not name the table then. */
    public static boolean isReaching(String global) {
        return REACHING.contains(global);
    }
}
