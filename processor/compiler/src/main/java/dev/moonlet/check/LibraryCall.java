package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CallTypes;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.redis.LibraryFunction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A call of a function of the sandbox.
 *
 * @param function what the function takes
 * @param arguments what it is given; of a method, the object first
 * @param place the call as a whole
 * @param areCounted whether all arguments are written, rather than some returned by a call that is the last of them
 */
record LibraryCall(LibraryFunction function, List<Expression> arguments, Expression place, boolean areCounted) {

    /** Reads a call; empty if it is not known which function that is, or what it takes. */
    static Optional<LibraryCall> of(AnalyzedScript script, Expression.Call call) {
        return path(script, call.callee())
                .flatMap(LibraryFunction::of)
                .map(function ->
                        new LibraryCall(function, call.arguments(), call, areCounted(script, call.arguments())));
    }

    /** The same for a method of a string: {@code text:rep(3)}. */
    static Optional<LibraryCall> of(AnalyzedScript script, Expression.MethodCall call) {
        return isString(script.types().of(call.object()))
                ? LibraryFunction.of("string." + call.method().text())
                        .map(function -> new LibraryCall(
                                function,
                                Stream.concat(Stream.of(call.object()), call.arguments().stream())
                                        .toList(),
                                call,
                                areCounted(script, call.arguments())))
                : Optional.empty();
    }

    /** Whether a value is a string if it has methods at all. */
    static boolean isString(ValueType type) {
        return type.can(ValueType.STRING) && type.isOnly(ValueType.STRING | ValueType.FALSY);
    }

    /** The name of a function of the sandbox, with that of its library; that of {@code server} is the one of {@code redis}. */
    private static Optional<String> path(AnalyzedScript script, Expression callee) {
        if (callee instanceof Expression.Variable global && script.bindings().isGlobal(global, global.name())) {
            return Optional.of(global.name());
        }
        return callee instanceof Expression.Member member
                        && member.object() instanceof Expression.Variable library
                        && script.bindings().isGlobal(library, library.name())
                ? Optional.of((library.name().equals("server") ? "redis" : library.name()) + "."
                        + member.name().text())
                : Optional.empty();
    }

    private static boolean areCounted(AnalyzedScript script, List<Expression> arguments) {
        return arguments.isEmpty() || !CallTypes.isMultiple(arguments.get(arguments.size() - 1), script.bindings());
    }
}
