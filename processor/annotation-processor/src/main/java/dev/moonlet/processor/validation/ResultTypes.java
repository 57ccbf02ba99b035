package dev.moonlet.processor.validation;

import dev.moonlet.processor.model.CodecUse;
import dev.moonlet.processor.model.EnumConstants;
import dev.moonlet.processor.model.ResultDecoding;
import dev.moonlet.processor.model.WireForm;
import dev.moonlet.script.JavaEnum;
import dev.moonlet.script.LuaType;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Holds a Java result against a declared one. */
final class ResultTypes {

    /**
     * What does not fit, and what would.
     *
     * @param field the field at fault; empty if the result as a whole is at fault
     */
    record Mismatch(String message, String hint, Optional<Span> field) {}

    private static final String ARRAYS = "List<…>, Set<…>, or an array, but not of byte or char";
    private static final Set<TypeKind> PRIMITIVES =
            Set.of(TypeKind.BOOLEAN, TypeKind.SHORT, TypeKind.INT, TypeKind.LONG, TypeKind.FLOAT, TypeKind.DOUBLE);
    private static final Map<String, ResultDecoding.Container> CONTAINERS = Map.of(
            "java.util.List", ResultDecoding.Container.LIST,
            "java.util.Collection", ResultDecoding.Container.LIST,
            "java.lang.Iterable", ResultDecoding.Container.LIST,
            "java.util.Set", ResultDecoding.Container.SET);
    /** Each level tries several, so that there are few. */
    private static final int MOST_ATTEMPTS = 2;

    private static final Set<String> MAPS = Set.of("java.util.Map", "java.util.LinkedHashMap");

    private final Types types;
    private final Set<String> failures;
    private final boolean declared;
    private Codecs codecs;

    /** How many decodings are tried, one inside of the other. */
    private int attempts;

    private final List<Mismatch> mismatches = new ArrayList<>();
    private Optional<Span> field = Optional.empty();

    /**
     * Holds types against each other.
     *
     * @param failures the normalized names of what the script returns for failures
     * @param declared whether the script declares its result, so that no array ends at a nil
     */
    ResultTypes(Types types, Codecs codecs, Set<String> failures, boolean declared) {
        this.types = types;
        this.codecs = codecs;
        this.failures = Set.copyOf(failures);
        this.declared = declared;
    }

    /** What did not fit so far. */
    List<Mismatch> mismatches() {
        return mismatches;
    }

    /**
     * How a reply of a declared type becomes a Java type; empty if it can't, which is then among the mismatches.
     *
     * @param where what the types are of, as a message says it: {@code result} or {@code field "id"}
     */
    Optional<ResultDecoding.OfValue> decoding(LuaType declared, TypeMirror javaType, String where) {
        Optional<TypeElement> own = JavaTypes.element(javaType);
        if (own.isPresent() && !codecs.isVisible(own.get())) {
            mismatches.add(new Mismatch(
                    where + " is " + JavaTypes.display(javaType) + ", which the implementation can't see",
                    "make it public, or at least visible in the package of the interface",
                    field));
            return Optional.empty();
        }
        Optional<CodecUse> codec = codecs.codec(javaType);
        if (codec.isPresent() && !(declared instanceof LuaType.Optional)) {
            return within(
                            codecs.without(codec.get()),
                            () -> decoding(declared, codec.get().valueType(), where))
                    .map(value -> new ResultDecoding.Coded(codec.get().codec(), value));
        }
        ShapeTypes shapes = new ShapeTypes(this, types, failures);
        return shapes.isOneOfSeveral(declared, javaType)
                ? shapes.union(ShapeTypes.alternatives(declared), javaType)
                        .or(() -> mismatch(declared, javaType, where, ShapeTypes.FITTING))
                : declared.accept(new Kinds(javaType, where));
    }

    /** Whether a decoding fits. Nothing is reported. */
    boolean fits(Supplier<Optional<ResultDecoding.OfValue>> decoding) {
        if (attempts == MOST_ATTEMPTS) {
            return true; // not tried further inside of others
        }
        int before = mismatches.size();
        Optional<Span> place = field;
        attempts++;
        boolean found = decoding.get().isPresent();
        attempts--;
        field = place;
        boolean fits = found && mismatches.size() == before;
        mismatches.subList(before, mismatches.size()).clear();
        return fits;
    }

