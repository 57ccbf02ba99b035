package dev.moonlet.processor.generation;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.moonlet.processor.model.BoundMethod;
import dev.moonlet.processor.model.BoundParameter;
import dev.moonlet.processor.model.ReturnStyle;
import dev.moonlet.processor.model.SliceCalls;
import dev.moonlet.processor.model.WireForm;
import dev.moonlet.script.Declaration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;

/** Writes the methods of an implementation. Those that make the same call, blocking or not, share a method for it. */
final class MethodWriter {

    private static final String ASYNC = "Async";
    private static final ClassName MONO = ClassName.get("reactor.core.publisher", "Mono");
    private static final ClassName FUTURES = ClassName.get("kotlinx.coroutines.future", "FutureKt");
    private static final ClassName UNIT = ClassName.get("kotlin", "Unit");
    private static final ClassName FLUX = ClassName.get("reactor.core.publisher", "Flux");

    private final ClassName owner;
    private final ScriptConstants constants;
    private final ReplyReaders readers;
    private final ArgumentWriter arguments;

    MethodWriter(ClassName owner, ScriptConstants constants, ReplyReaders readers, ArgumentWriter arguments) {
        this.owner = owner;
        this.constants = constants;
        this.readers = readers;
        this.arguments = arguments;
    }

    /** The overriding methods, then those that they share. */
    List<MethodSpec> methods(List<BoundMethod> bound) {
        List<CodeBlock> calls = bound.stream().map(this::expression).toList();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            keys.add(calls.size() > 1 ? key(bound.get(i), calls.get(i)) : "");
        }
        Set<String> taken = bound.stream()
                .map(method -> method.method().getSimpleName().toString())
                .collect(Collectors.toSet());
        Map<String, MethodSpec> shared = new LinkedHashMap<>();
        List<MethodSpec> methods = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            BoundMethod method = bound.get(i);
            CodeBlock invocation = calls.get(i);
            if (method.slices().isPresent()) {
                methods.add(overriding(method)
                        .addStatement("return $L", slices(method, invocation))
                        .build());
                continue;
            }
            if (isWrapped(method) || Collections.frequency(keys, keys.get(i)) > 1) {
                MethodSpec called = shared.get(keys.get(i));
                if (called == null) {
                    called = shared(freeName(method, taken, shared.values()), method, invocation);
                    shared.put(keys.get(i), called);
                }
                CodeBlock passed = parameters(method).stream()
                        .map(name -> CodeBlock.of("$N", name))
                        .collect(CodeBlock.joining(",$W"));
                invocation = CodeBlock.of("$N($L)", called.name(), passed);
            }
            methods.add(overriding(method, invocation));
        }
        methods.addAll(shared.values());
        return methods;
    }

    /** What methods that make the same call have in common: the call, the parameters and their types, and the result. */
    private static String key(BoundMethod method, CodeBlock call) {
        return call + "|" + Signature.supplied(method) + "|" + resultType(method) + "|" + method.target();
    }

    /** Whether the method makes something else of the stage that an executor returns. */
    private static boolean isWrapped(BoundMethod method) {
        return method.returnStyle() != ReturnStyle.BLOCKING && method.returnStyle() != ReturnStyle.STAGE;
    }

    /** {@code acquireCall} for {@code acquireAsync}, unless another method is called so. */
    private static String freeName(BoundMethod method, Set<String> taken, Collection<MethodSpec> shared) {
        String full = method.method().getSimpleName().toString();
        String plain = full.endsWith(ASYNC) ? full.substring(0, full.length() - ASYNC.length()) : full;
        Set<String> names = new HashSet<>(taken);
        shared.stream()
                .filter(other -> erasures(other.parameters()).equals(erasures(Signature.supplied(method))))
                .forEach(other -> names.add(other.name()));
        return ReaderNames.firstFree(List.of(plain + "Call", full + "Call"), names);
    }

    private static List<String> erasures(List<ParameterSpec> parameters) {
        return parameters.stream()
                .map(parameter -> parameter.type() instanceof ParameterizedTypeName generic
                        ? generic.rawType().toString()
                        : parameter.type().toString())
                .toList();
    }

    private MethodSpec shared(String name, BoundMethod method, CodeBlock call) {
        boolean codec = !forms(method).isEmpty();
        return MethodSpec.methodBuilder(name)
                .addModifiers(
                        codec ? new Modifier[] {Modifier.PRIVATE} : new Modifier[] {Modifier.PRIVATE, Modifier.STATIC})
                .returns(ParameterizedTypeName.get(
                        method.isOnShards() ? RuntimeTypes.SHARD_INVOCATION : RuntimeTypes.SCRIPT_INVOCATION,
                        resultType(method)))
                .addParameters(Signature.supplied(method))
                .addStatement("return $L", call)
                .build();
    }

    /** The forms whose codecs are needed to make a call or to read its reply. */
    static Set<WireForm> forms(BoundMethod method) {
        Set<WireForm> forms = EnumSet.noneOf(WireForm.class);
        forms.addAll(method.decoding().forms());
        method.parameters()
                .forEach(parameter -> forms.addAll(parameter.encoding().forms()));
        return forms;
    }

    private static MethodSpec.Builder overriding(BoundMethod bound) {
        MethodSpec.Builder method = Signature.overriding(bound);
        if (bound.method().getAnnotation(Deprecated.class) != null) {
            method.addAnnotation(Deprecated.class);
        }
        String documentation = documentation(bound);
        if (!documentation.isEmpty()) {
            method.addJavadoc("$L", documentation);
        }
        return method;
    }

    private static MethodSpec overriding(BoundMethod bound, CodeBlock invocation) {
        CodeBlock execute = CodeBlock.of(
                "this.executor.execute$L$L($L)",
                bound.isOnShards() ? "OnShards" : "",
                bound.returnStyle() == ReturnStyle.BLOCKING ? "" : "Async",
                invocation);
        boolean isVoid = bound.method().getReturnType().getKind() == TypeKind.VOID;
        CodeBlock result = bound.isOnShards() && bound.returnStyle() == ReturnStyle.FLUX
                ? CodeBlock.of("$T.of(this.executor, () -> $L)", RuntimeTypes.SHARD_FLUX, invocation)
                : returned(bound, execute);
        return overriding(bound)
                .addStatement(isVoid ? execute : CodeBlock.of("return $L", result))
                .build();
    }

    /** The slices of a call, in the way in which the method returns them. */
    private static CodeBlock slices(BoundMethod bound, CodeBlock call) {
        SliceCalls slices = bound.slices().orElseThrow();
        String slice = ReaderNames.free("slice", parameterNames(bound));
        CodeBlock.Builder resumable = CodeBlock.builder()
                .add(
                        "$T.<$T, $T>of(\nthis.executor,\n$L,\n$N -> $>$L$<,\n",
                        RuntimeTypes.RESUMABLE_CALL,
                        resultType(bound),
                        TypeName.get(slices.position()),
                        slices.first().map(MethodWriter::read).orElse(CodeBlock.of("null")),
                        slices.variable(),
                        call)
                .add(
                        "$N -> $L)",
                        slice,
                        read(new SliceCalls.Access(
                                slice + "." + slices.next().path(),
                                slices.next().optional())));
        return switch (bound.returnStyle()) {
            case ITERATOR -> resumable.add(".iterator()").build();
            case STREAM -> resumable.add(".stream()").build();
            case SLICES -> resumable.add(".flux()").build();
            default -> resumable.build();
        };
    }

    private static CodeBlock read(SliceCalls.Access access) {
        String[] path = access.path().split("\\.", -1);
        CodeBlock.Builder value = CodeBlock.builder().add("$N", path[0]);
        for (int i = 1; i < path.length; i++) {
            value.add(".$N()", path[i]);
        }
        return access.optional() ? value.add(".orElse(null)").build() : value.build();
    }

    /** The result in the way in which the method returns it. */
    private static CodeBlock returned(BoundMethod bound, CodeBlock execute) {
        return switch (bound.returnStyle()) {
            case BLOCKING, STAGE -> execute;
            case FUTURE -> CodeBlock.of("$L.toCompletableFuture()", execute);
            case REDIS_FUTURE -> CodeBlock.of("$T.of($L)", RuntimeTypes.SCRIPT_FUTURE, execute);
            case MONO -> CodeBlock.of("$T.fromCompletionStage(() -> $L)", MONO, execute);
            case FLUX ->
                CodeBlock.of("$T.fromCompletionStage(() -> $L)\n.flatMapMany($T::fromIterable)", MONO, execute, FLUX);
            case RESUMABLE, ITERATOR, STREAM, SLICES ->
                throw new IllegalArgumentException("slices are no single call: " + bound.method());
            case SUSPEND -> CodeBlock.of("$T.await(\n$L,$W$N)", FUTURES, execute, last(bound));
        };
    }

    /** The type of the result itself, whatever the method wraps it in. */
    private static TypeName resultType(BoundMethod bound) {
        if (bound.isOnShards()) {
            return Signature.typeName(bound.result()).box();
        }
        return switch (bound.returnStyle()) {
            case BLOCKING -> Signature.returned(bound).box();
            case STAGE, FUTURE, REDIS_FUTURE, MONO, RESUMABLE, ITERATOR, STREAM, SLICES ->
                Signature.typeName(bound.result());
            case FLUX -> ParameterizedTypeName.get(ClassName.get(List.class), Signature.typeName(bound.result()));
            case SUSPEND -> Signature.typeName(bound.result());
        };
    }

    private static boolean isUnit(BoundMethod bound) {
        return TypeName.get(bound.result()).equals(UNIT);
    }

    /** The parameter that Kotlin adds to a suspend function. */
    private static String last(BoundMethod bound) {
        List<? extends VariableElement> parameters = bound.method().getParameters();
        return parameters.get(parameters.size() - 1).getSimpleName().toString();
    }

    /** The expression that makes a call, or those of every shard. */
    private CodeBlock expression(BoundMethod bound) {
        if (!bound.isOnShards()) {
            return call(bound);
        }
        Set<String> taken = parameterNames(bound);
        return CodeBlock.builder()
                .add(constant(bound, taken))
                .add(
                        ".$L($L -> $L)",
                        bound.target() == BoundMethod.Target.REPLICAS ? "onReplicas" : "onShards",
                        ArgumentWriter.shardName(taken),
                        call(bound))
                .build();
    }

    private CodeBlock constant(BoundMethod bound, Set<String> taken) {
        String constant = constants.constant(bound.script());
        return taken.contains(constant) ? CodeBlock.of("$T.$N", owner, constant) : CodeBlock.of("$N", constant);
    }

    private CodeBlock call(BoundMethod bound) {
        Set<String> taken = parameterNames(bound);
        CodeBlock.Builder call = CodeBlock.builder();
        call.add(constant(bound, taken)).add(".call()");
        Set<String> checked = new HashSet<>();
        for (BoundParameter parameter : bound.parameters()) {
            records(parameter).filter(checked::add).forEach(record -> call.add(supplied(record)));
            call.add("\n$L", arguments.added(parameter, taken));
        }
        String name = bound.method().getSimpleName().toString();
        String separator = bound.parameters().isEmpty() && !bound.isOnShards() ? "" : "\n";
        CodeBlock decoder = readers.decoder(bound.decoding(), name, taken);
        if (isUnit(bound)) {
            decoder = CodeBlock.of("reply -> {\n$>$L.decode(reply);\nreturn $T.INSTANCE;\n$<}", decoder, UNIT);
        }
        if (bound.readTimeout() > 0) {
            call.add(separator + ".readTimeout($L)", bound.readTimeout());
        }
        return call.add(separator + ".returning($T.class, $L)", ResultClass.of(bound, resultType(bound)), decoder)
                .build();
    }

    /** The records whose components lead to a value: {@code keys}, and {@code keys.inner}. */
    private static Stream<String> records(BoundParameter parameter) {
        String path = parameter.parameter();
        return IntStream.range(0, path.length())
                .filter(index -> path.charAt(index) == '.')
                .mapToObj(index -> path.substring(0, index));
    }

    private static CodeBlock supplied(String record) {
        String[] path = record.split("\\.", -1);
        CodeBlock.Builder access = CodeBlock.builder().add("$N", path[0]);
        for (int component = 1; component < path.length; component++) {
            access.add(".$N()", path[component]);
        }
        return CodeBlock.of("\n.supplied($S, $L)", record, access.build());
    }

    private static List<String> parameters(BoundMethod bound) {
        return bound.supplied().stream()
                .map(parameter -> parameter.getSimpleName().toString())
                .toList();
    }

    /** The names of the variables around a call. */
    static Set<String> parameterNames(BoundMethod bound) {
        Stream<String> parameters = bound.method().getParameters().stream()
                .map(parameter -> parameter.getSimpleName().toString());
        return Stream.concat(parameters, bound.slices().map(SliceCalls::variable).stream())
                .collect(Collectors.toSet());
    }

    private static String documentation(BoundMethod bound) {
        StringBuilder text = new StringBuilder(Javadoc.escaped(bound.script().documentation()));
        if (text.length() == 0) {
            return "";
        }
        text.append('\n');
        String separator = "\n";
        for (VariableElement parameter : bound.supplied()) {
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
