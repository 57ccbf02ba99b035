package dev.moonlet.processor.validation;

import dev.moonlet.processor.model.ResultDecoding;
import dev.moonlet.processor.model.ReturnedFailure;
import dev.moonlet.processor.model.WireForm;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import dev.moonlet.script.ReturnedError;
import dev.moonlet.script.UnionShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/**
 * Finds the Java type of each shape of a result among the cases of a sealed interface, or among the records and enums that an
 * interface nests.
 */
final class ShapeTypes {

    /** What fits a result of several shapes. */
    static final String FITTING =
            "a sealed interface with a record for each of them, an interface that nests such records, or Object";

    private static final String OBJECT = "java.lang.Object";

    private final ResultTypes results;
    private final Types types;
    private final Set<String> failures;

    /**
     * Finds types.
     *
     * @param failures the normalized names of what the script returns for failures
     */
    ShapeTypes(ResultTypes results, Types types, Set<String> failures) {
        this.results = results;
        this.types = types;
        this.failures = Set.copyOf(failures);
    }

    /** The types that a value of a type can have, without nil. */
    static List<LuaType> alternatives(LuaType declared) {
        return declared.present() instanceof LuaType.Union union ? union.alternatives() : List.of(declared.present());
    }

    /** Whether a declared type becomes a case of a Java type, rather than that type itself. */
    boolean isOneOfSeveral(LuaType declared, TypeMirror javaType) {
        boolean nil = !(declared instanceof LuaType.Optional) || empty(javaType).isPresent();
        return nil
                && WireForm.of(declared.present()).isEmpty()
                && declared.present() != LuaType.Scalar.ANY
                && !cases(javaType).isEmpty();
    }

    /** How each of some types becomes a case of a Java type; empty, with or without a mismatch, if one can't. */
    Optional<ResultDecoding.OfValue> union(List<LuaType> alternatives, TypeMirror javaType) {
        List<DeclaredType> cases = new ArrayList<>(cases(javaType));
        boolean object = JavaTypes.name(javaType).equals(OBJECT);
        if (cases.isEmpty() && !object) {
            return Optional.empty();
        }
        long tables =
                alternatives.stream().filter(LuaType.Table.class::isInstance).count();
        List<ResultDecoding.Shape> shapes = new ArrayList<>();
        for (LuaType alternative : tablesFirst(alternatives)) {
            Optional<ResultDecoding.OfValue> decoding =
                    object ? natural(alternative) : caseOf(alternative, cases, javaType);
            if (decoding.isEmpty()) {
                return object ? Optional.empty() : Optional.of(unknown(javaType));
            }
            boolean tagged = alternative instanceof LuaType.Table && tables > 1;
            shapes.add(new ResultDecoding.Shape(tagged ? "tagged" : method(alternative), decoding.get()));
        }
        empty(javaType)
                .ifPresent(type -> shapes.add(new ResultDecoding.Shape(
                        "nilAs", new ResultDecoding.Empty(type, instance(type).orElse("")))));
        return Optional.of(new ResultDecoding.ShapesOf(javaType, false, shapes, List.of()));
    }

    /** Tables find their records by name; what is left is for values without names. */
    private static List<LuaType> tablesFirst(List<LuaType> alternatives) {
        return alternatives.stream()
                .sorted(Comparator.comparing(type -> !(type instanceof LuaType.Table)))
                .toList();
    }

    /** What is not generated, because there is a mismatch. */
    private static ResultDecoding.OfValue unknown(TypeMirror javaType) {
        return new ResultDecoding.ShapesOf(javaType, false, List.of(), List.of());
    }

    private Optional<ResultDecoding.OfValue> caseOf(LuaType type, List<DeclaredType> cases, TypeMirror javaType) {
        List<DeclaredType> fitting = fitting(type, cases);
        String of = " of " + JavaTypes.display(javaType);
        Optional<DeclaredType> hidden =
                fitting.stream().filter(one -> !isVisible(one)).findFirst();
        if (hidden.isPresent()) {
            mismatchOfHidden(hidden.get());
            return Optional.empty();
        }
        if (fitting.size() == 1) {
            cases.remove(fitting.get(0));
            return decoding(type, fitting.get(0));
        }
        if (fitting.isEmpty()) {
            Optional<DeclaredType> meant = type instanceof LuaType.Table table ? meant(table, cases) : Optional.empty();
            if (meant.isPresent()) {
                return decoding(type, meant.get());
            }
            results.mismatch(
                    type.notation() + " is not a case" + of,
                    type instanceof LuaType.Table
                            ? "add a record with these components that implements it"
                            : "add a record that implements it, with one component");
        } else {
            results.mismatch(
                    type.notation() + " can be two cases" + of + ": " + JavaTypes.display(fitting.get(0)) + " and "
                            + JavaTypes.display(fitting.get(1)),
                    "give them other components");
        }
        return Optional.empty();
    }

