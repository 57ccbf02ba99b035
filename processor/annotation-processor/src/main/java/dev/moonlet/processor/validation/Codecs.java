package dev.moonlet.processor.validation;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.processor.model.Annotations;
import dev.moonlet.processor.model.CodecUse;
import dev.moonlet.processor.model.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The codecs that apply where a value is sent or read: the innermost annotation that names one for its type counts. */
final class Codecs {

    private static final String CODEC = "dev.moonlet.ValueCodec";

    private final Elements elements;
    private final Types types;
    private final Element user;
    private final Set<Problem> problems;
    private final List<CodecUse> named;
    private final Optional<Codecs> outer;
    private final Set<TypeElement> used = new HashSet<>();

    /** Codecs whose values are looked at, and which types name for themselves. */
    private final Set<TypeElement> left = new HashSet<>();

    private Codecs(
            Elements elements,
            Types types,
            Element user,
            Set<Problem> problems,
            List<CodecUse> named,
            Optional<Codecs> outer) {
        this.elements = elements;
        this.types = types;
        this.user = user;
        this.problems = problems;
        this.named = named;
        this.outer = outer;
    }

    /** The codecs that an interface names. */
    static Codecs of(TypeElement type, Elements elements, Types types, Set<Problem> problems) {
        Codecs none = new Codecs(elements, types, type, problems, List.of(), Optional.empty());
        return new Codecs(elements, types, type, problems, none.namedByInterface(type), Optional.empty());
    }

    /** Those of an interface, then those of the ones that it extends. */
    private List<CodecUse> namedByInterface(TypeElement type) {
        List<CodecUse> uses = new ArrayList<>(namedOn(type));
        for (TypeMirror parent : type.getInterfaces()) {
            JavaTypes.element(parent).map(this::namedByInterface).ifPresent(uses::addAll);
        }
        return uses;
    }

    /** These, and before them those that a parameter, a method or a component of a record names. */
    Codecs within(Element element) {
        List<CodecUse> inner = namedOn(element);
        return inner.isEmpty() ? this : with(Stream.concat(inner.stream(), named.stream()));
    }

    /** The interface whose methods are bound. */
    Element user() {
        return user;
    }

    /** These codecs without one, for the values that it makes. */
    Codecs without(CodecUse use) {
        Codecs inner = with(named.stream().filter(other -> !other.codec().equals(use.codec())));
        inner.left.addAll(left);
        inner.left.add(use.codec());
        return inner;
    }

    private Codecs with(Stream<CodecUse> uses) {
        return new Codecs(elements, types, user, problems, uses.toList(), Optional.of(this));
    }

    /** The codec of a type. */
    Optional<CodecUse> codec(TypeMirror type) {
        TypeMirror boxed = JavaTypes.boxed(type, types);
        Optional<CodecUse> found = named.stream()
                .filter(use -> types.isSameType(use.javaType(), boxed))
                .findFirst();
        found.ifPresent(this::use);
        return found.or(() -> ownCodec(boxed));
    }

    private void use(CodecUse use) {
        used.add(use.codec());
        outer.ifPresent(codecs -> codecs.use(use));
    }

    /** The codec that a class of the application names for itself. */
    private Optional<CodecUse> ownCodec(TypeMirror type) {
        Optional<TypeElement> element = JavaTypes.element(type).filter(found -> !Annotations.LUA_SCRIPT.isOn(found));
        if (element.isEmpty()) {
            return Optional.empty();
        }
        List<CodecUse> uses = namedOn(element.get());
        Optional<CodecUse> own = uses.stream()
                .filter(use -> types.isSameType(use.javaType(), type))
                .findFirst();
        if (own.filter(use -> left.contains(use.codec())).isPresent()) {
            return Optional.empty();
        }
        if (own.isEmpty()) {
            uses.forEach(use -> foreign(element.get(), use));
        }
        return own;
    }

    /** Says which of the codecs that an element names have nothing to do there. */
    void reportUnused(Element element) {
        for (CodecUse use : namedOn(element)) {
            if (!used.contains(use.codec())) {
                foreign(element, use);
            }
        }
    }

