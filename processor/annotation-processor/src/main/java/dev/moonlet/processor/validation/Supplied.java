package dev.moonlet.processor.validation;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.processor.model.Annotations;
import dev.moonlet.processor.model.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * What a method supplies to a script: a parameter, or a component of one that is a record.
 *
 * @param parameter the parameter
 * @param path the components that lead to the value; empty for the parameter itself
 * @param type the type of the value
 */
record Supplied(VariableElement parameter, List<DataComponent> path, TypeMirror type) {

    Supplied {
        path = List.copyOf(path);
    }

    /**
     * All that a method supplies. A record supplies its components, unless it is a value by itself: because a codec or a type in
     * {@code @Arg} says so, or because the script has its name.
     *
     * @param declared whether the script declares a name
     * @param json whether it declares the name as a table or as JSON, which a record can be
     */
    static List<Supplied> of(
            ExecutableElement method,
            ExecutableType methodType,
            Types types,
            Codecs codecs,
            Predicate<String> declared,
            Predicate<String> json) {
        Expansion expansion = new Expansion(types, codecs, declared, json);
        for (int i = 0; i < method.getParameters().size(); i++) {
            if (KotlinTypes.isContinuation(method.getParameters().get(i))) {
                continue; // where a suspend function has its result
            }
            expansion.add(new Supplied(
                    method.getParameters().get(i),
                    List.of(),
                    methodType.getParameterTypes().get(i)));
        }
        return expansion.all;
    }

    private static final class Expansion {

        private static final int MAX_DEPTH = 20;

        private final Types types;
        private final Codecs codecs;
        private final Predicate<String> declared;
        private final Predicate<String> json;
        private final List<Supplied> all = new ArrayList<>();

        /** The records whose components are looked at. */
        private final Deque<TypeMirror> within = new ArrayDeque<>();

        Expansion(Types types, Codecs codecs, Predicate<String> declared, Predicate<String> json) {
            this.types = types;
            this.codecs = codecs;
            this.declared = declared;
            this.json = json;
        }

        void add(Supplied supplied) {
            Optional<TypeElement> type = JavaTypes.recordElement(supplied.type())
                    .filter(found -> !isValue(supplied, found)
                            && !JavaTypes.components(found, types).isEmpty());
            boolean circle = within.size() > MAX_DEPTH
                    || within.stream().anyMatch(outer -> types.isSameType(outer, supplied.type()));
            if (type.isEmpty() || circle) {
                all.add(supplied);
                return;
            }
            within.push(supplied.type());
            JavaTypes.components((DeclaredType) supplied.type(), type.get(), types)
                    .forEach(component -> add(new Supplied(
                            supplied.parameter(),
                            Stream.concat(supplied.path().stream(), Stream.of(component))
                                    .toList(),
                            component.type())));
            within.pop();
        }

        private boolean isValue(Supplied supplied, TypeElement record) {
            boolean apart = JavaTypes.components(record, types).stream()
                    .map(DataComponent::name)
                    .anyMatch(declared);
            return json.test(supplied.suppliedName())
                    || (declared.test(supplied.suppliedName()) && !apart)
                    || Annotations.ARG.memberOn(supplied.element(), "type").isPresent()
                    || supplied.codecs(codecs).codec(supplied.type()).isPresent()
                    || isIterable(supplied.type());
        }

        private boolean isIterable(TypeMirror type) {
            return JavaTypes.name(type).equals("java.lang.Iterable")
                    || types.directSupertypes(type).stream().anyMatch(this::isIterable);
        }
    }

    /** Codecs, and before them those that the parameter, and each component on the way, names. */
    Codecs codecs(Codecs outer) {
        Codecs codecs = outer.within(parameter);
        for (DataComponent component : path) {
            codecs = codecs.within(component.element());
        }
        return codecs;
    }

    /** The component, or else the parameter. */
    Element element() {
        return path.isEmpty() ? parameter : path.get(path.size() - 1).element();
    }

    /** The parameter and the accessors that lead to the value: {@code keys.wait}. */
    String access() {
        return Stream.concat(
                        Stream.of(parameter.getSimpleName().toString()),
                        path.stream().map(DataComponent::accessor))
                .collect(Collectors.joining("."));
    }

    /** A problem for each value that a component leads to which can't be read. */
    static List<Problem> unreadable(List<Supplied> all) {
        List<Problem> problems = new ArrayList<>();
        for (Supplied supplied : all) {
            supplied.path().stream()
                    .filter(component -> !component.isReadable())
                    .map(component -> Diagnostic.error("type-mismatch", supplied.title() + DataComponent.UNREADABLE)
                            .note(DataComponent.MAKE_PUBLIC))
                    .map(diagnostic -> new Problem(supplied.parameter(), Optional.empty(), diagnostic))
                    .findFirst()
                    .ifPresent(problems::add);
        }
        return problems;
    }

    /** How messages call it. */
    String title() {
        String outer = "parameter \"" + parameter.getSimpleName() + "\"";
        return path.isEmpty()
                ? outer
                : "component \"" + path.stream().map(DataComponent::name).collect(Collectors.joining(".")) + "\" of "
                        + outer;
    }

    /** The name of the key or argument that it supplies. */
    String suppliedName() {
        Element element = element();
        return Annotations.KEY
                .valueOn(element)
                .or(() -> Annotations.ARG.valueOn(element).filter(name -> !name.isEmpty()))
                .or(() -> Annotations.ARG.memberOn(element, "name"))
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> element.getSimpleName().toString());
    }

    /** Whether it, or else the record that it is a component of, is marked as a key or as an argument. */
    boolean isMarked(Annotations mark) {
        Annotations other = mark == Annotations.KEY ? Annotations.ARG : Annotations.KEY;
        List<Element> elements = new ArrayList<>(List.of(parameter));
        path.forEach(component -> elements.add(component.element()));
        for (int i = elements.size() - 1; i >= 0; i--) {
            if (mark.isOn(elements.get(i)) || other.isOn(elements.get(i))) {
                return mark.isOn(elements.get(i));
            }
        }
        return false;
    }
}