    /** The cases that a type fits; those that have the names of its fields, if it has fields and only one of them has. */
    private List<DeclaredType> fitting(LuaType type, List<DeclaredType> cases) {
        List<DeclaredType> possible = cases.stream()
                .filter(one -> !isFailure(one))
                .filter(one -> !(type instanceof LuaType.Table table) || hasFields(one, table))
                .toList();
        return type instanceof LuaType.Table && possible.size() < 2
                ? possible
                : possible.stream()
                        .filter(one -> !isVisible(one) || results.fits(() -> decoding(type, one)))
                        .toList();
    }

    private boolean hasFields(DeclaredType type, LuaType.Table table) {
        return JavaTypes.recordElement(type)
                .map(record -> JavaTypes.components(record, types))
                .filter(components -> components.size() == table.fields().size()
                        && components.stream().allMatch(component -> RecordFields.hasField(table, component.name())))
                .isPresent();
    }

    /** The record that has a component of a field's name. */
    private Optional<DeclaredType> meant(LuaType.Table table, List<DeclaredType> cases) {
        return cases.stream()
                .filter(type -> JavaTypes.recordElement(type).stream()
                        .flatMap(found -> JavaTypes.components(found, types).stream())
                        .map(component -> Names.normalized(component.name()))
                        .anyMatch(name -> table.fields().stream().anyMatch(field -> Names.normalized(field.name())
                                .equals(name))))
                .findFirst();
    }

    private Optional<ResultDecoding.OfValue> decoding(LuaType type, DeclaredType one) {
        if (type instanceof LuaType.Table || JavaTypes.isEnum(one)) {
            return results.decoding(type, one, "the result");
        }
        List<DataComponent> components = JavaTypes.recordElement(one)
                .map(record -> JavaTypes.components(record, types))
                .orElse(List.of());
        return components.size() == 1
                ? results.wrapped(type, one, components.get(0))
                : results.decoding(type, one, "the result");
    }

    /** What {@code Object} is for a type. */
    private static Optional<ResultDecoding.OfValue> natural(LuaType type) {
        if (!(type instanceof LuaType.Scalar scalar)) {
            return Optional.empty();
        }
        return switch (scalar) {
            case STRING, STATUS -> Optional.of(new ResultDecoding.Scalar("string"));
            case INTEGER -> Optional.of(new ResultDecoding.Scalar("integer"));
            case INT64 -> Optional.of(new ResultDecoding.Scalar("int64"));
            case NUMBER -> Optional.of(new ResultDecoding.Scalar("number"));
            case BOOLEAN -> Optional.of(new ResultDecoding.Scalar("bool"));
            case MILLISECONDS -> Optional.of(new ResultDecoding.Scalar("milliseconds"));
            case SECONDS -> Optional.of(new ResultDecoding.Scalar("seconds"));
            case JSON, MSGPACK, ANY, NIL -> Optional.empty();
        };
    }

    /** The method of {@code dev.moonlet.codegen.Shapes} for the replies of a type. */
    private static String method(LuaType type) {
        return UnionShape.of(type).name().toLowerCase(Locale.ROOT);
    }

    /** The records and enums that a value of a type can be. */
    private List<DeclaredType> cases(TypeMirror javaType) {
        return JavaTypes.element(javaType).stream()
                .filter(type -> type.getKind() == ElementKind.INTERFACE)
                .flatMap(type -> type.getModifiers().contains(Modifier.SEALED)
                        ? permitted(type)
                        : ElementFilter.typesIn(type.getEnclosedElements()).stream())
                .filter(type -> JavaTypes.isRecord(type)
                        || type.getKind() == ElementKind.ENUM
                        || KotlinTypes.instance(type).isPresent())
                .filter(type -> type.getTypeParameters().isEmpty())
                .distinct()
                .map(type -> (DeclaredType) type.asType())
                .filter(type -> types.isSubtype(type, types.erasure(javaType)))
                .toList();
    }

    private static Stream<TypeElement> permitted(TypeElement type) {
        return type.getPermittedSubclasses().stream()
                .flatMap(permitted -> JavaTypes.element(permitted).stream())
                .flatMap(found -> found.getKind() == ElementKind.INTERFACE ? permitted(found) : Stream.of(found));
    }

