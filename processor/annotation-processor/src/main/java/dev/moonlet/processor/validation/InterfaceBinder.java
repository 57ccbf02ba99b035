package dev.moonlet.processor.validation;

import dev.moonlet.check.ScriptChecker;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.processor.model.Annotations;
import dev.moonlet.processor.model.BoundInterface;
import dev.moonlet.processor.model.BoundMethod;
import dev.moonlet.processor.model.Problem;
import dev.moonlet.script.link.LoadedScript;
import dev.moonlet.script.link.ScriptCompiler;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Binds an interface to its scripts. */
public final class InterfaceBinder {

    private static final String UNKNOWN_PARAMETER = "unknown-parameter";

    private final Elements elements;
    private final Types types;
    private final ScriptCompiler compiler;
    private final MethodScripts scripts;
    private final List<ExecutableElement> objectMethods;
    private final TimeoutReader timeouts = new TimeoutReader();

    /** What waits for a stage in a suspend function. */
    private static final String COROUTINES = "kotlinx.coroutines.future.FutureKt";

    private static final String VALUE_CLASS = "value-class";

    /** A binder that takes scripts from a compiler. */
    public InterfaceBinder(Elements elements, Types types, ScriptCompiler compiler) {
        this.elements = elements;
        this.types = types;
        this.compiler = compiler;
        this.scripts = new MethodScripts(compiler);
        this.objectMethods = ElementFilter.methodsIn(
                elements.getTypeElement("java.lang.Object").getEnclosedElements());
    }

    /**
     * Binds an interface.
     *
     * @param together all that are bound together, this one among them
     * @param problems receives what is wrong with it or its scripts
     * @return the bound interface; empty if there is an error
     */
    public Optional<BoundInterface> bind(TypeElement type, Set<TypeElement> together, Set<Problem> problems) {
        if (type.getKind() != ElementKind.INTERFACE) {
            problems.add(onAnnotation(
                    type,
                    Diagnostic.error(
                            "not-an-interface",
                            "@LuaScript binds interfaces, and " + type.getSimpleName() + " is none")));
            return Optional.empty();
        }
        if (type.getModifiers().contains(Modifier.SEALED)) {
            problems.add(onAnnotation(
                    type,
                    Diagnostic.error("sealed-interface", "interface " + type.getSimpleName() + " is sealed")
                            .note("its implementation is generated, and can't be among those that it permits")));
            return Optional.empty();
        }
        Optional<Element> hidden = privateAround(type);
        if (hidden.isPresent()) {
            problems.add(onAnnotation(type, privateInterface(type, hidden.get())));
            return Optional.empty();
        }
        if (!Annotations.LUA_SCRIPT.isOn(type)) {
            boolean extended = together.stream()
                    .anyMatch(other -> Annotations.LUA_SCRIPT.isOn(other)
                            && types.isSubtype(types.erasure(other.asType()), types.erasure(type.asType())));
            if (extended) {
                return Optional.empty(); // its methods are implemented there
            }
            annotatedMethods(type).forEach(method -> problems.add(onAnnotation(method, notBound(type))));
            return Optional.empty();
        }
        if (!type.getTypeParameters().isEmpty()) {
            problems.add(onAnnotation(
                    type,
                    Diagnostic.error("generic-interface", "interface " + type.getSimpleName() + " has type parameters")
                            .note("a script has one signature; write an interface for each type")));
            return Optional.empty();
        }
        Set<Problem> found = new LinkedHashSet<>();
        List<BoundMethod> methods = new ArrayList<>();
        Codecs codecs = Codecs.of(type, elements, types, found);
        valueClasses(type).ifPresent(problem -> found.add(onAnnotation(type, problem)));
        for (ExecutableElement method : abstractMethods(type)) {
            bind(type, method, codecs, found).ifPresent(methods::add);
        }
        problems.addAll(found);
        boolean failed = found.stream().anyMatch(problem -> problem.diagnostic().severity() == Severity.ERROR);
        return failed ? Optional.empty() : Optional.of(new BoundInterface(type, methods));
    }

