package dev.moonlet.processor.generation;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.moonlet.processor.model.ResultShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Writes the code that reads replies: an expression for each result, and a method for each record. */
final class ReplyReaders {

    private static final String REPLY = "reply";

    /** Of what {@code java.util.stream} makes arrays. */
    private static final Set<TypeKind> STREAMED = Set.of(TypeKind.INT, TypeKind.LONG, TypeKind.DOUBLE);

    private final ClassName owner;
    private final ValueConstants constants;
    private final Map<ResultShape.RecordOf, MethodSpec> methods = new LinkedHashMap<>();

    ReplyReaders(ClassName owner, ValueConstants constants) {
        this.owner = owner;
        this.constants = constants;
    }

    /** The methods that the expressions call. */
    List<MethodSpec> methods() {
        return List.copyOf(methods.values());
    }

    /** An expression of type {@code ReplyDecoder} for a whole reply, where some names are taken. */
    CodeBlock decoder(ResultShape shape, Set<String> taken) {
        if (shape instanceof ResultShape.Nothing) {
            return CodeBlock.of("$T.nothing()", RuntimeTypes.REPLY_DECODER);
        }
        return decoder(shape, REPLY, "", taken);
    }

    /** An expression of type {@code ReplyDecoder} for a value at a path. */
    private CodeBlock decoder(ResultShape shape, String variable, String path, Set<String> taken) {
        if (shape instanceof ResultShape.RecordOf record && path.isEmpty()) {
            return readerOf(record);
        }
        String reply = free(variable, taken);
        return CodeBlock.of("$L -> $L", reply, read(shape, reply, path, with(taken, reply)));
    }

    /** A reference to the method that reads a record. */
    private CodeBlock readerOf(ResultShape.RecordOf record) {
        String method = recordReader(record).name();
        return isJson(record) ? CodeBlock.of("this::$N", method) : CodeBlock.of("$T::$N", owner, method);
    }

    private static Set<String> with(Set<String> taken, String name) {
        Set<String> names = new HashSet<>(taken);
        names.add(name);
        return names;
    }

