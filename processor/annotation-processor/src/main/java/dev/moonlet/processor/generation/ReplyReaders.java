package dev.moonlet.processor.generation;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.moonlet.processor.model.ResultDecoding;
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
    private final Map<ResultDecoding.RecordOf, MethodSpec> methods = new LinkedHashMap<>();

    ReplyReaders(ClassName owner, ValueConstants constants) {
        this.owner = owner;
        this.constants = constants;
    }

    /** The methods that the expressions call. */
    List<MethodSpec> methods() {
        return List.copyOf(methods.values());
    }

    /** An expression of type {@code ReplyDecoder} for a whole reply, where some names are taken. */
    CodeBlock decoder(ResultDecoding decoding, Set<String> taken) {
        return decoding instanceof ResultDecoding.OfValue value
                ? decoder(value, REPLY, "", taken)
                : CodeBlock.of("$T.nothing()", RuntimeTypes.REPLY_DECODER);
    }

    /** An expression of type {@code ReplyDecoder} for a value at a path. */
    private CodeBlock decoder(ResultDecoding.OfValue decoding, String variable, String path, Set<String> taken) {
        if (decoding instanceof ResultDecoding.RecordOf record && path.isEmpty()) {
            return readerOf(record);
        }
        String reply = free(variable, taken);
        return CodeBlock.of("$L -> $L", reply, decoding.accept(new Read(reply, path, with(taken, reply))));
    }

    /** A reference to the method that reads a record. */
    private CodeBlock readerOf(ResultDecoding.RecordOf record) {
        String method = recordReader(record).name();
        return record.needsJson() ? CodeBlock.of("this::$N", method) : CodeBlock.of("$T::$N", owner, method);
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
    private final class Read implements ResultDecoding.Visitor<CodeBlock> {

        private final String reply;
        private final String path;
        private final Set<String> taken;

        Read(String reply, String path, Set<String> taken) {
            this.reply = reply;
            this.path = path;
            this.taken = taken;
        }

        @Override
        public CodeBlock scalar(ResultDecoding.Scalar scalar) {
            return CodeBlock.of("$L.$L($S)", reply, scalar.reader(), path);
        }

        @Override
        public CodeBlock constant(ResultDecoding.Constant constant) {
            return CodeBlock.of("$L.constant($S, $T.class)", reply, path, constant.type());
        }

        @Override
        public CodeBlock json(ResultDecoding.Json json) {
            return CodeBlock.of("$L.json($S, this.json, $L)", reply, path, constants.jsonType(json.type()));
        }

        @Override
        public CodeBlock coded(ResultDecoding.Coded coded) {
            return CodeBlock.of(
                    "$L.coded($S, $L, $L)",
                    reply,
                    path,
                    constants.codec(coded.codec()),
                    decoder(coded.value(), "value", path, taken));
        }

        @Override
        public CodeBlock list(ResultDecoding.ListOf list) {
            CodeBlock read = CodeBlock.of(
                    "$L.$L($S, $L)",
                    reply,
                    list.container() == ResultDecoding.Container.SET ? "set" : "list",
                    path,
                    decoder(list.value(), "element", "", taken));
            return switch (list.container()) {
                case LIST, SET -> read;
                case ARRAY -> CodeBlock.of("$L.toArray($T[]::new)", read, list.elementType());
                case PRIMITIVE_ARRAY -> primitives(read, list.elementType());
            };
        }

        @Override
        public CodeBlock map(ResultDecoding.MapOf map) {
            return CodeBlock.of("$L.map($S, $L)", reply, path, decoder(map.value(), "value", "", taken));
        }

        @Override
        public CodeBlock optional(ResultDecoding.OptionalOf optional) {
            if (optional.value() instanceof ResultDecoding.Json json) {
                CodeBlock value = CodeBlock.of(
                        "$L.optionalJson($S, this.json, $L)", reply, path, constants.jsonType(json.type()));
                return optional.wrapped() ? CodeBlock.of("$T.ofNullable($L)", Optional.class, value) : value;
            }
            CodeBlock value = optional.value().accept(this);
            return optional.wrapped()
                    ? CodeBlock.of(
                            "$L.skipNil() ? $T.empty() : $T.of($L)", reply, Optional.class, Optional.class, value)
                    : CodeBlock.of("$L.skipNil() ? null : $L", reply, value);
        }

        @Override
        public CodeBlock record(ResultDecoding.RecordOf record) {
            return path.isEmpty()
                    ? CodeBlock.of("$N($L)", recordReader(record).name(), reply)
                    : CodeBlock.of("$L.at($S, $L)", reply, path, readerOf(record));
        }
    }

    private static CodeBlock primitives(CodeBlock read, TypeMirror type) {
        String kind = TypeName.get(type).toString();
        if (!STREAMED.contains(type.getKind())) {
            return CodeBlock.of("$T.$Ls($L)", RuntimeTypes.ARRAY_VALUES, kind, read);
        }
        String mapping = "mapTo" + Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
        return CodeBlock.of("$L.stream().$L($T::$LValue).toArray()", read, mapping, boxed(type), kind);
    }

    private static TypeName boxed(TypeMirror primitive) {
        return TypeName.get(primitive).box();
    }

    private MethodSpec recordReader(ResultDecoding.RecordOf record) {
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

    private MethodSpec recordReader(ResultDecoding.RecordOf record, String name) {
        TypeName type = TypeName.get(record.type());
        Set<String> components =
                record.fields().stream().map(ResultDecoding.Field::component).collect(Collectors.toSet());
        String reply = free(REPLY, components);
        Set<String> taken = with(components, reply);
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addModifiers(
                        record.needsJson()
                                ? new Modifier[] {Modifier.PRIVATE}
                                : new Modifier[] {Modifier.PRIVATE, Modifier.STATIC})
                .returns(type)
                .addParameter(RuntimeTypes.REPLY, reply);
        method.addStatement("$L.fields($L)", reply, record.fields().size());
        for (ResultDecoding.Field field : record.fields()) {
            CodeBlock value = field.decoding().accept(new Read(reply, field.path(), taken));
            method.addStatement("$T $N = $L", field.type(), field.component(), value);
        }
        List<ResultDecoding.Field> ordered = new ArrayList<>(record.fields());
        ordered.sort(Comparator.comparingInt(ResultDecoding.Field::index));
        CodeBlock arguments = ordered.stream()
                .map(field -> CodeBlock.of("$N", field.component()))
                .collect(CodeBlock.joining(", "));
        return method.addStatement("return new $T($L)", type, arguments).build();
    }
}