    /** The private element: a type, or a type that encloses it. */
    private static Optional<Element> privateAround(TypeElement type) {
        return Stream.<Element>iterate(type, TypeElement.class::isInstance, Element::getEnclosingElement)
                .filter(element -> element.getModifiers().contains(Modifier.PRIVATE))
                .findFirst();
    }

    private static Diagnostic privateInterface(TypeElement type, Element hidden) {
        String where = hidden.equals(type) ? "" : " is nested in " + hidden.getSimpleName() + ", which";
        return Diagnostic.error("private-interface", "interface " + type.getSimpleName() + where + " is private")
                .note("its implementation is another class, which has to see it");
    }

    private static List<ExecutableElement> annotatedMethods(TypeElement type) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(Annotations.LUA_SCRIPT::isOn)
                .toList();
    }

    private static Diagnostic notBound(TypeElement type) {
        return new Diagnostic(
                        Severity.WARNING,
                        "unbound-interface",
                        "interface " + type.getSimpleName()
                                + " is not annotated with @LuaScript, and none here that extends it is",
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of())
                .note("annotate it too, with the folder of its scripts, so that its implementation is written");
    }

    /** The methods to implement: each once, though several interfaces may have it, and none that every object has. */
    private List<ExecutableElement> abstractMethods(TypeElement type) {
        List<ExecutableElement> methods = new ArrayList<>();
        for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(type))) {
            boolean implemented = methods.stream().anyMatch(other -> isSame(type, method, other))
                    || objectMethods.stream().anyMatch(other -> isSame(type, method, other));
            if (method.getModifiers().contains(Modifier.ABSTRACT) && !implemented) {
                methods.add(method);
            }
        }
        return methods;
    }

    private boolean isSame(TypeElement type, ExecutableElement method, ExecutableElement other) {
        DeclaredType owner = (DeclaredType) type.asType();
        return method.getSimpleName().equals(other.getSimpleName())
                && types.isSubsignature((ExecutableType) types.asMemberOf(owner, method), (ExecutableType)
                        types.asMemberOf(owner, other));
    }

    private Optional<BoundMethod> bind(
            TypeElement type, ExecutableElement method, Codecs codecs, Set<Problem> problems) {
        boolean suspends = method.getParameters().stream().anyMatch(KotlinTypes::isContinuation);
        if (suspends && elements.getTypeElement(COROUTINES) == null) {
            problems.add(problem(type, method, suspendFunction(method)));
            return Optional.empty();
        }
        if (!method.getTypeParameters().isEmpty()) {
            problems.add(problem(type, method, genericMethod(method)));
            return Optional.empty();
        }
        Optional<Diagnostic> tooDeep = TypeNesting.problem(method);
        if (tooDeep.isPresent()) {
            problems.add(problem(type, method, tooDeep.get()));
            return Optional.empty();
        }
        Optional<LoadedScript> script = script(type, method, problems);
        if (script.isEmpty()) {
            return Optional.empty();
        }
        ExecutableType methodType = (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), method);
        MethodBinder binder =
                new MethodBinder(method, methodType, script.get(), types, codecs, isInherited(type, method));
        Optional<BoundMethod> bound = binder.bind();
        for (Problem problem : binder.problems()) {
            if (!isInherited(type, method)) {
                problems.add(problem);
            } else if (!isUnread(problem.diagnostic())) {
                problems.add(problem(type, method, problem.diagnostic()));
            } else if (!isSuppressed(type, problem.diagnostic().code())) {
                Diagnostic warning = problem.diagnostic()
                        .note("@SuppressWarnings(\"" + UNKNOWN_PARAMETER
                                + "\") on the interface says that it is meant to be so");
                problems.add(problem(type, method, warning));
            }
        }
        int readTimeout = timeouts.of(type, method, problems);
        return bound.map(found -> found.withReadTimeout(readTimeout));
    }

    /** Whether it is only the remark that a script does not take all that an inherited method has. */
    private static boolean isUnread(Diagnostic diagnostic) {
        return diagnostic.code().equals(UNKNOWN_PARAMETER) && diagnostic.severity() != Severity.ERROR;
    }

    private static boolean isSuppressed(TypeElement type, String code) {
        SuppressWarnings suppressed = type.getAnnotation(SuppressWarnings.class);
        return suppressed != null && List.of(suppressed.value()).contains(code);
    }

    private static Diagnostic suspendFunction(ExecutableElement method) {
        return Diagnostic.error(
                        "suspend-function",
                        "method " + method.getSimpleName() + " is a suspend function, but " + COROUTINES
                                + " is not on the class path")
                .note("add the dependency org.jetbrains.kotlinx:kotlinx-coroutines-core");
    }

    /** Reports functions of Kotlin that Java can't implement, unless the interface says that they have a body. */
    private static Optional<Diagnostic> valueClasses(TypeElement type) {
        List<String> mangled = KotlinTypes.mangled(type);
        return mangled.isEmpty() || isSuppressed(type, VALUE_CLASS)
                ? Optional.empty()
                : Optional.of(Diagnostic.error(
                                VALUE_CLASS,
                                (mangled.size() == 1
                                                ? "function \"" + mangled.get(0) + "\" takes or returns"
                                                : "functions \"" + String.join("\", \"", mangled) + "\" take or return")
                                        + " a value class, which Java can't implement")
                        .note("take the value that is in it; where the function has a body," + " @SuppressWarnings(\""
                                + VALUE_CLASS + "\") on the interface allows it"));
    }

    private static Diagnostic genericMethod(ExecutableElement method) {
        return Diagnostic.error("generic-method", "method " + method.getSimpleName() + " has type parameters")
                .note("a script has one signature; write a method for each type");
    }

    private static boolean isInherited(TypeElement type, ExecutableElement method) {
        return !type.equals(method.getEnclosingElement());
    }

    /** A problem of a method, on the interface if it inherits that from somewhere else. */
    private static Problem problem(TypeElement type, ExecutableElement method, Diagnostic diagnostic) {
        return isInherited(type, method)
                ? onAnnotation(type, inherited(method, diagnostic))
                : new Problem(method, Optional.empty(), diagnostic);
    }

    /** Names the inherited method in a diagnostic, because the method has no place in these sources. */
    private static Diagnostic inherited(ExecutableElement method, Diagnostic diagnostic) {
        return diagnostic.note("for the inherited method " + method);
    }

    private Optional<LoadedScript> script(TypeElement type, ExecutableElement method, Set<Problem> problems) {
        Optional<String> own = Annotations.LUA_SCRIPT.valueOn(method);
        String name = Annotations.LUA_SCRIPT.valueOn(type).orElse("");
        boolean inFolder = compiler.hasFolder(name) && !compiler.roots().hasScript(name);
        boolean ownScript = own.isPresent() || (inFolder && type.equals(method.getEnclosingElement()));
        Element annotated = ownScript ? method : type;
        Diagnostics diagnostics = new Diagnostics();
        Optional<LoadedScript> script = own.isPresent()
                ? scripts.compile(own.get(), method, diagnostics)
                : scripts.find(name, method, diagnostics);
        Optional<LoadedScript> checked = script.map(loaded -> ScriptChecker.check(loaded, diagnostics));
        for (Diagnostic diagnostic : diagnostics.sorted()) {
            // Methods that share a script, such as get and getAsync, need not say the same.
            if (problems.stream().noneMatch(problem -> problem.diagnostic().equals(diagnostic))) {
                problems.add(
                        MethodScripts.isOfResult(diagnostic, method)
                                ? ofResult(type, method, diagnostic)
                                : onAnnotation(annotated, diagnostic));
            }
        }
        return checked;
    }

    /** A problem of the result that a method declares. */
    private static Problem ofResult(TypeElement type, ExecutableElement method, Diagnostic diagnostic) {
        return isInherited(type, method)
                ? problem(type, method, diagnostic)
                : new Problem(method, Annotations.RETURNS.on(method), diagnostic);
    }

    private static Problem onAnnotation(Element element, Diagnostic diagnostic) {
        return new Problem(element, Annotations.LUA_SCRIPT.on(element), diagnostic);
    }
}
