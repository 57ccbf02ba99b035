package dev.moonlet.processor.generation;

import com.palantir.javapoet.CodeBlock;
import dev.moonlet.generated.JsonArray;
import dev.moonlet.generated.ScriptCall;
import dev.moonlet.processor.model.ArgumentShape;
import dev.moonlet.processor.model.BoundParameter;
import java.util.Arrays;

/** Writes the calls that add parameters to a call of a script. */
final class ArgumentWriter {

    private ArgumentWriter() {}

    /** {@code .string("name", name)} */
    static CodeBlock added(BoundParameter parameter) {
        String name = parameter.parameter().isEmpty() ? parameter.declaration().name() : parameter.parameter();
        ArgumentShape shape = parameter.shape();
        if (shape instanceof ArgumentShape.Absent) {
            return CodeBlock.of(".absent($S)", name);
        }
        CodeBlock value = CodeBlock.of("$N", parameter.parameter());
        if (shape instanceof ArgumentShape.RestOf rest) {
            return CodeBlock.of(
                    ".rest($S, $L, $T::$L)",
                    name,
                    iterable(value, rest.container()),
                    ScriptCall.class,
                    rest.element().method());
        }
        if (shape instanceof ArgumentShape.OptionalOf optional) {
            return CodeBlock.of(
                    ".$L($S, $L, $L)",
                    optional.string() ? "optionalString" : "optional",
                    name,
                    optional.wrapped() ? CodeBlock.of("$L.orElse(null)", value) : value,
                    encoder(optional.value()));
        }
        if (shape instanceof ArgumentShape.ArrayOf array) {
            return CodeBlock.of(
                    ".array($S, $L, $L)", name, iterable(value, array.container()), elementEncoder(array.element(), 1));
        }
        return CodeBlock.of(".$L($S, $L)", ((ArgumentShape.Value) shape).method(), name, value);
    }

    /** A function that adds a value to a call. */
    private static CodeBlock encoder(ArgumentShape shape) {
        return shape instanceof ArgumentShape.ArrayOf array
                ? CodeBlock.of(
                        "(c, n, v) -> c.array(n, $L, $L)",
                        iterable(CodeBlock.of("v"), array.container()),
                        elementEncoder(array.element(), 1))
                : CodeBlock.of("$T::$L", ScriptCall.class, ((ArgumentShape.Value) shape).method());
    }

    /** A function that adds a value to a table. */
    private static CodeBlock elementEncoder(ArgumentShape shape, int depth) {
        String array = "array" + depth;
        String values = "values" + depth;
        return shape instanceof ArgumentShape.ArrayOf inner
                ? CodeBlock.of(
                        "($L, $L) -> $L.array($L, $L)",
                        array,
                        values,
                        array,
                        iterable(CodeBlock.of(values), inner.container()),
                        elementEncoder(inner.element(), depth + 1))
                : CodeBlock.of("$T::$L", JsonArray.class, ((ArgumentShape.Value) shape).method());
    }

    private static CodeBlock iterable(CodeBlock value, ArgumentShape.Container container) {
        return switch (container) {
            case ITERABLE -> value;
            case ARRAY -> CodeBlock.of("$T.asList($L)", Arrays.class, value);
            case PRIMITIVE_ARRAY -> CodeBlock.of("$T.stream($L).boxed().toList()", Arrays.class, value);
        };
    }
}