    /** Whether the implementation can see a type. */
    boolean isVisible(TypeElement type) {
        return codecs.isVisible(type);
    }

    /** Adds what does not fit. */
    void mismatch(String message, String hint) {
        mismatches.add(new Mismatch(message, hint, field));
    }

    /** A record of one component, which a value of a type is. */
    Optional<ResultDecoding.OfValue> wrapped(LuaType declared, DeclaredType record, DataComponent component) {
        return component(component, declared, "component \"" + component.name() + "\"")
                .map(value -> new ResultDecoding.Wrapped(record, value));
    }

    /** How a reply of each kind of type becomes a Java type. */
    private final class Kinds implements LuaType.Visitor<Optional<ResultDecoding.OfValue>> {

        private final TypeMirror javaType;
        private final String where;

        Kinds(TypeMirror javaType, String where) {
            this.javaType = javaType;
            this.where = where;
        }

        @Override
        public Optional<ResultDecoding.OfValue> scalar(LuaType.Scalar declared) {
            return ResultTypes.this.scalar(declared, javaType, where);
        }

        @Override
        public Optional<ResultDecoding.OfValue> optional(LuaType.Optional declared) {
            return ResultTypes.this.optional(declared, javaType, where);
        }

        @Override
        public Optional<ResultDecoding.OfValue> array(LuaType.Array declared) {
            return ResultTypes.this.array(declared, javaType, where);
        }

        @Override
        public Optional<ResultDecoding.OfValue> map(LuaType.Map declared) {
            return ResultTypes.this.map(declared, javaType, where);
        }

        @Override
        public Optional<ResultDecoding.OfValue> pairs(LuaType.Pairs declared) {
            return ResultTypes.this.pairs(declared, javaType, where);
        }

        @Override
        public Optional<ResultDecoding.OfValue> union(LuaType.Union declared) {
            return new ShapeTypes(ResultTypes.this, types, failures)
                    .union(declared.alternatives(), javaType)
                    .or(() -> mismatch(declared, javaType, where, ShapeTypes.FITTING));
        }

        @Override
        public Optional<ResultDecoding.OfValue> tuple(LuaType.Tuple declared) {
            Optional<TypeElement> type = JavaTypes.recordElement(javaType);
            return type.isEmpty()
                    ? mismatch(declared, javaType, where, KotlinTypes.hint(javaType, "a record of as many components"))
                    : record(
                            TableFields.byPosition(declared, type.get(), (DeclaredType) javaType, types),
                            (DeclaredType) javaType,
                            false);
        }

        @Override
        public Optional<ResultDecoding.OfValue> table(LuaType.Table declared) {
            Optional<TypeElement> type = JavaTypes.recordElement(javaType);
            return type.isEmpty()
                    ? mismatch(declared, javaType, where, KotlinTypes.hint(javaType, "a record with these components"))
                    : record(
                            TableFields.byName(declared, type.get(), (DeclaredType) javaType, types, "@return"),
                            (DeclaredType) javaType,
                            false);
        }
    }

    private Optional<ResultDecoding.OfValue> within(Codecs inner, Supplier<Optional<ResultDecoding.OfValue>> decoding) {
        Codecs outer = codecs;
        codecs = inner;
        try {
            return decoding.get();
        } finally {
            codecs = outer;
        }
    }

    /** How the value of a record's component is read. */
    private Optional<ResultDecoding.OfValue> component(DataComponent component, LuaType declared, String where) {
        if (declared instanceof LuaType.Optional
                && KotlinTypes.isNeverNull(component.element())
                && JavaTypes.argumentOf(component.type(), "java.util.Optional").isEmpty()) {
            mismatch(
                    where + " is " + declared.notation() + ", but \"" + component.name() + "\" is never null",
                    "in Kotlin, a type that may be null ends with a question mark");
            return Optional.empty();
        }
        Codecs inner = codecs.within(component.element());
        Optional<ResultDecoding.OfValue> decoding = within(inner, () -> decoding(declared, component.type(), where));
        if (attempts == 0) {
            inner.reportUnused(component.element());
        }
        return decoding;
    }