    /** The record that stands for nil: the only one without components that no failure is called. */
    private Optional<DeclaredType> empty(TypeMirror javaType) {
        List<DeclaredType> empty = cases(javaType).stream()
                .filter(type -> instance(type).isPresent()
                        || JavaTypes.recordElement(type)
                                .filter(found ->
                                        JavaTypes.components(found, types).isEmpty())
                                .isPresent())
                .filter(type -> !isFailure(type))
                .toList();
        return empty.size() == 1 ? Optional.of(empty.get(0)) : Optional.empty();
    }

    private static Optional<String> instance(DeclaredType type) {
        return KotlinTypes.instance((TypeElement) type.asElement());
    }

    /** Whether a case is one that failures are returned as. */
    private boolean isFailure(DeclaredType type) {
        return failures.contains(name(type))
                || failures.stream().anyMatch(name -> constant(type, name).isPresent());
    }

    private static String name(DeclaredType type) {
        return Names.normalized(type.asElement().getSimpleName().toString());
    }

    /**
     * What is returned for a failure: a case of its name, or a constant of an enum that is a case.
     *
     * @param wrapped whether Java has an {@code Optional} of it
     */
    Optional<ReturnedFailure.Case> failure(ReturnedError error, TypeMirror javaType, boolean wrapped) {
        String name = Names.normalized(error.name());
        for (DeclaredType type : cases(javaType)) {
            Optional<TypeElement> record = JavaTypes.recordElement(type);
            Optional<String> instance = instance(type);
            boolean named =
                    (record.isPresent() || instance.isPresent()) && name(type).equals(name);
            if ((named || constant(type, name).isPresent()) && !isVisible(type)) {
                mismatchOfHidden(type);
                return Optional.empty();
            }
            if (named && record.isPresent()) {
                return components(error, record.get())
                        .map(components -> new ReturnedFailure.Case(type, "", components, wrapped));
            }
            Optional<String> constant = named ? instance : constant(type, name);
            if (constant.isPresent()) {
                return Optional.of(new ReturnedFailure.Case(type, constant.get(), List.of(), wrapped));
            }
        }
        return Optional.empty();
    }

    /** The constant of an enum that has a name. */
    static Optional<String> constant(DeclaredType type, String normalized) {
        return type.asElement().getEnclosedElements().stream()
                .filter(element -> element.getKind() == ElementKind.ENUM_CONSTANT)
                .map(Element::getSimpleName)
                .map(Object::toString)
                .filter(constant -> Names.normalized(constant).equals(normalized))
                .findFirst();
    }

    private Optional<List<ReturnedFailure.Component>> components(ReturnedError error, TypeElement record) {
        List<ReturnedFailure.Component> components = new ArrayList<>();
        for (DataComponent component : JavaTypes.components(record, types)) {
            Optional<ReturnedFailure.Component> filled = component(error, component);
            if (filled.isEmpty()) {
                results.mismatch(
                        "component \"" + component.name() + "\" of " + record.getSimpleName() + " is "
                                + JavaTypes.display(component.type())
                                + ", and the failure " + error.name() + " does not fill it",
                        "a failure has a code, which is a String, and a long or int if it is an integer that fits, and a"
                                + " name and a text, which are a String");
                return Optional.empty();
            }
            components.add(filled.get());
        }
        return Optional.of(components);
    }

    private static Optional<ReturnedFailure.Component> component(ReturnedError error, DataComponent component) {
        String type = JavaTypes.name(component.type());
        String name = component.name();
        if (type.equals("java.lang.String")) {
            return switch (name) {
                case "code" -> Optional.of(new ReturnedFailure.Component(error.code(), "\""));
                case "name" -> Optional.of(new ReturnedFailure.Component(error.name(), "\""));
                case "text", "message" -> Optional.of(new ReturnedFailure.Component(error.text(), "\""));
                default -> Optional.empty();
            };
        }
        boolean integer = error.kind() == ReturnedError.Kind.INTEGER && name.equals("code");
        boolean small = integer && Long.parseLong(error.code()) == (int) Long.parseLong(error.code());
        return (integer && type.equals("long")) || (small && type.equals("int"))
                ? Optional.of(new ReturnedFailure.Component(error.code(), type.equals("long") ? "L" : ""))
                : Optional.empty();
    }

    private boolean isVisible(DeclaredType type) {
        return results.isVisible((TypeElement) type.asElement());
    }

    private void mismatchOfHidden(DeclaredType type) {
        results.mismatch(
                "the case " + JavaTypes.display(type) + " can't be seen by the implementation",
                "make it public, or at least visible in the package of the interface");
    }
}
