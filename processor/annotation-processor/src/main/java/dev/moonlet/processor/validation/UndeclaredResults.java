package dev.moonlet.processor.validation;

import dev.moonlet.processor.model.CodecUse;
import dev.moonlet.processor.model.EnumConstants;
import dev.moonlet.script.JavaEnum;
import dev.moonlet.script.LuaType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** What a script that declares no result has to return for a Java type. */
final class UndeclaredResults {

    private static final Set<String> NULLABLE = Set.of("Nullable", "CheckForNull");
    private static final Set<String> ARRAYS =
            Set.of("java.util.List", "java.util.Collection", "java.lang.Iterable", "java.util.Set");
    private static final List<LuaType.Scalar> SCALARS = List.of(
            LuaType.Scalar.STRING,
            LuaType.Scalar.INTEGER,
            LuaType.Scalar.NUMBER,
            LuaType.Scalar.BOOLEAN,
            LuaType.Scalar.ANY);

    private static final int MAX_DEPTH = 20;

    private final Types types;
    private Codecs codecs;

    /** The records whose components are looked at. */
    private final Deque<TypeMirror> within = new ArrayDeque<>();

    UndeclaredResults(Types types, Codecs codecs) {
        this.types = types;
        this.codecs = codecs;
    }

    /**
     * The type of the result; empty if no reply can be decoded as the Java type.
     *
     * @param declared what may have an annotation that says that there may be nothing, besides the type itself
     */
    Optional<LuaType> type(TypeMirror javaType, AnnotatedConstruct declared) {
        Optional<LuaType> type = present(javaType);
        boolean nullable = !javaType.getKind().isPrimitive() && (isNullable(declared) || isNullable(javaType));
        return type.filter(found -> nullable && !found.mayBeNil())
                .<LuaType>map(LuaType.Optional::new)
                .or(() -> type);
    }

    /** Whether an annotation says that there may be nothing. */
    static boolean isNullable(AnnotatedConstruct declared) {
        return declared.getAnnotationMirrors().stream()
                .map(mirror ->
                        mirror.getAnnotationType().asElement().getSimpleName().toString())
                .anyMatch(NULLABLE::contains);
    }

    private Optional<LuaType> present(TypeMirror javaType) {
        Optional<CodecUse> codec = codecs.codec(javaType);
        if (codec.isPresent()) {
            TypeMirror value = codec.get().valueType();
            return new UndeclaredResults(types, codecs.without(codec.get())).type(value, value);
        }
        Optional<TypeMirror> wrapped = JavaTypes.argumentOf(javaType, "java.util.Optional");
        if (wrapped.isPresent()) {
            return type(wrapped.get(), wrapped.get()).map(LuaType::present).map(LuaType.Optional::new);
        }
        String name = JavaTypes.name(javaType);
        Optional<LuaType> scalar = SCALARS.stream()
                .filter(type -> ScalarReaders.reader(type, name).isPresent())
                .<LuaType>map(type -> type)
                .findFirst();
        if (scalar.isPresent() || JavaTypes.isEnum(javaType)) {
            boolean codes = JavaTypes.element(javaType)
                    .flatMap(EnumConstants::codes)
                    .filter(JavaEnum.Codes.INTEGERS::equals)
                    .isPresent();
            return scalar.or(() -> Optional.of(codes ? LuaType.Scalar.INTEGER : LuaType.Scalar.STRING));
        }
        return javaType instanceof ArrayType array
                ? type(array.getComponentType(), array.getComponentType()).map(LuaType.Array::new)
                : ofParts(name, javaType);
    }

    private Optional<LuaType> ofParts(String name, TypeMirror javaType) {
        if (!(javaType instanceof DeclaredType declared)) {
            return Optional.empty();
        }
        List<? extends TypeMirror> arguments = declared.getTypeArguments();
        if (ARRAYS.contains(name) && arguments.size() == 1) {
            return argument(arguments.get(0)).map(LuaType.Array::new);
        }
        if (arguments.size() == 2 && (name.equals("java.util.Map") || name.equals("java.util.LinkedHashMap"))) {
            boolean strings = JavaTypes.name(arguments.get(0)).equals("java.lang.String");
            Optional<LuaType> value = argument(arguments.get(1));
            return strings && name.equals("java.util.Map")
                    ? value.map(LuaType.Map::new)
                    : value.flatMap(found -> argument(arguments.get(0)).map(key -> new LuaType.Pairs(key, found)));
        }
        return JavaTypes.recordElement(javaType).flatMap(type -> record(type, declared));
    }

    private Optional<LuaType> argument(TypeMirror argument) {
        return type(JavaTypes.bound(argument), argument);
    }

    /** A record by position. */
    private Optional<LuaType> record(TypeElement type, DeclaredType javaType) {
        List<LuaType> elements = new ArrayList<>();
        boolean known =
                within.size() < MAX_DEPTH && within.stream().noneMatch(outer -> types.isSameType(outer, javaType));
        within.push(javaType);
        for (DataComponent component : JavaTypes.components(javaType, type, types)) {
            Codecs outer = codecs;
            codecs = outer.within(component.element());
            known = known
                    && type(component.type(), component.element())
                            .map(elements::add)
                            .isPresent();
            codecs = outer;
        }
        within.pop();
        return known && !elements.isEmpty() ? Optional.of(new LuaType.Tuple(elements)) : Optional.empty();
    }
}
