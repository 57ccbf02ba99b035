package dev.moonlet.processor.validation;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.processor.model.ArgumentEncoding;
import dev.moonlet.processor.model.BoundParameter;
import dev.moonlet.processor.model.Problem;
import dev.moonlet.processor.model.SliceCalls;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Binds the position of a resumable script in a method that returns the results of its slices. */
final class SliceMethod {

    /** The type whose iterators and streams run slices. */
    static final String RESUMABLE = "dev.moonlet.Resumable";

    private static final String CODE = "resume-method";

    private final ExecutableElement method;
    private final TypeMirror result;
    private final Types types;
    private final Codecs codecs;
    private final List<Problem> problems = new ArrayList<>();
    private Optional<SliceCalls> calls = Optional.empty();

    SliceMethod(ExecutableElement method, TypeMirror result, Types types, Codecs codecs) {
        this.method = method;
        this.result = result;
        this.types = types;
        this.codecs = codecs;
    }

    List<Problem> problems() {
        return problems;
    }

    /** How the slices follow each other, once the position is bound. */
    Optional<SliceCalls> calls() {
        return calls;
    }

    /** What supplies the position of each slice; empty if something is wrong. */
    Optional<BoundParameter> bind(Declaration position, Optional<Supplied> first) {
        Optional<DataComponent> component = component(position);
        if (component.isEmpty()) {
            problem(
                    method,
                    position,
                    CODE,
                    method.getSimpleName() + " returns slices, but " + JavaTypes.display(result)
                            + " has no component \"" + JavaTypes.variable(position.name())
                            + "\" for the position of the next one",
                    "let it be a record that has it");
            return Optional.empty();
        }
        TypeMirror next = component.get().type();
        TypeMirror type = JavaTypes.boxed(value(next), types);
        Optional<ArgumentEncoding> encoding = new ArgumentTypes(types, codecs.within(method)).encoding(position, type);
        if (encoding.isEmpty()) {
            problem(
                    method,
                    position,
                    "type-mismatch",
                    "the position is " + position.notation() + ", but component \""
                            + component.get().name() + "\" of " + JavaTypes.display(result) + " is "
                            + JavaTypes.display(next),
                    "in Java it is " + ArgumentTypes.fitting(position));
            return Optional.empty();
        }
        if (first.isPresent()
                && !types.isSameType(JavaTypes.boxed(value(first.get().type()), types), type)) {
            problem(
                    first.get().parameter(),
                    position,
                    "type-mismatch",
                    first.get().title() + " is " + JavaTypes.display(first.get().type())
                            + ", but component \"" + component.get().name() + "\" of " + JavaTypes.display(result)
                            + " is " + JavaTypes.display(next),
                    "give both the same type");
            return Optional.empty();
        }
        String variable = variable(position);
        calls = Optional.of(new SliceCalls(
                type,
                variable,
                new SliceCalls.Access(component.get().accessor(), isOptional(next)),
                first.map(given -> new SliceCalls.Access(given.access(), isOptional(given.type())))));
        return encoding.map(found -> new BoundParameter(position, variable, found));
    }

    private Optional<DataComponent> component(Declaration position) {
        return JavaTypes.recordElement(result).stream()
                .flatMap(record -> JavaTypes.components((DeclaredType) result, record, types).stream())
                .filter(found -> Names.normalized(found.name()).equals(Names.normalized(position.name())))
                .filter(DataComponent::isReadable)
                .findFirst();
    }

    private static TypeMirror value(TypeMirror type) {
        return JavaTypes.argumentOf(type, "java.util.Optional").orElse(type);
    }

    private static boolean isOptional(TypeMirror type) {
        return JavaTypes.argumentOf(type, "java.util.Optional").isPresent();
    }

    /** A variable for the position, whose name no parameter has. */
    private String variable(Declaration position) {
        Set<String> taken = method.getParameters().stream()
                .map(parameter -> parameter.getSimpleName().toString())
                .collect(Collectors.toSet());
        String name = JavaTypes.variable(position.name());
        while (taken.contains(name)) {
            name = "_" + name;
        }
        return name;
    }

    private void problem(Element element, Declaration position, String code, String message, String hint) {
        problems.add(new Problem(
                element,
                Optional.empty(),
                Diagnostic.error(
                                code,
                                message,
                                position.place().file(),
                                position.place().span())
                        .hint(hint)));
    }
}
