package dev.moonlet.processor.generation;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.moonlet.processor.model.BoundInterface;
import dev.moonlet.processor.model.BoundMethod;
import dev.moonlet.processor.model.BoundParameter;
import dev.moonlet.processor.model.Component;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.Script;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.Elements;

/** Writes the implementation of an interface. */
public final class ImplementationWriter {

    private static final String GENERATED = "javax.annotation.processing.Generated";
    private static final String GENERATOR = "dev.moonlet.processor.MoonletProcessor";

    private static final ClassName MONO = ClassName.get("reactor.core.publisher", "Mono");
    private static final ClassName FLUX = ClassName.get("reactor.core.publisher", "Flux");

    private final Elements elements;
    private final Optional<Component> component;

    /**
     * A writer for one compilation.
     *
     * @param component what injects the implementations, if anything does
     */
    public ImplementationWriter(Elements elements, Optional<Component> component) {
        this.elements = elements;
        this.component = component;
    }

    /**
     * The file of an implementation.
     *
     * @param sources the files that it is generated from, each behind its checksum
     */
    public JavaFile write(BoundInterface bound, List<String> sources) {
        TypeElement type = bound.type();
        ClassName name = implementationName(ClassName.get(type));
        ScriptConstants constants = ScriptConstants.of(bound.methods());
        ValueConstants values = new ValueConstants(takenNames(bound, constants));
        ReplyReaders readers = new ReplyReaders(name, values);
        ArgumentWriter arguments = new ArgumentWriter(values);
        List<MethodSpec> methods = bound.methods().stream()
                .map(method -> method(type, method, constants.constant(method.script()), readers, arguments))
                .toList();
        boolean json = bound.methods().stream().anyMatch(ImplementationWriter::isJson);
        TypeSpec.Builder builder = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.FINAL)
                .addSuperinterface(TypeName.get(type.asType()))
                .addOriginatingElement(type)
                .avoidClashesWithNestedClasses(type)
                .addJavadoc(classDocumentation(bound));
        if (type.getModifiers().contains(Modifier.PUBLIC) && isPublic(type)) {
            builder.addModifiers(Modifier.PUBLIC);
        }
        if (elements.getTypeElement(elements.getModuleOf(type), GENERATED) != null) {
            builder.addAnnotation(generated());
        }
        Signature.ofType(type).forEach(builder::addAnnotation);
        if (elements.isDeprecated(type) || mentionsDeprecated(bound.methods())) {
            builder.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "{$S, $S}", "deprecation", "removal")
                    .build());
        }
        component.flatMap(found -> present(found.type())).ifPresent(builder::addAnnotation);
        constants.scripts().forEach((script, constant) -> builder.addField(scriptField(script, constant)));
        builder.addField(RuntimeTypes.SCRIPT_EXECUTOR, "executor", Modifier.PRIVATE, Modifier.FINAL);
        if (json) {
            builder.addField(RuntimeTypes.JSON_CODEC, "json", Modifier.PRIVATE, Modifier.FINAL);
        }
        builder.addFields(values.fields());
        builder.addMethod(constructor(name, json, sources));
        methods.forEach(builder::addMethod);
        readers.methods().forEach(builder::addMethod);
        return new JavaLangImports(elements).file(type, name.packageName(), builder.build());
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

    private static boolean isJson(BoundMethod method) {
        return ReplyReaders.isJson(method.shape())
                || method.parameters().stream().anyMatch(parameter -> ArgumentWriter.isJson(parameter.shape()));
    }

    /** Names that a constant can't have. */
    private static Set<String> takenNames(BoundInterface bound, ScriptConstants constants) {
        Set<String> names = new HashSet<>(constants.scripts().values());
        bound.methods().forEach(method -> {
            names.addAll(parameterNames(method));
            names.addAll(ReplyReaders.components(method.shape()));
        });
        return names;
    }

    private static AnnotationSpec generated() {
        return AnnotationSpec.builder(ClassName.get("javax.annotation.processing", "Generated"))
                .addMember("value", "$S", GENERATOR)
                .build();
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
        documentation.add("\n<p>Written from $L.\n", Javadoc.escaped(String.join(", ", files)));
        return documentation.build();
    }

    private static FieldSpec scriptField(Script script, String constant) {
        CodeBlock.Builder initializer = CodeBlock.builder()
                .add(script.readOnly() ? "$T.readOnly(\n" : "new $T(\n", RuntimeTypes.COMPILED_SCRIPT)
                .indent()
                .indent()
                .add("$L,\n$S,\n", TextBlock.quoted(script.name()), script.digest());
        List<String> literals = TextBlock.literals(script.sourceMap().encoded() + "\n");
        if (literals.size() == 1) {
            initializer.add("$L", literals.get(0));
        } else {
            // Joined when the class is loaded: what the compiler joins has to fit into one constant.
            initializer.add("$T.join($S,\n$L)", String.class, "", String.join(",\n", literals));
        }
        for (String literal : TextBlock.literals(script.text())) {
            initializer.add(",\n$L", literal);
        }
        initializer.add(")").unindent().unindent();
        if (!script.raisedErrors().isEmpty()) {
            initializer.add(
                    ".raising($L)",
                    script.raisedErrors().stream()
                            .map(prefix -> CodeBlock.of("$T.$L", RuntimeTypes.ERROR_PREFIX, prefix))
                            .collect(CodeBlock.joining(", ")));
        }
        return FieldSpec.builder(
                        RuntimeTypes.COMPILED_SCRIPT, constant, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(initializer.build())
                .build();
    }

    private MethodSpec constructor(ClassName name, boolean json, List<String> sources) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Runs the scripts on an executor.\n\n@param executor where and how they run\n")
                .addParameter(RuntimeTypes.SCRIPT_EXECUTOR, "executor")
                .addStatement("this.executor = $T.requireNonNull(executor, $S)", Objects.class, "executor");
        component.flatMap(found -> present(found.constructor())).ifPresent(constructor::addAnnotation);
        if (json) {
            constructor
                    .addJavadoc("@param json writes and reads what they declare as json\n")
                    .addParameter(RuntimeTypes.JSON_CODEC, "json")
                    .addStatement("this.json = $T.requireNonNull(json, $S)", Objects.class, "json");
        }
        if (!sources.isEmpty()) {
            CodeBlock files =
                    sources.stream().map(source -> CodeBlock.of("$S", source)).collect(CodeBlock.joining(",\n"));
            constructor.addStatement("$T.requireUnchanged($T.class,\n$L)", RuntimeTypes.SCRIPT_SOURCES, name, files);
        }
        return constructor.build();
    }

    private static MethodSpec method(
            TypeElement type, BoundMethod bound, String constant, ReplyReaders readers, ArgumentWriter arguments) {
        MethodSpec.Builder method = Signature.overriding(bound);
        if (bound.method().getAnnotation(Deprecated.class) != null) {
            method.addAnnotation(Deprecated.class);
        }
        String documentation = documentation(bound);
        if (!documentation.isEmpty()) {
            method.addJavadoc("$L", documentation);
        }
        String call = freeName(bound, "call");
        CodeBlock script = isParameter(bound, constant)
                ? CodeBlock.of("$T.$N", implementationName(ClassName.get(type)), constant)
                : CodeBlock.of("$N", constant);
        method.addStatement(call(bound, script, call, arguments));
        String run = bound.delivery() == BoundMethod.Delivery.BLOCKING ? "execute" : "executeAsync";
        Set<String> taken = parameterNames(bound);
        taken.add(call);
        CodeBlock execute = CodeBlock.of(
                "this.executor.$L$L($N, $L)",
                bound.delivery() == BoundMethod.Delivery.FUTURE || bound.delivery() == BoundMethod.Delivery.REDIS_FUTURE
                        ? typeWitness(bound)
                        : "",
                run,
                call,
                readers.decoder(bound.shape(), taken));
        boolean isVoid = bound.method().getReturnType().getKind() == TypeKind.VOID;
        return method.addStatement(isVoid ? execute : CodeBlock.of("return $L", delivered(bound, execute)))
                .build();
    }

    /** The result in the way in which the method hands it over. */
    private static CodeBlock delivered(BoundMethod bound, CodeBlock execute) {
        return switch (bound.delivery()) {
            case BLOCKING, STAGE -> execute;
            case FUTURE -> CodeBlock.of("$L.toCompletableFuture()", execute);
            case REDIS_FUTURE -> CodeBlock.of("$T.of($L)", RuntimeTypes.SCRIPT_FUTURE, execute);
            case MONO -> CodeBlock.of("$T.fromCompletionStage(() -> $L)", MONO, execute);
            case FLUX ->
                CodeBlock.of("$T.fromCompletionStage(() -> $L).flatMapMany($T::fromIterable)", MONO, execute, FLUX);
        };
    }

    /** The result, which the compiler can't tell from what is done with a stage. */
    private static CodeBlock typeWitness(BoundMethod bound) {
        DeclaredType future = (DeclaredType) bound.type().getReturnType();
        return CodeBlock.of("<$T>", TypeName.get(future.getTypeArguments().get(0)));
    }

    private static CodeBlock call(BoundMethod bound, CodeBlock script, String variable, ArgumentWriter arguments) {
        CodeBlock.Builder call = CodeBlock.builder()
                .add(
                        "$T $N = new $T($L, $L)",
                        RuntimeTypes.SCRIPT_CALL,
                        variable,
                        RuntimeTypes.SCRIPT_CALL,
                        script,
                        bound.parameters().size());
        for (BoundParameter parameter : bound.parameters()) {
            call.add("\n$L", arguments.added(parameter, parameterNames(bound)));
        }
        return call.build();
    }

    /** A name for a local that no parameter has. */
    private static String freeName(BoundMethod bound, String wanted) {
        String name = wanted;
        while (isParameter(bound, name)) {
            name = "_" + name;
        }
        return name;
    }

    private static boolean isParameter(BoundMethod bound, String name) {
        return parameterNames(bound).contains(name);
    }

    private static Set<String> parameterNames(BoundMethod bound) {
        return bound.method().getParameters().stream()
                .map(parameter -> parameter.getSimpleName().toString())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String documentation(BoundMethod bound) {
        StringBuilder text = new StringBuilder(Javadoc.escaped(bound.script().documentation()));
        if (text.length() == 0) {
            return "";
        }
        text.append('\n');
        String separator = "\n";
        for (var parameter : bound.method().getParameters()) {
            String description = description(bound, parameter.getSimpleName().toString());
            if (!description.isEmpty()) {
                text.append(separator)
                        .append("@param ")
                        .append(parameter.getSimpleName())
                        .append(' ')
                        .append(Javadoc.escaped(description))
                        .append('\n');
                separator = "";
            }
        }
        return text.toString();
    }

    private static String description(BoundMethod bound, String parameter) {
        return bound.parameters().stream()
                .filter(p -> p.parameter().equals(parameter))
                .map(BoundParameter::declaration)
                .map(Declaration::description)
                .findFirst()
                .orElse("");
    }
}