    private Optional<ResultDecoding.OfValue> array(LuaType.Array declared, TypeMirror javaType, String where) {
        String elementWhere = "element of " + where;
        if (javaType instanceof ArrayType array) {
            TypeMirror component = array.getComponentType();
            boolean primitives = PRIMITIVES.contains(component.getKind());
            boolean objects = component instanceof ArrayType
                    || (component instanceof DeclaredType type
                            && type.getTypeArguments().isEmpty());
            ResultDecoding.Container container =
                    primitives ? ResultDecoding.Container.PRIMITIVE_ARRAY : ResultDecoding.Container.ARRAY;
            return primitives || objects
                    ? decoding(declared.element(), component, elementWhere)
                            .map(element -> new ResultDecoding.ListOf(element, container, component))
                    : mismatch(declared, javaType, where, ARRAYS);
        }
        ResultDecoding.Container container = CONTAINERS.get(JavaTypes.name(javaType));
        List<? extends TypeMirror> arguments =
                javaType instanceof DeclaredType type ? type.getTypeArguments() : List.of();
        if (container == null || arguments.size() != 1) {
            return mismatch(declared, javaType, where, ARRAYS);
        }
        TypeMirror element = JavaTypes.bound(arguments.get(0));
        return decoding(declared.element(), element, elementWhere)
                .map(decoding -> new ResultDecoding.ListOf(decoding, container, element));
    }

    private Optional<ResultDecoding.OfValue> map(LuaType.Map declared, TypeMirror javaType, String where) {
        Optional<TypeMirror> value = JavaTypes.stringMapValue(javaType);
        return value.isPresent()
                ? decoding(declared.value(), value.get(), "value of " + where).map(ResultDecoding.MapOf::new)
                : mismatch(declared, javaType, where, "Map<String, …>");
    }

    private Optional<ResultDecoding.OfValue> pairs(LuaType.Pairs declared, TypeMirror javaType, String where) {
        String name = JavaTypes.name(javaType);
        List<? extends TypeMirror> arguments =
                javaType instanceof DeclaredType type ? type.getTypeArguments() : List.of();
        if (MAPS.contains(name) && arguments.size() == 2) {
            Optional<ResultDecoding.OfValue> key =
                    decoding(declared.key(), JavaTypes.bound(arguments.get(0)), "key of " + where);
            Optional<ResultDecoding.OfValue> value =
                    decoding(declared.value(), JavaTypes.bound(arguments.get(1)), "value of " + where);
            return key.flatMap(found -> value.map(
                    other -> new ResultDecoding.PairsOf(found, other, name.equals("java.util.LinkedHashMap"))));
        }
        Optional<TypeMirror> element = arguments.size() == 1 && CONTAINERS.get(name) == ResultDecoding.Container.LIST
                ? Optional.of(JavaTypes.bound(arguments.get(0)))
                : Optional.empty();
        Optional<TypeElement> pair = element.flatMap(JavaTypes::recordElement)
                .filter(type -> JavaTypes.components(type, types).size() == 2);
        if (pair.isEmpty()) {
            return mismatch(
                    declared,
                    javaType,
                    where,
                    "Map<…, …>, LinkedHashMap<…, …>, or List<…> of records of two components");
        }
        LuaType.Tuple both = new LuaType.Tuple(List.of(declared.key(), declared.value()));
        DeclaredType record = (DeclaredType) element.get();
        return record(TableFields.byPosition(both, pair.get(), record, types), record, true)
                .map(read -> new ResultDecoding.ListOf(read, ResultDecoding.Container.PAIRS, element.get()));
    }

