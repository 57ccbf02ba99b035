package dev.moonlet.processor.generation;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.moonlet.processor.model.BoundMethod;
import dev.moonlet.processor.model.ResultDecoding;

/** Finds the class that the runtime compares replaced results with. */
final class ResultClass {

    private ResultClass() {}

    /**
     * The class of a result: the primitive one if a reply is never read as {@code null}.
     *
     * @param type the type of the result, which is not a primitive one
     */
    static TypeName of(BoundMethod bound, TypeName type) {
        TypeName raw = erased(type);
        ResultDecoding read = bound.decoding() instanceof ResultDecoding.Undeclared undeclared
                ? undeclared.value()
                : bound.decoding();
        return raw.isBoxedPrimitive() && read instanceof ResultDecoding.Scalar ? raw.unbox() : raw;
    }

    private static TypeName erased(TypeName type) {
        TypeName raw = type instanceof ParameterizedTypeName generic ? generic.rawType() : type;
        return raw instanceof ArrayTypeName array
                ? ArrayTypeName.of(erased(array.componentType()))
                : raw.withoutAnnotations();
    }
}
