package dev.moonlet.processor.generation;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.moonlet.processor.model.ResultDecoding;
import dev.moonlet.processor.model.ReturnedFailure;
import dev.moonlet.script.ReturnedError;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes decoders of values that have one of several shapes. */
final class ShapesWriter {

    private final ValueConstants constants;
    private final Function<ResultDecoding, CodeBlock> decoders;

    /**
     * A writer.
     *
     * @param decoders writes the decoder of one shape
     */
    ShapesWriter(ValueConstants constants, Function<ResultDecoding, CodeBlock> decoders) {
        this.constants = constants;
        this.decoders = decoders;
    }

    /**
     * The decoder of a value of several shapes: a constant, unless it needs the codec of JSON.
     *
     * @param name a name for the constant
     */
    CodeBlock decoder(ResultDecoding.ShapesOf shapes, String name) {
        TypeName single = TypeName.get(shapes.type()).box();
        TypeName type = shapes.list() ? ParameterizedTypeName.get(ClassName.get(List.class), single) : single;
        ParameterizedTypeName generic = ParameterizedTypeName.get(RuntimeTypes.SHAPES, type);
        CodeBlock.Builder code = CodeBlock.builder().add("new $T()$>$>", generic);
        for (ReturnedFailure failure : shapes.failures()) {
            code.add("\n.failure($L)", failure(failure));
        }
        for (ResultDecoding.Shape shape : shapes.shapes()) {
            if (shape.decoding() instanceof ResultDecoding.Empty empty) {
                code.add(
                        "\n.nilAs($L)",
                        empty.constant().isEmpty()
                                ? CodeBlock.of("new $T()", empty.type())
                                : CodeBlock.of("$T.$N", empty.type(), empty.constant()));
            } else {
                code.add("\n.$L($L)", shape.method(), decoders.apply(shape.decoding()));
            }
        }
        code.add("$<$<");
        return shapes.needsCodec() ? code.build() : constants.decoder(generic, code.build(), name);
    }

    private static CodeBlock failure(ReturnedFailure failure) {
        ReturnedError error = failure.error();
        CodeBlock value =
                switch (error.kind()) {
                    case INTEGER ->
                        CodeBlock.of(
                                "$T.$L($LL)",
                                RuntimeTypes.FAILURE_VALUE,
                                failure.text() ? "number" : "integer",
                                Long.parseLong(error.code()));
                    case STRING -> CodeBlock.of("$T.string($S)", RuntimeTypes.FAILURE_VALUE, error.code());
                    case NIL -> CodeBlock.of("$T.nil()", RuntimeTypes.FAILURE_VALUE);
                };
        return failure.result()
                .map(result -> CodeBlock.of("$L,$W$L", value, result(result)))
                .orElseGet(() -> CodeBlock.of("$L,$W$S,$W$S", value, error.name(), error.text()));
    }

    private static CodeBlock result(ReturnedFailure.Case result) {
        CodeBlock plain = plain(result);
        return result.wrapped() ? CodeBlock.of("$T.of($L)", Optional.class, plain) : plain;
    }

    private static CodeBlock plain(ReturnedFailure.Case result) {
        if (!result.constant().isEmpty()) {
            return CodeBlock.of("$T.$N", result.type(), result.constant());
        }
        CodeBlock arguments = result.components().stream()
                .map(component -> component.suffix().equals("\"")
                        ? CodeBlock.of("$S", component.value())
                        : CodeBlock.of("$L$L", component.value(), component.suffix()))
                .collect(CodeBlock.joining(",$W"));
        return CodeBlock.of("new $T($L)", result.type(), arguments);
    }
}