    private Optional<ResultDecoding.OfValue> record(TableFields table, DeclaredType javaType, boolean flat) {
        table.mismatches()
                .forEach(mismatch -> mismatches.add(new Mismatch(
                        mismatch.message(), mismatch.hint(), mismatch.field().or(() -> field))));
        List<ResultDecoding.Field> fields = new ArrayList<>();
        Optional<Span> outer = field;
        for (TableFields.Field declared : table.fields()) {
            field = declared.place().or(() -> outer);
            component(declared.component(), declared.type(), declared.where())
                    .ifPresent(decoding -> fields.add(new ResultDecoding.Field(
                            declared.name().isEmpty() ? "[" + declared.index() + "]" : "." + declared.name(),
                            declared.component().name(),
                            declared.index(),
                            declared.javaType(),
                            decoding)));
        }
        field = outer;
        return table.fields().isEmpty() && !table.mismatches().isEmpty()
                ? Optional.empty()
                : Optional.of(new ResultDecoding.RecordOf(javaType, fields, flat, required(fields)));
    }

    /** How many elements an array has at least, which Redis ends at the first nil. */
    private int required(List<ResultDecoding.Field> fields) {
        int required = fields.size();
        while (!declared && required > 0 && fields.get(required - 1).decoding().mayBeNothing()) {
            required--;
        }
        return required;
    }

    private Optional<ResultDecoding.OfValue> optional(LuaType.Optional declared, TypeMirror javaType, String where) {
        Optional<TypeMirror> wrapped = JavaTypes.argumentOf(javaType, "java.util.Optional");
        if (wrapped.isPresent()) {
            return decoding(declared.type(), wrapped.get(), where)
                    .map(decoding -> new ResultDecoding.OptionalOf(decoding, true));
        }
        if (javaType.getKind().isPrimitive()) {
            return mismatch(declared, javaType, where, "Optional<…> or a type that can be null");
        }
        return decoding(declared.type(), javaType, where)
                .map(decoding -> new ResultDecoding.OptionalOf(decoding, false));
    }

    private Optional<ResultDecoding.OfValue> scalar(LuaType.Scalar declared, TypeMirror javaType, String where) {
        String name = JavaTypes.name(javaType);
        boolean text = declared == LuaType.Scalar.STRING || declared == LuaType.Scalar.STATUS;
        Optional<JavaEnum.Codes> codes = JavaTypes.element(javaType).flatMap(EnumConstants::codes);
        boolean coded = codes.filter(
                        found -> found == JavaEnum.Codes.INTEGERS ? declared == LuaType.Scalar.INTEGER : text)
                .isPresent();
        if (coded) {
            return JavaTypes.element(javaType)
                    .map(found ->
                            new ResultDecoding.Coded(found, new ResultDecoding.Scalar(text ? "string" : "integer")));
        }
        if (text && JavaTypes.isEnum(javaType)) {
            return Optional.of(new ResultDecoding.Constant(javaType));
        }
        if (TypeNesting.isTooDeep(javaType)) {
            mismatches.add(new Mismatch(TypeNesting.message(where), TypeNesting.HINT, field));
            return Optional.empty();
        }
        Optional<WireForm> form = WireForm.of(declared);
        if (form.isPresent() && JavaTypes.isJson(javaType)) {
            return form.map(found -> new ResultDecoding.Json(JavaTypes.boxed(javaType, types), found));
        }
        Optional<ResultDecoding.OfValue> decoding =
                ScalarReaders.reader(declared, name).map(ResultDecoding.Scalar::new);
        if (decoding.isPresent()) {
            return decoding;
        }
        boolean optional = JavaTypes.argumentOf(javaType, "java.util.Optional").isPresent();
        return mismatch(
                declared,
                javaType,
                where,
                ScalarReaders.fitting(declared)
                        + (optional ? "; what can be nil is declared " + declared.notation() + "?" : ""));
    }

    private Optional<ResultDecoding.OfValue> mismatch(
            LuaType declared, TypeMirror javaType, String where, String fitting) {
        mismatches.add(new Mismatch(
                where + " is " + declared.notation() + ", but Java has " + JavaTypes.display(javaType),
                JavaTypes.element(javaType).flatMap(EnumConstants::incomplete).orElse("in Java it is " + fitting),
                field));
        return Optional.empty();
    }
}