    private static String free(String wanted, Set<String> taken) {
        String name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + i;
        }
        return name;
    }

    /** An expression that reads a value. */
    private CodeBlock read(ResultShape shape, String reply, String path, Set<String> taken) {
        if (shape instanceof ResultShape.Value value) {
            return CodeBlock.of("$L.$L($S)", reply, value.reader(), path);
        }
        if (shape instanceof ResultShape.Constant constant) {
            return CodeBlock.of("$L.constant($S, $T.class)", reply, path, constant.type());
        }
        if (shape instanceof ResultShape.Json json) {
            return CodeBlock.of("$L.json($S, this.json, $L)", reply, path, constants.jsonType(json.type()));
        }
        if (shape instanceof ResultShape.Coded coded) {
            return CodeBlock.of(
                    "$L.coded($S, $L, $L)",
                    reply,
                    path,
                    constants.codec(coded.codec()),
                    decoder(coded.value(), "value", path, taken));
        }
        if (shape instanceof ResultShape.ListOf list) {
            return list(list, reply, path, taken);
        }
        if (shape instanceof ResultShape.MapOf map) {
            return CodeBlock.of("$L.map($S, $L)", reply, path, decoder(map.value(), "value", "", taken));
        }
        if (shape instanceof ResultShape.OptionalOf optional && optional.value() instanceof ResultShape.Json json) {
            CodeBlock value =
                    CodeBlock.of("$L.optionalJson($S, this.json, $L)", reply, path, constants.jsonType(json.type()));
            return optional.wrapped() ? CodeBlock.of("$T.ofNullable($L)", Optional.class, value) : value;
        }
        if (shape instanceof ResultShape.OptionalOf optional) {
            CodeBlock value = read(optional.value(), reply, path, taken);
            return optional.wrapped()
                    ? CodeBlock.of(
                            "$L.skipNil() ? $T.empty() : $T.of($L)", reply, Optional.class, Optional.class, value)
                    : CodeBlock.of("$L.skipNil() ? null : $L", reply, value);
        }
        if (shape instanceof ResultShape.RecordOf record) {
            return path.isEmpty()
                    ? CodeBlock.of("$N($L)", recordReader(record).name(), reply)
                    : CodeBlock.of("$L.at($S, $L)", reply, path, readerOf(record));
        }
        return CodeBlock.of("null");
    }

    /** Whether a JSON codec, of which each instance has its own, is needed to read a value. */
    static boolean isJson(ResultShape shape) {
        if (shape instanceof ResultShape.RecordOf record) {
            return record.fields().stream().anyMatch(field -> isJson(field.shape()));
        }
        if (shape instanceof ResultShape.ListOf list) {
            return isJson(list.element());
        }
        if (shape instanceof ResultShape.MapOf map) {
            return isJson(map.value());
        }
        if (shape instanceof ResultShape.OptionalOf optional) {
            return isJson(optional.value());
        }
        return shape instanceof ResultShape.Json || (shape instanceof ResultShape.Coded coded && isJson(coded.value()));
    }

    /** The names of the components of all records in a result, which are locals where these are read. */
    static Set<String> components(ResultShape shape) {
        Set<String> names = new HashSet<>();
        if (shape instanceof ResultShape.RecordOf record) {
            record.fields().forEach(field -> {
                names.add(field.component());
                names.addAll(components(field.shape()));
            });
        } else if (shape instanceof ResultShape.ListOf list) {
            names.addAll(components(list.element()));
        } else if (shape instanceof ResultShape.MapOf map) {
            names.addAll(components(map.value()));
        } else if (shape instanceof ResultShape.OptionalOf optional) {
            names.addAll(components(optional.value()));
        } else if (shape instanceof ResultShape.Coded coded) {
            names.addAll(components(coded.value()));
        }
        return names;
    }

    private CodeBlock list(ResultShape.ListOf list, String reply, String path, Set<String> taken) {
        CodeBlock read = CodeBlock.of(
                "$L.$L($S, $L)",
                reply,
                list.container() == ResultShape.Container.SET ? "set" : "list",
                path,
                decoder(list.element(), "element", "", taken));
        return switch (list.container()) {
            case LIST, SET -> read;
            case ARRAY -> CodeBlock.of("$L.toArray($T[]::new)", read, list.elementType());
            case PRIMITIVE_ARRAY -> {
                String kind = TypeName.get(list.elementType()).toString();
                if (!STREAMED.contains(list.elementType().getKind())) {
                    yield CodeBlock.of("$T.$Ls($L)", RuntimeTypes.ARRAY_VALUES, kind, read);
                }
                String mapping = "mapTo" + Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
                yield CodeBlock.of(
                        "$L.stream().$L($T::$LValue).toArray()", read, mapping, boxed(list.elementType()), kind);
            }
        };
    }

    private static TypeName boxed(TypeMirror primitive) {
        return TypeName.get(primitive).box();
    }

    private MethodSpec recordReader(ResultShape.RecordOf record) {
        MethodSpec method = methods.get(record);
        if (method == null) {
            method = recordReader(
                    record, freeName("read" + record.type().asElement().getSimpleName()));
            methods.put(record, method);
        }
        return method;
    }

    private String freeName(String wanted) {
        String name = wanted;
        for (int i = 2; isTaken(name); i++) {
            name = wanted + i;
        }
        return name;
    }

    private boolean isTaken(String name) {
        return methods.values().stream().anyMatch(method -> method.name().equals(name));
    }

    private MethodSpec recordReader(ResultShape.RecordOf record, String name) {
        TypeName type = TypeName.get(record.type());
        Set<String> components =
                record.fields().stream().map(ResultShape.Field::component).collect(Collectors.toSet());
        String reply = free(REPLY, components);
        Set<String> taken = with(components, reply);
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addModifiers(
                        isJson(record)
                                ? new Modifier[] {Modifier.PRIVATE}
                                : new Modifier[] {Modifier.PRIVATE, Modifier.STATIC})
                .returns(type)
                .addParameter(RuntimeTypes.REPLY, reply);
        method.addStatement("$L.fields($L)", reply, record.fields().size());
        for (ResultShape.Field field : record.fields()) {
            CodeBlock value = read(field.shape(), reply, field.path(), taken);
            method.addStatement("$T $N = $L", field.type(), field.component(), value);
        }
        List<ResultShape.Field> ordered = new ArrayList<>(record.fields());
        ordered.sort(Comparator.comparingInt(ResultShape.Field::index));
        CodeBlock arguments = ordered.stream()
                .map(field -> CodeBlock.of("$N", field.component()))
                .collect(CodeBlock.joining(", "));
        return method.addStatement("return new $T($L)", type, arguments).build();
    }
}
