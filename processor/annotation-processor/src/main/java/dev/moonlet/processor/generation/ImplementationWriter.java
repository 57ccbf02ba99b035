package dev.moonlet.processor.generation;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.moonlet.processor.model.BoundInterface;
import dev.moonlet.processor.model.BoundMethod;
import dev.moonlet.processor.model.Component;
import dev.moonlet.processor.model.ComponentAnnotations;
import dev.moonlet.processor.model.WireForm;
import dev.moonlet.script.Script;
import dev.moonlet.script.link.JsonLibrary;
import dev.moonlet.script.link.RequestLibrary;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Writes the implementation of an interface. */
public final class ImplementationWriter {

    private static final String GENERATED = "javax.annotation.processing.Generated";
    private static final String GENERATOR = "dev.moonlet.processor.MoonletProcessor";

    private static final String SCRIPTS = "scripts";

    private final Elements elements;
    private final Optional<Component> component;
    private final JavaLangImports imports;

    /**
     * A writer for one compilation.
     *
     * @param component what injects the implementations, if anything does
     */
    public ImplementationWriter(Elements elements, Optional<Component> component) {
        this.elements = elements;
        this.component = component;
        this.imports = new JavaLangImports(elements);
    }

    /**
     * The source of an implementation.
     *
     * @param sources the files that it is generated from, as {@code GeneratedFrom} names them
     */
    public SourceText write(BoundInterface bound, List<String> sources) {
        TypeElement type = bound.type();
        ClassName name = implementationName(ClassName.get(type));
        ScriptConstants constants = ScriptConstants.of(bound.methods());
        ValueConstants values = new ValueConstants(takenNames(bound, constants));
        ReplyReaders readers = new ReplyReaders(name, values);
        TableWriters tables = new TableWriters(name, values);
        MethodWriter methodWriter = new MethodWriter(name, constants, readers, new ArgumentWriter(values, tables));
        List<MethodSpec> methods = methodWriter.methods(bound.methods());
        Set<WireForm> forms = EnumSet.noneOf(WireForm.class);
        bound.methods().forEach(method -> forms.addAll(MethodWriter.forms(method)));
        TypeSpec.Builder builder = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.FINAL)
                .addSuperinterface(TypeName.get(type.asType()))
                .avoidClashesWithNestedClasses(type)
                .addJavadoc(classDocumentation(bound));
        if (type.getModifiers().contains(Modifier.PUBLIC) && isPublic(type)) {
            builder.addModifiers(Modifier.PUBLIC);
        }
        if (elements.getTypeElement(elements.getModuleOf(type), GENERATED) != null) {
            builder.addAnnotation(generated());
        }
        if (!sources.isEmpty()) {
            builder.addAnnotation(generatedFrom(sources));
        }
        Signature.ofType(type).forEach(builder::addAnnotation);
        if (elements.isDeprecated(type) || mentionsDeprecated(bound.methods())) {
            builder.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "{$S, $S}", "deprecation", "removal")
                    .build());
        }
        component.flatMap(found -> present(found.type())).ifPresent(builder::addAnnotation);
        ComponentAnnotations annotations = ComponentAnnotations.of(type, component);
        annotations.type().forEach(annotation -> builder.addAnnotation(AnnotationSpec.get(annotation)));
        constants.libraries().forEach((script, constant) -> builder.addField(libraryField(script, constant)));
        constants
                .scripts()
                .forEach((script, constant) -> builder.addField(
                        script.function().isPresent()
                                ? functionField(script, constants.library(script), constant)
                                : scriptField(script, constant)));
        builder.addField(RuntimeTypes.SCRIPT_EXECUTOR, "executor", Modifier.PRIVATE, Modifier.FINAL);
        forms.forEach(
                form -> builder.addField(RuntimeTypes.codec(form), form.notation(), Modifier.PRIVATE, Modifier.FINAL));
        builder.addFields(values.fields());
        builder.addMethod(constructor(forms, annotations));
        builder.addMethod(scripts(type, constants));
        methods.forEach(builder::addMethod);
        tables.methods().forEach(builder::addMethod);
        readers.methods().forEach(builder::addMethod);
        return imports.file(type, name.packageName(), builder.build());
    }

    private boolean mentionsDeprecated(List<BoundMethod> methods) {
        DeprecatedTypes deprecated = new DeprecatedTypes(elements);
        return methods.stream()
                .anyMatch(method -> elements.isDeprecated(method.method())
                        || deprecated.isFoundIn(method.type().getReturnType())
                        || method.type().getParameterTypes().stream().anyMatch(deprecated::isFoundIn));
    }

    /** The first of some annotations that can be used. */
    private Optional<ClassName> present(List<String> annotations) {
        return annotations.stream()
                .filter(annotation -> elements.getTypeElement(annotation) != null)
                .map(ClassName::bestGuess)
                .findFirst();
    }

    /** Names that a constant can't have. */
    private static Set<String> takenNames(BoundInterface bound, ScriptConstants constants) {
        Set<String> names = new HashSet<>(constants.scripts().values());
        names.addAll(constants.libraries().values());
        bound.methods().forEach(method -> {
            names.addAll(MethodWriter.parameterNames(method));
            names.addAll(method.decoding().components());
        });
        return names;
    }

    private static AnnotationSpec generated() {
        return AnnotationSpec.builder(ClassName.get("javax.annotation.processing", "Generated"))
                .addMember("value", "$S", GENERATOR)
                .build();
    }

    private static AnnotationSpec generatedFrom(List<String> sources) {
        AnnotationSpec.Builder annotation = AnnotationSpec.builder(RuntimeTypes.GENERATED_FROM);
        sources.forEach(source -> annotation.addMember("value", "$S", source));
        return annotation.build();
    }

    /** Whether a type can be seen from outside its package through all that it is nested in. */
    private static boolean isPublic(TypeElement type) {
        for (var element = type.getEnclosingElement();
                element instanceof TypeElement;
                element = element.getEnclosingElement()) {
            if (!element.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }

    private static ClassName implementationName(ClassName type) {
        return ClassName.get(type.packageName(), String.join("_", type.simpleNames()) + "Lua");
    }

    private static CodeBlock classDocumentation(BoundInterface bound) {
        CodeBlock.Builder documentation =
                CodeBlock.builder().add("Runs the scripts of {@link $T} on Redis.\n", ClassName.get(bound.type()));
        List<String> files = bound.methods().stream()
                .map(method -> method.script().file().name())
                .distinct()
                .toList();
        documentation.add(
                "\n$L\n", Javadoc.wrapped("<p>Written from " + Javadoc.escaped(String.join(", ", files)) + "."));
        return documentation.build();
    }

    /** A library, whose functions share its text. */
    private static FieldSpec libraryField(Script function, String constant) {
        String library = function.function().orElseThrow().library();
        CodeBlock.Builder initializer = CodeBlock.builder().add("$T.of(\n", RuntimeTypes.COMPILED_LIBRARY);
        addText(initializer, library, function);
        addRaised(initializer, function);
        return field(RuntimeTypes.COMPILED_LIBRARY, constant, initializer);
    }

    private static FieldSpec functionField(Script function, String library, String constant) {
        CodeBlock.Builder initializer = CodeBlock.builder()
                .add(
                        function.readOnly() ? "$N.readOnly($S, $S)" : "$N.function($S, $S)",
                        library,
                        function.name(),
                        function.function().orElseThrow().function());
        return field(RuntimeTypes.COMPILED_SCRIPT, constant, initializer);
    }

    private static FieldSpec scriptField(Script script, String constant) {
        CodeBlock.Builder initializer = CodeBlock.builder()
                .add(script.readOnly() ? "$T.readOnly(\n" : "$T.of(\n", RuntimeTypes.COMPILED_SCRIPT);
        addText(initializer, script.name(), script);
        addRaised(initializer, script);
        if (script.single()) {
            initializer.add(".single()");
        }
        script.signature()
                .kept()
                .ifPresent(kept -> initializer.add(".once($S, $S, $L)", kept.request(), kept.prefix(), kept.seconds()));
        return field(RuntimeTypes.COMPILED_SCRIPT, constant, initializer);
    }

    private static FieldSpec field(ClassName type, String constant, CodeBlock.Builder initializer) {
        return FieldSpec.builder(type, constant, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(initializer.build())
                .build();
    }

    private static void addText(CodeBlock.Builder initializer, String name, Script script) {
        initializer.indent().indent().add("$L,\n$S,\n", TextBlock.quoted(name), script.digest());
        List<String> literals = TextBlock.wrapped(script.sourceMap().encoded() + "\n");
        if (literals.size() == 1) {
            initializer.add("$L", literals.get(0));
        } else {
            // Joined when the class is loaded: what the compiler joins has to fit into one constant.
            initializer.add("$T.join($S,\n$L)", String.class, "", String.join(",\n", literals));
        }
        text(script.text()).forEach(part -> initializer.add(",\n$L", part));
        initializer.add(")").unindent().unindent();
    }

    private static void addRaised(CodeBlock.Builder initializer, Script script) {
        if (!script.raisedErrors().isEmpty()) {
            initializer.add(
                    ".raising($L)",
                    script.raisedErrors().stream()
                            .map(prefix -> CodeBlock.of("$T.$L", RuntimeTypes.ERROR_PREFIX, prefix))
                            .collect(CodeBlock.joining(", ")));
        }
    }

    /** The literals of a linked text, in which what many scripts have is taken from the runtime. */
    private static List<CodeBlock> text(String text) {
        List<CodeBlock> parts = new ArrayList<>();
        String rest = addBefore(parts, text, JsonLibrary.text(), "json");
        rest = addBefore(parts, rest, RequestLibrary.text(), "request");
        addLiterals(parts, rest);
        return parts;
    }

    /** Adds what is before a part that the runtime has, and that part; the result is what is behind it. */
    private static String addBefore(List<CodeBlock> parts, String text, String shared, String method) {
        int start = text.indexOf(shared);
        if (start < 0) {
            return text;
        }
        addLiterals(parts, text.substring(0, start));
        parts.add(CodeBlock.of("$T.$L()", RuntimeTypes.LUA_LIBRARY, method));
        return text.substring(start + shared.length());
    }

    private static void addLiterals(List<CodeBlock> parts, String text) {
        if (!text.isEmpty()) {
            TextBlock.literals(text).forEach(literal -> parts.add(CodeBlock.of("$L", literal)));
        }
    }

    /** The method that gives the scripts to a library of functions; an interface can have a method of its usual name. */
    private MethodSpec scripts(TypeElement type, ScriptConstants constants) {
        boolean taken = ElementFilter.methodsIn(elements.getAllMembers(type)).stream()
                .anyMatch(method -> method.getSimpleName().contentEquals(SCRIPTS)
                        && method.getParameters().isEmpty());
        MethodSpec.Builder scripts = MethodSpec.methodBuilder(taken ? SCRIPTS + "_" : SCRIPTS)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc("The scripts, for a {@code FunctionLibrary}.\n")
                .returns(ParameterizedTypeName.get(ClassName.get(List.class), RuntimeTypes.COMPILED_SCRIPT));
        CodeBlock names = constants.scripts().values().stream()
                .map(constant -> CodeBlock.of("$N", constant))
                .collect(CodeBlock.joining(",$W"));
        return scripts.addStatement("return $T.of($L)", List.class, names).build();
    }

    private MethodSpec constructor(Set<WireForm> forms, ComponentAnnotations annotations) {
        ParameterSpec.Builder executor = ParameterSpec.builder(RuntimeTypes.SCRIPT_EXECUTOR, "executor");
        annotations.executor().forEach(annotation -> executor.addAnnotation(AnnotationSpec.get(annotation)));
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Runs the scripts on an executor.\n\n@param executor where and how they run\n")
                .addParameter(executor.build())
                .addStatement("this.executor = $T.requireNonNull(executor, $S)", Objects.class, "executor");
        component.flatMap(found -> present(found.constructor())).ifPresent(constructor::addAnnotation);
        for (WireForm form : forms) {
            String name = form.notation();
            constructor
                    .addJavadoc("@param $L writes and reads what they declare as $L\n", name, name)
                    .addParameter(RuntimeTypes.codec(form), name)
                    .addStatement("this.$L = $T.requireNonNull($L, $S)", name, Objects.class, name, name);
        }
        return constructor.build();
    }
}
