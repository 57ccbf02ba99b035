package dev.moonlet.processor.generation;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.moonlet.processor.model.EnumConstants;
import dev.moonlet.script.JavaEnum;
import dev.moonlet.script.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** The constants for the codecs and the types of JSON that an implementation uses. */
final class ValueConstants {

    private record Key(TypeName type, CodeBlock initializer) {}

    private final Set<String> taken;
    private final Map<Key, FieldSpec> fields = new LinkedHashMap<>();

    /** No constants yet; some names are taken by others, and by parameters. */
    ValueConstants(Set<String> taken) {
        this.taken = Set.copyOf(taken);
    }

    /** The fields, in the order of their first use. */
    List<FieldSpec> fields() {
        return List.copyOf(fields.values());
    }

    /** An instance of a codec, or the codes of an enum. */
    CodeBlock codec(TypeElement codec) {
        ClassName type = ClassName.get(codec);
        if (codec.getKind() == ElementKind.ENUM) {
            return codes(EnumConstants.of(codec), type);
        }
        return constant(type, CodeBlock.of("new $T()", type), type.simpleName());
    }

    /** The type of a value that is read from or written as JSON. */
    CodeBlock jsonType(TypeMirror type) {
        TypeName field = ParameterizedTypeName.get(RuntimeTypes.JSON_TYPE, TypeName.get(type));
        return constant(field, jsonTypeOf(type), name(type));
    }

    /** The codes of an enum. */
    private CodeBlock codes(JavaEnum constants, ClassName type) {
        boolean texts = constants.codes() == JavaEnum.Codes.TEXTS;
        TypeName codeType = ClassName.get(texts ? String.class : Long.class);
        TypeName field = ParameterizedTypeName.get(RuntimeTypes.ENUM_CODES, type, codeType);
        CodeBlock.Builder codes = CodeBlock.builder().add("new $T($T.class)$>$>", field, type);
        for (JavaEnum.Constant constant : constants.constants()) {
            CodeBlock code = texts
                    ? CodeBlock.of("$S", constant.text().orElseThrow())
                    : CodeBlock.of("$LL", constant.code().orElseThrow());
            codes.add("\n.code($L, $T.$N)", code, type, constant.name());
        }
        return constant(field, codes.add("$<$<").build(), type.simpleName() + "Codes");
    }

    /** A decoder of replies. */
    CodeBlock decoder(TypeName type, CodeBlock initializer, String name) {
        return constant(type, initializer, name);
    }

    private CodeBlock constant(TypeName type, CodeBlock initializer, String wanted) {
        Key key = new Key(type, initializer);
        FieldSpec field = fields.get(key);
        if (field == null) {
            field = FieldSpec.builder(type, free(wanted), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .initializer(initializer)
                    .build();
            fields.put(key, field);
        }
        return CodeBlock.of("$N", field);
    }

    private String free(String wanted) {
        String constant = Names.snakeCase(wanted).toUpperCase(Locale.ROOT);
        String name = constant;
        for (int i = 2; isTaken(name); i++) {
            name = constant + "_" + i;
        }
        return name;
    }

    private boolean isTaken(String name) {
        return taken.contains(name)
                || fields.values().stream().anyMatch(field -> field.name().equals(name));
    }

    private static CodeBlock jsonTypeOf(TypeMirror type) {
        if (type instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() == null
                    ? CodeBlock.of("$T.of($T.class)", RuntimeTypes.JSON_TYPE, Object.class)
                    : jsonTypeOf(wildcard.getExtendsBound());
        }
        if (type instanceof DeclaredType declared
                && !declared.getTypeArguments().isEmpty()) {
            CodeBlock arguments = declared.getTypeArguments().stream()
                    .map(ValueConstants::jsonTypeOf)
                    .collect(CodeBlock.joining(",$W"));
            return CodeBlock.of("$T.of($T.class,$W$L)", RuntimeTypes.JSON_TYPE, rawType(declared), arguments);
        }
        return CodeBlock.of("$T.of($T.class)", RuntimeTypes.JSON_TYPE, TypeName.get(type));
    }

    private static ClassName rawType(DeclaredType type) {
        return ClassName.get((TypeElement) type.asElement());
    }

    /** {@code MapStringPoint} for {@code Map<String, Point>}. */
    static String name(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return name(array.getComponentType()) + "Array";
        }
        if (type instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() == null ? "Any" : name(wildcard.getExtendsBound());
        }
        if (type instanceof DeclaredType declared) {
            return declared.asElement().getSimpleName()
                    + declared.getTypeArguments().stream()
                            .map(ValueConstants::name)
                            .collect(Collectors.joining());
        }
        String primitive = type.toString();
        return Character.toUpperCase(primitive.charAt(0)) + primitive.substring(1);
    }
}
