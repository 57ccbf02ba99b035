package dev.moonlet.processor.validation;

import dev.moonlet.diagnostic.Diagnostic;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** Finds Java types that are nested too deep for the code that reads or writes them. */
final class TypeNesting {

    private static final int MAX_DEPTH = 100;

    static final String HINT = "name a part of it with a record";

    private TypeNesting() {}

    /** Whether type arguments and arrays of a type stand more than 100 deep in each other. */
    static boolean isTooDeep(TypeMirror type) {
        return isDeeperThan(MAX_DEPTH, type);
    }

    private static boolean isDeeperThan(int depth, TypeMirror type) {
        if (type instanceof ArrayType array) {
            return depth == 0 || isDeeperThan(depth - 1, array.getComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() != null && isDeeperThan(depth, wildcard.getExtendsBound());
        }
        return type instanceof DeclaredType declared
                && (depth == 0
                        || declared.getTypeArguments().stream()
                                .anyMatch(argument -> isDeeperThan(depth - 1, argument)));
    }

    /** The message about a type. */
    static String message(String where) {
        return where + " has a type that is nested more than " + MAX_DEPTH + " deep";
    }

    /** What is wrong with the types of a method. */
    static Optional<Diagnostic> problem(ExecutableElement method) {
        if (isTooDeep(method.getReturnType())) {
            return Optional.of(problem("the result of " + method.getSimpleName()));
        }
        return method.getParameters().stream()
                .filter(parameter -> isTooDeep(parameter.asType()))
                .findFirst()
                .map((VariableElement parameter) ->
                        problem("parameter \"" + parameter.getSimpleName() + "\" of " + method.getSimpleName()));
    }

    private static Diagnostic problem(String where) {
        return Diagnostic.error("type-mismatch", message(where)).note(HINT);
    }
}