    private void foreign(Element element, CodecUse use) {
        problem(
                element,
                "codec " + use.codec().getSimpleName() + " is for " + JavaTypes.display(use.javaType())
                        + ", and there is no such value here",
                "remove it, or name the codec of the type that is");
    }

    private List<CodecUse> namedOn(Element element) {
        List<CodecUse> uses = new ArrayList<>();
        Annotations.CODEC
                .on(element)
                .ifPresent(mirror -> mirror.getElementValues().values().forEach(value -> classes(value)
                        .forEach(named -> use(named, element).ifPresent(uses::add))));
        return uses;
    }

    private static List<TypeMirror> classes(AnnotationValue value) {
        if (value.getValue() instanceof TypeMirror type) {
            return List.of(type);
        }
        return value.getValue() instanceof List<?> values
                ? values.stream()
                        .map(entry -> ((AnnotationValue) entry).getValue())
                        .filter(TypeMirror.class::isInstance)
                        .map(TypeMirror.class::cast)
                        .toList()
                : List.of();
    }

    private Optional<CodecUse> use(TypeMirror codec, Element element) {
        Optional<TypeElement> type = JavaTypes.element(codec);
        if (type.isEmpty()) {
            return Optional.empty(); // the compiler says what is wrong with it
        }
        Optional<DeclaredType> supertype = valueCodec(codec);
        String name = type.get().getSimpleName().toString();
        if (!isConcrete(type.get()) || supertype.isEmpty()) {
            problem(
                    element,
                    "codec " + name + " can't be used: it is " + whyNotConcrete(type.get()),
                    "a codec is a concrete class, static if it is nested, that implements ValueCodec<T, V>");
            return Optional.empty();
        }
        if (!isVisible(type.get()) || !hasVisibleConstructor(type.get())) {
            problem(
                    element,
                    "codec " + name + " can't be used: generated code of package "
                            + elements.getPackageOf(user).getQualifiedName() + " can't call new " + name + "()",
                    "make it and a constructor that takes and throws nothing public, or put it into that package");
            return Optional.empty();
        }
        List<? extends TypeMirror> arguments = supertype.get().getTypeArguments();
        return Optional.of(new CodecUse(type.get(), arguments.get(0), arguments.get(1)));
    }

    private Optional<DeclaredType> valueCodec(TypeMirror type) {
        if (type instanceof DeclaredType declared && JavaTypes.name(type).equals(CODEC)) {
            return Optional.of(declared)
                    .filter(found -> found.getTypeArguments().size() == 2);
        }
        return types.directSupertypes(type).stream()
                .map(this::valueCodec)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isConcrete(TypeElement type) {
        boolean inner = type.getEnclosingElement() instanceof TypeElement
                && !type.getModifiers().contains(Modifier.STATIC);
        return isClass(type) && !type.getModifiers().contains(Modifier.ABSTRACT) && !inner;
    }

    private static boolean isClass(TypeElement type) {
        return type.getKind() == ElementKind.CLASS || type.getKind() == ElementKind.RECORD;
    }

    private static String whyNotConcrete(TypeElement type) {
        return !isClass(type) || type.getModifiers().contains(Modifier.ABSTRACT)
                ? "no concrete class"
                : "an inner class that is not static";
    }

    /** Whether generated code can name a class. */
    boolean isVisible(TypeElement type) {
        boolean samePackage = elements.getPackageOf(type).equals(elements.getPackageOf(user));
        for (Element element = type; element instanceof TypeElement; element = element.getEnclosingElement()) {
            if (!isVisible(element, samePackage)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVisible(Element element, boolean samePackage) {
        return samePackage
                ? !element.getModifiers().contains(Modifier.PRIVATE)
                : element.getModifiers().contains(Modifier.PUBLIC);
    }

    private boolean hasVisibleConstructor(TypeElement type) {
        boolean samePackage = elements.getPackageOf(type).equals(elements.getPackageOf(user));
        return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .anyMatch(constructor -> constructor.getParameters().isEmpty()
                        && constructor.getThrownTypes().isEmpty()
                        && isVisible(constructor, samePackage));
    }

    private void problem(Element element, String message, String note) {
        problems.add(new Problem(
                element,
                Annotations.CODEC.on(element),
                Diagnostic.error("bad-codec", message).note(note)));
    }
}
