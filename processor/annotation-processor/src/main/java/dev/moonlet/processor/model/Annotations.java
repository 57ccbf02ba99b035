package dev.moonlet.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/** The annotations of Moonlet, read by their names: compilers need not have their classes. */
public enum Annotations {
    /** Binds an interface or a method to a script. */
    LUA_SCRIPT("LuaScript"),
    /** Names the key that a parameter supplies. */
    KEY("Key"),
    /** Names the argument that a parameter supplies. */
    ARG("Arg"),
    /** Declares the result of a script that does not. */
    RETURNS("Returns"),
    /** Names the enum of what scripts return for failures. */
    RETURNED_ERRORS("ReturnedErrors"),
    /** The integer that stands for a constant of an enum. */
    CODE("Code"),
    /** Runs a method on a replica of each shard. */
    ON_REPLICAS("OnReplicas"),
    /** Names codecs. */
    CODEC("Codec"),
    /** How long calls wait for their result. */
    READ_TIMEOUT("ReadTimeout");

    private static final String PACKAGE = "dev.moonlet.";

    private final String qualifiedName;

    Annotations(String simpleName) {
        this.qualifiedName = PACKAGE + simpleName;
    }

    /** Whether an annotation's type is this one. */
    public boolean is(TypeElement annotation) {
        return annotation.getQualifiedName().contentEquals(qualifiedName);
    }

    /** This annotation on an element; empty if it has none. */
    public Optional<AnnotationMirror> on(Element element) {
        return element.getAnnotationMirrors().stream()
                .filter(mirror -> mirror.getAnnotationType().asElement() instanceof TypeElement type && is(type))
                .<AnnotationMirror>map(mirror -> mirror)
                .findFirst();
    }

    /** All annotations of this type on an element, which may have several. */
    public List<AnnotationMirror> allOn(Element element) {
        List<AnnotationMirror> all = new ArrayList<>();
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (!(mirror.getAnnotationType().asElement() instanceof TypeElement type)) {
                continue;
            }
            if (is(type)) {
                all.add(mirror);
            } else if (type.getEnclosingElement() instanceof TypeElement outer && is(outer)) {
                mirror.getElementValues().values().forEach(value -> {
                    if (value.getValue() instanceof List<?> list) {
                        list.forEach(one -> {
                            if (one instanceof AnnotationValue inner
                                    && inner.getValue() instanceof AnnotationMirror found) {
                                all.add(found);
                            }
                        });
                    }
                });
            }
        }
        return all;
    }

    /** The text that an annotation has as a member; empty if it is left out. */
    public static String member(AnnotationMirror mirror, String member) {
        return mirror.getElementValues().entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
                .map(entry -> text(entry.getValue()))
                .findFirst()
                .orElse("");
    }

    /** Whether an element has this annotation. */
    public boolean isOn(Element element) {
        return on(element).isPresent();
    }

    /** The text that this annotation of an element has as its value; empty if there is no such annotation or value. */
    public Optional<String> valueOn(Element element) {
        return memberOn(element, "value");
    }

    /** The text that this annotation of an element has as a member; empty if there is no such annotation or member. */
    public Optional<String> memberOn(Element element, String member) {
        return on(element).stream()
                .flatMap(mirror -> mirror.getElementValues().entrySet().stream())
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
                .map(entry -> text(entry.getValue()))
                .findFirst();
    }

    /** The texts that this annotation of an element has as a member; none if there is no such annotation or member. */
    public List<String> textsOn(Element element, String member) {
        return on(element).stream()
                .flatMap(mirror -> mirror.getElementValues().entrySet().stream())
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
                .flatMap(entry -> entry.getValue().getValue() instanceof List<?> list ? list.stream() : Stream.empty())
                .filter(AnnotationValue.class::isInstance)
                .map(one -> text((AnnotationValue) one))
                .toList();
    }

    /** The type that this annotation of an element has as its value; empty if there is no such annotation. */
    public Optional<DeclaredType> typeOn(Element element) {
        return on(element).stream()
                .flatMap(mirror -> mirror.getElementValues().values().stream())
                .map(AnnotationValue::getValue)
                .filter(DeclaredType.class::isInstance)
                .map(DeclaredType.class::cast)
                .findFirst();
    }

    private static String text(AnnotationValue value) {
        return String.valueOf(value.getValue());
    }
}
