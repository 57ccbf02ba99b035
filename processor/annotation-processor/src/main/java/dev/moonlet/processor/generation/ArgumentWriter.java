package dev.moonlet.processor.generation;

import com.palantir.javapoet.CodeBlock;
import dev.moonlet.processor.model.ArgumentShape;
import dev.moonlet.processor.model.BoundParameter;
import java.util.Comparator;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes the calls that add parameters to a call of a script. */
final class ArgumentWriter {

    private static final Pattern LAMBDA_NAME = Pattern.compile("_*(call|name|value|array|values)\\d+");

    private final ValueConstants constants;

    /** What the names of lambda parameters begin with, so that no parameter of the method has them. */
    private String prefix = "";

    ArgumentWriter(ValueConstants constants) {
        this.constants = constants;
    }

    /** Whether a JSON codec is needed to send a value. */
    static boolean isJson(ArgumentShape shape) {
        if (shape instanceof ArgumentShape.OptionalOf optional) {
            return isJson(optional.value());
        }
        if (shape instanceof ArgumentShape.ArrayOf array) {
            return isJson(array.element());
        }
        if (shape instanceof ArgumentShape.RestOf rest) {
            return isJson(rest.element());
        }
        return shape instanceof ArgumentShape.Json
                || (shape instanceof ArgumentShape.Coded coded && isJson(coded.value()));
    }

    /** {@code .string("name", name)} */
    CodeBlock added(BoundParameter parameter, Set<String> taken) {
        prefix = taken.stream()
                .filter(name -> LAMBDA_NAME.matcher(name).matches())
                .map(name -> name.replaceAll("[^_]", "") + "_")
                .max(Comparator.naturalOrder())
                .orElse("");
        String name = parameter.parameter().isEmpty() ? parameter.declaration().name() : parameter.parameter();
        ArgumentShape shape = parameter.shape();
        if (shape instanceof ArgumentShape.Absent) {
            return CodeBlock.of(".absent($S)", name);
        }
        CodeBlock value = CodeBlock.of("$N", parameter.parameter());
        if (shape instanceof ArgumentShape.RestOf rest) {
            return CodeBlock.of(
                    ".rest($S, $L, $L)", name, iterable(value, rest.container()), encoder(rest.element(), 1));
        }
        if (shape instanceof ArgumentShape.OptionalOf optional) {
            return CodeBlock.of(
                    ".$L$L($S, $L, $L)",
                    optional.string() ? "optionalString" : "optional",
                    optional.wrapped() ? "Of" : "",
                    name,
                    value,
                    encoder(optional.value(), 1));
        }
        return CodeBlock.of(".$L", addition(CodeBlock.of("$S", name), value, shape, 1));
    }

    /** {@code string("name", name)}: how a value is added to a call. */
    private CodeBlock addition(CodeBlock name, CodeBlock value, ArgumentShape shape, int depth) {
        if (shape instanceof ArgumentShape.ArrayOf array) {
            return CodeBlock.of(
                    "array($L, $L, $L)",
                    name,
                    iterable(value, array.container()),
                    elementEncoder(array.element(), depth));
        }
        if (shape instanceof ArgumentShape.Json json) {
            return CodeBlock.of("json($L, $L, this.json, $L)", name, value, constants.jsonType(json.type()));
        }
        if (shape instanceof ArgumentShape.Coded coded) {
            return CodeBlock.of(
                    "coded($L, $L, $L, $L)",
                    name,
                    value,
                    constants.codec(coded.codec()),
                    encoder(coded.value(), depth));
        }
        return CodeBlock.of("$L($L, $L)", ((ArgumentShape.Value) shape).method(), name, value);
    }

    /** A function that adds a value to a call. */
    private CodeBlock encoder(ArgumentShape shape, int depth) {
        if (shape instanceof ArgumentShape.Value value) {
            return CodeBlock.of("$T::$L", RuntimeTypes.SCRIPT_CALL, value.method());
        }
        if (shape instanceof ArgumentShape.Coded coded) {
            return CodeBlock.of(
                    "$T.coding($L, $L)",
                    RuntimeTypes.SCRIPT_CALL,
                    constants.codec(coded.codec()),
                    encoder(coded.value(), depth));
        }
        String call = prefix + "call" + depth;
        String name = prefix + "name" + depth;
        String value = prefix + "value" + depth;
        return CodeBlock.of(
                "($L, $L, $L) -> $L.$L",
                call,
                name,
                value,
                call,
                addition(CodeBlock.of(name), CodeBlock.of(value), shape, depth + 1));
    }

    /** A function that adds a value to a table. */
    private CodeBlock elementEncoder(ArgumentShape shape, int depth) {
        if (shape instanceof ArgumentShape.Value value) {
            return CodeBlock.of("$T::$L", RuntimeTypes.JSON_ARRAY, value.method());
        }
        if (shape instanceof ArgumentShape.Coded coded) {
            return CodeBlock.of(
                    "$T.coding($L, $L)",
                    RuntimeTypes.JSON_ARRAY,
                    constants.codec(coded.codec()),
                    elementEncoder(coded.value(), depth));
        }
        String array = prefix + "array" + depth;
        String values = prefix + "values" + depth;
        if (shape instanceof ArgumentShape.Json json) {
            return CodeBlock.of(
                    "($L, $L) -> $L.json($L, this.json, $L)",
                    array,
                    values,
                    array,
                    values,
                    constants.jsonType(json.type()));
        }
        ArgumentShape.ArrayOf inner = (ArgumentShape.ArrayOf) shape;
        return CodeBlock.of(
                "($L, $L) -> $L.array($L, $L)",
                array,
                values,
                array,
                iterable(CodeBlock.of(values), inner.container()),
                elementEncoder(inner.element(), depth + 1));
    }

    private static CodeBlock iterable(CodeBlock value, ArgumentShape.Container container) {
        return switch (container) {
            case ITERABLE -> value;
            case ARRAY -> CodeBlock.of("$T.of($L)", RuntimeTypes.ARRAY_VALUES, value);
        };
    }
}
