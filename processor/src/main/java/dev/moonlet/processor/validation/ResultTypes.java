package dev.moonlet.processor.validation;

import dev.moonlet.diagnostic.Suggestion;
import dev.moonlet.processor.model.ResultShape;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** Holds a Java result against a declared one. */
final class ResultTypes {

    /**
     * What does not fit, and what would.
     *
     * @param field the field of which this is said; empty if it is said of the result as a whole
     */
    record Mismatch(String message, String hint, Optional<Span> field) {}

    private final List<Mismatch> mismatches = new ArrayList<>();
    private Optional<Span> field = Optional.empty();

    /** What did not fit so far. */
    List<Mismatch> mismatches() {
        return mismatches;
    }

    /**
     * How a reply of a declared type becomes a Java type; empty if it can't, which is then among the mismatches.
     *
     * @param where what the types are of, as a message says it: {@code result} or {@code field "id"}
     */
    Optional<ResultShape> shape(LuaType declared, TypeMirror javaType, String where) {
        if (declared instanceof LuaType.Optional optional) {
            return optional(optional, javaType, where);
        }
        if (declared instanceof LuaType.Array array) {
            Optional<TypeMirror> element = JavaTypes.argumentOf(javaType, "java.util.List");
            return element.isEmpty()
                    ? mismatch(declared, javaType, where, "List<…>")
                    : shape(array.element(), element.get(), "element of " + where)
                            .map(ResultShape.ListOf::new);
        }
        if (declared instanceof LuaType.Table table) {
            Optional<TypeElement> type = JavaTypes.recordElement(javaType);
            return type.isEmpty()
                    ? mismatch(declared, javaType, where, "a record with these components")
                    : record(table, type.get());
        }
        return declared instanceof LuaType.Scalar scalar
                ? scalar(scalar, javaType, where)
                : mismatch(declared, javaType, where, "none");
    }

    private Optional<ResultShape> optional(LuaType.Optional declared, TypeMirror javaType, String where) {
        Optional<TypeMirror> wrapped = JavaTypes.argumentOf(javaType, "java.util.Optional");
        if (wrapped.isPresent()) {
            return shape(declared.type(), wrapped.get(), where).map(shape -> new ResultShape.OptionalOf(shape, true));
        }
        if (javaType.getKind().isPrimitive()) {
            return mismatch(declared, javaType, where, "Optional<…> or a type that can be null");
        }
        return shape(declared.type(), javaType, where).map(shape -> new ResultShape.OptionalOf(shape, false));
    }

    private Optional<ResultShape> record(LuaType.Table table, TypeElement type) {
        List<? extends RecordComponentElement> components = type.getRecordComponents();
        List<ResultShape.Field> fields = new ArrayList<>();
        Optional<Span> outer = field;
        for (LuaType.Field declared : table.fields()) {
            field = Optional.of(declared.span());
            field(declared, components, type).ifPresent(fields::add);
        }
        field = outer;
        for (RecordComponentElement component : components) {
            String name = component.getSimpleName().toString();
            if (table.fields().stream().noneMatch(field -> same(field.name(), name))) {
                mismatches.add(new Mismatch(
                        "component \"" + name + "\" of record " + type.getSimpleName() + " has no field in @return",
                        "add " + Names.snakeCase(name) + " to @return, or remove the component",
                        field));
            }
        }
        return Optional.of(new ResultShape.RecordOf(type, fields));
    }

    private Optional<ResultShape.Field> field(
            LuaType.Field declared, List<? extends RecordComponentElement> components, TypeElement type) {
        int index = indexOf(components, declared.name());
        if (index < 0) {
            mismatches.add(new Mismatch(
                    "field \"" + declared.name() + "\" has no component in record " + type.getSimpleName(),
                    suggestion(declared.name(), components),
                    field));
            return Optional.empty();
        }
        RecordComponentElement component = components.get(index);
        return shape(declared.type(), component.asType(), "field \"" + declared.name() + "\"")
                .map(shape -> new ResultShape.Field(
                        declared.name(), component.getSimpleName().toString(), index, component.asType(), shape));
    }

    private static String suggestion(String field, List<? extends RecordComponentElement> components) {
        List<String> names = components.stream()
                .map(component -> component.getSimpleName().toString())
                .toList();
        return Suggestion.nearest(Names.camelCase(field), names)
                .map(near -> "is it the component \"" + near + "\"?")
                .orElse("add a component " + Names.camelCase(field));
    }

    private static int indexOf(List<? extends RecordComponentElement> components, String field) {
        for (int i = 0; i < components.size(); i++) {
            if (same(field, components.get(i).getSimpleName().toString())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean same(String field, String component) {
        return Names.normalized(field).equals(Names.normalized(component));
    }

    private Optional<ResultShape> scalar(LuaType.Scalar declared, TypeMirror javaType, String where) {
        String name = JavaTypes.name(javaType);
        Optional<ResultShape> shape = reader(declared, name).map(reader -> new ResultShape.Value(reader, name));
        if (shape.isPresent()) {
            return shape;
        }
        boolean optional = JavaTypes.argumentOf(javaType, "java.util.Optional").isPresent();
        return mismatch(
                declared,
                javaType,
                where,
                fitting(declared) + (optional ? "; what can be nil is declared " + declared.notation() + "?" : ""));
    }

    private static Optional<String> reader(LuaType.Scalar declared, String name) {
        boolean int32 = name.equals("int") || name.equals("java.lang.Integer");
        boolean int64 = name.equals("long") || name.equals("java.lang.Long");
        boolean duration = name.equals("java.time.Duration");
        Optional<String> integer = int64 ? Optional.of("integer") : int32 ? Optional.of("int32") : Optional.empty();
        return switch (declared) {
            case STRING, STATUS -> when(name.equals("java.lang.String"), "string");
            case INTEGER -> integer;
            case NUMBER -> when(name.equals("double") || name.equals("java.lang.Double"), "number");
            case BOOLEAN -> when(name.equals("boolean") || name.equals("java.lang.Boolean"), "bool");
            case MILLISECONDS -> duration ? Optional.of("milliseconds") : integer;
            case SECONDS -> duration ? Optional.of("seconds") : integer;
            case JSON, ANY, NIL -> Optional.empty();
        };
    }

    private static Optional<String> when(boolean condition, String reader) {
        return condition ? Optional.of(reader) : Optional.empty();
    }

    private static String fitting(LuaType.Scalar declared) {
        return switch (declared) {
            case STRING, STATUS -> "String";
            case INTEGER -> "long or int";
            case NUMBER -> "double";
            case BOOLEAN -> "boolean";
            case MILLISECONDS, SECONDS -> "Duration, long or int";
            case JSON, ANY -> "none";
            case NIL -> "void";
        };
    }

    private Optional<ResultShape> mismatch(LuaType declared, TypeMirror javaType, String where, String fitting) {
        mismatches.add(new Mismatch(
                where + " is " + declared.notation() + ", but Java has " + JavaTypes.display(javaType),
                "in Java it is " + fitting,
                field));
        return Optional.empty();
    }
}
