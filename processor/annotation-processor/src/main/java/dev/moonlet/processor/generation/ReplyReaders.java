package dev.moonlet.processor.generation;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.moonlet.processor.model.ResultDecoding;
import dev.moonlet.processor.model.WireForm;
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
    private final ReaderNames names = new ReaderNames();
    private final Map<ResultDecoding.RecordOf, MethodSpec> methods = new LinkedHashMap<>();

    ReplyReaders(ClassName owner, ValueConstants constants) {
        this.owner = owner;
        this.constants = constants;
    }

    /** The methods that the expressions call. */
    List<MethodSpec> methods() {
        return List.copyOf(methods.values());
    }

    /**
     * An expression of type {@code ReplyDecoder} for a whole reply.
     *
     * @param method the method of the interface whose result it is
     * @param taken the names of variables
     */
    CodeBlock decoder(ResultDecoding decoding, String method, Set<String> taken) {
        if (decoding instanceof ResultDecoding.Undeclared undeclared) {
            return CodeBlock.of(
                    "$T.undeclared($L)", RuntimeTypes.REPLY_DECODER, decoder(undeclared.value(), method, taken));
        }
        return decoding instanceof ResultDecoding.OfValue value
                ? value.accept(new Decoder(ReaderNames.free(REPLY, taken), "", method, taken))
                : CodeBlock.of("$T.nothing()", RuntimeTypes.REPLY_DECODER);
    }

    /** An expression of type {@code ReplyDecoder}: a reference to a method if there is one, or a lambda. */
    private final class Decoder implements ResultDecoding.Visitor<CodeBlock> {

        private final String parameter;
        private final Read read;

        /**
         * A decoder.
         *
         * @param parameter the parameter of the lambda
         * @param component the component that it is a part of; empty if it is none
         */
        Decoder(String parameter, String component, String method, Set<String> taken) {
            Set<String> names = new HashSet<>(taken);
            names.add(parameter);
            this.parameter = parameter;
            this.read = new Read(parameter, "", component, method, names);
        }

        private CodeBlock lambda(ResultDecoding.OfValue decoding) {
            return CodeBlock.of("$L ->$W$L", parameter, decoding.accept(read));
        }

        @Override
        public CodeBlock scalar(ResultDecoding.Scalar scalar) {
            return CodeBlock.of("$T::$L", RuntimeTypes.REPLY, scalar.reader());
        }

        @Override
        public CodeBlock record(ResultDecoding.RecordOf record) {
            String reader = recordReader(record, read.method).name();
            return record.needsCodec() ? CodeBlock.of("this::$N", reader) : CodeBlock.of("$T::$N", owner, reader);
        }

        @Override
        public CodeBlock constant(ResultDecoding.Constant constant) {
            return lambda(constant);
        }

        @Override
        public CodeBlock json(ResultDecoding.Json json) {
            return lambda(json);
        }

        @Override
        public CodeBlock coded(ResultDecoding.Coded coded) {
            return lambda(coded);
        }

        @Override
        public CodeBlock list(ResultDecoding.ListOf list) {
            return lambda(list);
        }

        @Override
        public CodeBlock map(ResultDecoding.MapOf map) {
            return lambda(map);
        }

        @Override
        public CodeBlock optional(ResultDecoding.OptionalOf optional) {
            return lambda(optional);
        }

        @Override
        public CodeBlock pairs(ResultDecoding.PairsOf pairs) {
            return lambda(pairs);
        }

        @Override
        public CodeBlock wrapped(ResultDecoding.Wrapped wrapped) {
            return lambda(wrapped);
        }

        @Override
        public CodeBlock shapes(ResultDecoding.ShapesOf shapes) {
            return read.shapesDecoder(shapes);
        }
    }

    /** An expression that reads a value. */
    private final class Read implements ResultDecoding.Visitor<CodeBlock> {

        private final String reply;
        private final String path;
        private final String component;
        private final String method;
        private final Set<String> taken;

        /**
         * Reads from a variable.
         *
         * @param reply the variable
         * @param path where the value is in the one that holds it; may be empty
         * @param component the component that it is, or is a part of; empty if it is none
         * @param method the method of the interface whose result is read
         * @param taken the names of all variables
         */
        Read(String reply, String path, String component, String method, Set<String> taken) {
            this.reply = reply;
            this.path = path;
            this.component = component;
            this.method = method;
            this.taken = Set.copyOf(taken);
        }

        /** {@code reply.string(".name")}, with more arguments. */
        private CodeBlock call(String reader, CodeBlock... arguments) {
            List<CodeBlock> all = new ArrayList<>();
            if (!path.isEmpty()) {
                all.add(CodeBlock.of("$S", path));
            }
            all.addAll(List.of(arguments));
            return CodeBlock.of("$L.$L($L)", reply, reader, CodeBlock.join(all, ",$W"));
        }

        private CodeBlock decoder(ResultDecoding.OfValue decoding, String parameter) {
            return decoding.accept(new Decoder(parameter, component, method, taken));
        }

        /** The decoder of what is in a list or a map. */
        private CodeBlock elementDecoder(ResultDecoding.OfValue decoding, String otherwise) {
            return decoder(decoding, ReaderNames.element(component, otherwise, taken));
        }

        @Override
        public CodeBlock scalar(ResultDecoding.Scalar scalar) {
            return call(scalar.reader());
        }

        @Override
        public CodeBlock constant(ResultDecoding.Constant constant) {
            return call("constant", CodeBlock.of("$T.class", constant.type()));
        }

        @Override
        public CodeBlock json(ResultDecoding.Json json) {
            String form = json.form().notation();
            return call(form, CodeBlock.of("this.$L", form), constants.jsonType(json.type()));
        }

        @Override
        public CodeBlock coded(ResultDecoding.Coded coded) {
            return call(
                    "coded",
                    constants.codec(coded.codec()),
                    decoder(coded.value(), ReaderNames.free("encoded", taken)));
        }

        @Override
        public CodeBlock list(ResultDecoding.ListOf list) {
            CodeBlock read = call(
                    switch (list.container()) {
                        case SET -> "set";
                        case PAIRS -> "pairs";
                        case LIST, ARRAY, PRIMITIVE_ARRAY -> "list";
                    },
                    elementDecoder(list.value(), "element"));
            return switch (list.container()) {
                case LIST, SET, PAIRS -> read;
                case ARRAY -> CodeBlock.of("$L.toArray($T[]::new)", read, list.elementType());
                case PRIMITIVE_ARRAY -> primitives(read, list.elementType());
            };
        }

        @Override
        public CodeBlock map(ResultDecoding.MapOf map) {
            return call("map", elementDecoder(map.value(), "value"));
        }

        @Override
        public CodeBlock optional(ResultDecoding.OptionalOf optional) {
            if (optional.value() instanceof ResultDecoding.Json json) {
                String form = json.form().notation();
                String reader = json.form() == WireForm.JSON ? "optionalJson" : "optionalMsgpack";
                CodeBlock value = call(reader, CodeBlock.of("this.$L", form), constants.jsonType(json.type()));
                return optional.wrapped() ? CodeBlock.of("$T.ofNullable($L)", Optional.class, value) : value;
            }
            return optional.wrapped()
                    ? call("optional", decoder(optional.value(), ReaderNames.free("present", taken)))
                    : CodeBlock.of(
                            "$L.skipNil() ? null : $L", reply, optional.value().accept(this));
        }

        @Override
        public CodeBlock pairs(ResultDecoding.PairsOf pairs) {
            CodeBlock read = call("pairs", elementDecoder(pairs.key(), "key"), elementDecoder(pairs.value(), "value"));
            return pairs.linked() ? CodeBlock.of("new $T<>($L)", LinkedHashMap.class, read) : read;
        }

        @Override
        public CodeBlock wrapped(ResultDecoding.Wrapped wrapped) {
            return CodeBlock.of("new $T($L)", wrapped.type(), wrapped.value().accept(this));
        }

        @Override
        public CodeBlock shapes(ResultDecoding.ShapesOf shapes) {
            return CodeBlock.of("$L.at($S,$W$L)", reply, path, shapesDecoder(shapes));
        }

        /** The decoder of a value of several shapes: a constant, unless it needs the codec of JSON. */
        CodeBlock shapesDecoder(ResultDecoding.ShapesOf shapes) {
            return new ShapesWriter(
                            constants,
                            shape -> ReplyReaders.this.decoder(shape, method, shapes.needsCodec() ? taken : Set.of()))
                    .decoder(shapes, (component.isEmpty() ? method : component) + "Shapes");
        }

        @Override
        public CodeBlock record(ResultDecoding.RecordOf record) {
            return path.isEmpty()
                    ? CodeBlock.of("$N($L)", recordReader(record, method).name(), reply)
                    : call("at", decoder(record, REPLY));
        }
    }

    /** What a component is that the reply leaves out. */
    private static CodeBlock nothing(ResultDecoding.OfValue decoding) {
        return decoding instanceof ResultDecoding.OptionalOf optional && optional.wrapped()
                ? CodeBlock.of("$T.empty()", Optional.class)
                : CodeBlock.of(decoding instanceof ResultDecoding.OptionalOf ? "null" : "false");
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

    private MethodSpec recordReader(ResultDecoding.RecordOf record, String method) {
        MethodSpec reader = methods.get(record);
        if (reader == null) {
            reader = recordReader(record, method, names.reader(record, method));
            methods.put(record, reader);
        }
        return reader;
    }

    private MethodSpec recordReader(ResultDecoding.RecordOf record, String method, String name) {
        TypeName type = TypeName.get(record.type());
        Set<String> taken =
                record.fields().stream().map(ResultDecoding.Field::component).collect(Collectors.toSet());
        String reply = ReaderNames.free(REPLY, taken);
        taken.add(reply);
        MethodSpec.Builder reader = MethodSpec.methodBuilder(name)
                .addModifiers(
                        record.needsCodec()
                                ? new Modifier[] {Modifier.PRIVATE}
                                : new Modifier[] {Modifier.PRIVATE, Modifier.STATIC})
                .returns(type)
                .addParameter(RuntimeTypes.REPLY, reply);
        String count = ReaderNames.free("count", taken);
        boolean mayBeShorter = record.required() < record.fields().size();
        if (mayBeShorter) {
            taken.add(count);
            reader.addStatement(
                    "int $L = $L.fields($L, $L)",
                    count,
                    reply,
                    record.required(),
                    record.fields().size());
        } else if (!record.flat()) {
            reader.addStatement("$L.fields($L)", reply, record.fields().size());
        }
        for (ResultDecoding.Field field : record.fields()) {
            CodeBlock value = field.decoding().accept(new Read(reply, field.path(), field.component(), method, taken));
            if (mayBeShorter && field.index() >= record.required()) {
                boolean plain = field.decoding() instanceof ResultDecoding.OptionalOf optional && !optional.wrapped();
                value = CodeBlock.of(
                        plain ? "$L > $L ? ($L) : $L" : "$L > $L ? $L : $L",
                        count,
                        field.index(),
                        value,
                        nothing(field.decoding()));
            }
            reader.addStatement("$T $N =$W$L", field.type(), field.component(), value);
        }
        List<ResultDecoding.Field> ordered = new ArrayList<>(record.fields());
        ordered.sort(Comparator.comparingInt(ResultDecoding.Field::index));
        CodeBlock arguments = ordered.stream()
                .map(field -> CodeBlock.of("$N", field.component()))
                .collect(CodeBlock.joining(",$W"));
        return reader.addStatement("return new $T($L)", type, arguments).build();
    }
}
