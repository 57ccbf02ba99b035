package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells expressions that give one value from those that can give several, or none. */
final class SingleValues {

    /** Functions of the sandbox that can give several values, or none. */
    private static final Set<String> SEVERAL =
            Set.of("unpack", "select", "next", "pcall", "xpcall", "assert", "load", "loadstring", "ipairs", "pairs");

    private static final Set<String> SEVERAL_OF_LIBRARIES = Set.of(
            "find",
            "match",
            "gsub",
            "byte",
            "modf",
            "frexp",
            "unpack",
            "unpack_limit",
            "unpack_one",
            "remove",
            "foreach",
            "foreachi",
            "sort");

    /** Methods of strings that give one value. */
    private static final Set<String> METHODS = Set.of("sub", "lower", "upper", "format", "rep", "reverse", "len");

    private final Bindings bindings;
    private final Definitions definitions;
    private final ScriptFunctions functions;
    private final ServerMembers members;

    /** Where the functions begin that always give one value. */
    private final Set<Integer> single = new HashSet<>();

    private SingleValues(Bindings bindings, Definitions definitions, ScriptFunctions functions) {
        this.bindings = bindings;
        this.definitions = definitions;
        this.functions = functions;
        this.members = new ServerMembers(bindings, definitions);
    }

    static SingleValues of(Bindings bindings, Definitions definitions, ScriptFunctions functions) {
        SingleValues found = new SingleValues(bindings, definitions, functions);
        functions.all().forEach(body -> {
            if (found.givesOneValue(body)) {
                found.single.add(body.start());
            }
        });
        return found;
    }

    /** Whether a function ends with a {@code return}, and each {@code return} of it has one value. */
    private boolean givesOneValue(FunctionBody body) {
        List<Statement> statements = body.block().statements();
        boolean[] one = {!statements.isEmpty() && statements.get(statements.size() - 1) instanceof Statement.Return};
        new Walker() {
            @Override
            protected void visit(Statement.Return node) {
                one[0] &=
                        node.values().size() == 1 && !canBeSeveral(node.values().get(0));
            }

            @Override
            protected void visit(FunctionBody inner) {
                // its returns are its own
            }
        }.walk(body.block());
        return one[0];
    }

    /** Whether an expression can give several values, or none. */
    boolean canBeSeveral(Expression expression) {
        if (expression instanceof Expression.MethodCall method) {
            return !METHODS.contains(method.method().text());
        }
        if (!(expression instanceof Expression.Call call)) {
            return expression instanceof Expression.Vararg;
        }
        if (members.of(definitions.resolved(call.callee())).isPresent()) {
            return false;
        }
        return functions
                .at(call.callee())
                .map(own -> !single.contains(own.start()))
                .orElseGet(() -> canGiveSeveral(call.callee()));
    }

    /** Whether a function that is none of the script can give several values, as far as is known. */
    private boolean canGiveSeveral(Expression callee) {
        if (callee instanceof Expression.Variable function) {
            return bindings.variable(function).isPresent() || SEVERAL.contains(function.name());
        }
        return !(callee instanceof Expression.Member member
                && member.object() instanceof Expression.Variable library
                && bindings.variable(library).isEmpty()
                && !SEVERAL_OF_LIBRARIES.contains(member.name().text()));
    }
}
