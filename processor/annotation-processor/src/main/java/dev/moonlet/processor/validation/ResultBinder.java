package dev.moonlet.processor.validation;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.processor.model.Annotations;
import dev.moonlet.processor.model.Problem;
import dev.moonlet.processor.model.ResultDecoding;
import dev.moonlet.processor.model.ReturnStyle;
import dev.moonlet.processor.model.ReturnedFailure;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import dev.moonlet.script.ReturnedError;
import dev.moonlet.script.ScriptSignature;
import dev.moonlet.script.link.LoadedScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Binds what a method returns to what its script does. */
final class ResultBinder {

    private final ExecutableElement method;
    private final ExecutableType methodType;
    private final LoadedScript script;
    private final Types types;
    private final Codecs codecs;
    private final List<Problem> problems = new ArrayList<>();

    ResultBinder(ExecutableElement method, ExecutableType methodType, LoadedScript script, Types types, Codecs codecs) {
        this.method = method;
        this.methodType = methodType;
        this.script = script;
        this.types = types;
        this.codecs = codecs;
    }

    /** What is wrong. */
    List<Problem> problems() {
        return problems;
    }

    /** How the reply becomes the result; empty if something is wrong. */
    Optional<ResultDecoding> bind(ReturnStyle style) {
        TypeMirror result = resultOfOne(style);
        TypeMirror type = KotlinTypes.isUnit(result) ? types.getNoType(TypeKind.VOID) : result;
        boolean elements = style == ReturnStyle.FLUX
                && ShardMethod.resultOfOne(resultType(style), style).isEmpty();
        Optional<ResultDecoding> decoding = elements ? elements(type) : decoding(type);
        checkConstants();
        return script.signature().errors().isEmpty()
                ? decoding
                : decoding.map(found -> withFailures(found, type, elements));
    }

    /** A decoding that looks for the values that stand for failures first. */
    private ResultDecoding withFailures(ResultDecoding decoding, TypeMirror type, boolean list) {
        boolean text = script.signature()
                .result()
                .filter(result -> ReturnedError.areText(result.type()))
                .isPresent();
        List<ReturnedFailure> failures = script.signature().errors().stream()
                .map(error -> new ReturnedFailure(error, text, list ? Optional.empty() : failure(error, type)))
                .toList();
        return decoding instanceof ResultDecoding.ShapesOf several
                ? new ResultDecoding.ShapesOf(type, list, several.shapes(), failures)
                : new ResultDecoding.ShapesOf(
                        type, list, List.of(new ResultDecoding.Shape("other", decoding)), failures);
    }

    private Optional<ReturnedFailure.Case> failure(ReturnedError error, TypeMirror type) {
        ResultTypes results = new ResultTypes(types, codecs, failures(), true);
        Optional<TypeMirror> wrapped = JavaTypes.argumentOf(type, "java.util.Optional");
        Optional<ReturnedFailure.Case> found =
                new ShapeTypes(results, types, failures()).failure(error, wrapped.orElse(type), wrapped.isPresent());
        results.mismatches()
                .forEach(mismatch -> problem(
                        at(error.place(), "type-mismatch", mismatch.message()).hint(mismatch.hint())));
        return found;
    }

    private Set<String> failures() {
        return script.signature().errors().stream()
                .map(error -> Names.normalized(error.name()))
                .collect(Collectors.toSet());
    }

    /** Reports failures for which the enum that is named for them has no constant. */
    private void checkConstants() {
        Optional<DeclaredType> type =
                Annotations.RETURNED_ERRORS.typeOn(method).or(() -> Annotations.RETURNED_ERRORS.typeOn(codecs.user()));
        for (ReturnedError error : script.signature().errors()) {
            if (type.isPresent()
                    && ShapeTypes.constant(type.get(), Names.normalized(error.name()))
                            .isEmpty()) {
                problem(at(
                                error.place(),
                                "type-mismatch",
                                "error \"" + error.name() + "\" has no constant in " + JavaTypes.display(type.get()))
                        .hint("add " + Names.snakeCase(error.name()).toUpperCase(Locale.ROOT)));
            }
        }
    }

    /** The type of the result, whatever the method wraps it in. */
    TypeMirror resultType(ReturnStyle style) {
        if (style == ReturnStyle.SUSPEND) {
            return KotlinTypes.suspendResult(methodType.getParameterTypes()).orElseThrow();
        }
        TypeMirror returned = methodType.getReturnType();
        return style.wraps()
                ? JavaTypes.argumentOf(returned, JavaTypes.name(returned)).orElse(returned)
                : returned;
    }

    /** The type of the result; of that of one shard where the method runs on every shard. */
    TypeMirror resultOfOne(ReturnStyle style) {
        TypeMirror result = resultType(style);
        return ShardMethod.resultOfOne(result, style).orElse(result);
    }

    /** The elements of an array, one by one. */
    private Optional<ResultDecoding> elements(TypeMirror javaType) {
        Optional<ScriptSignature.Result> result = script.signature().result();
        if (result.isPresent()
                && result.get().type() instanceof LuaType.Array array
                && !(array.element() instanceof LuaType.Optional)) {
            return decoding(result.get(), array.element(), javaType, "element of result")
                    .map(element -> new ResultDecoding.ListOf(element, ResultDecoding.Container.LIST, javaType));
        }
        if (result.isEmpty() && script.script().isPresent()) {
            return undeclaredElements(javaType);
        }
        if (script.script().isPresent()) {
            Label place = result.map(ScriptSignature.Result::place).orElseGet(script::returned);
            problem(at(
                            place,
                            "type-mismatch",
                            method.getSimpleName()
                                    + " returns a Flux, but the script's result is not an array without nil elements")
                    .hint("declare ---@return T[], or let the method return a Mono"));
        }
        return Optional.empty();
    }

    private Optional<ResultDecoding> decoding(TypeMirror javaType) {
        if (javaType.getKind() == TypeKind.VOID || JavaTypes.name(javaType).equals("java.lang.Void")) {
            return Optional.of(new ResultDecoding.Nothing());
        }
        Optional<ScriptSignature.Result> result = script.signature().result();
        if (result.isEmpty() && script.script().isEmpty()) {
            return Optional.empty();
        }
        if (result.isEmpty()) {
            return undeclaredResult(javaType);
        }
        return decoding(result.get(), result.get().type(), javaType, "result").map(Function.identity());
    }

    private Optional<ResultDecoding> undeclaredResult(TypeMirror javaType) {
        if (JavaTypes.name(javaType).equals("java.lang.Object")) {
            return Optional.of(new ResultDecoding.Scalar("any"));
        }
        return undeclared(javaType, method, "result").map(ResultDecoding.Undeclared::new);
    }

    private Optional<ResultDecoding> undeclaredElements(TypeMirror javaType) {
        return undeclared(javaType, javaType, "element of result")
                .map(element -> element instanceof ResultDecoding.OptionalOf optional && !optional.wrapped()
                        ? optional.value() // a Flux has no null
                        : element)
                .map(element -> new ResultDecoding.ListOf(element, ResultDecoding.Container.LIST, javaType))
                .map(ResultDecoding.Undeclared::new);
    }

    /** How what the script returns is decoded by the Java type alone. */
    private Optional<ResultDecoding.OfValue> undeclared(
            TypeMirror javaType, AnnotatedConstruct annotated, String where) {
        Optional<LuaType> type = new UndeclaredResults(types, codecs.within(method)).type(javaType, annotated);
        if (type.isEmpty()) {
            problem(missingReturn(javaType));
            return Optional.empty();
        }
        return decoding(new ScriptSignature.Result(type.get(), script.returned(), false), type.get(), javaType, where);
    }

    private Diagnostic missingReturn(TypeMirror javaType) {
        Diagnostic missing = at(
                        script.returned(),
                        "missing-return",
                        "script \"" + script.name() + "\" declares no result, but " + method.getSimpleName()
                                + " returns " + JavaTypes.display(javaType))
                .hint("add a line ---@return with its type, or @Returns to the method")
                .note(futureNote(javaType));
        return script.otherResult()
                .map(other -> missing.related(other.file(), other.span(), other.text()))
                .orElse(missing);
    }

    private Optional<ResultDecoding.OfValue> decoding(
            ScriptSignature.Result result, LuaType declared, TypeMirror javaType, String where) {
        Codecs inner = codecs.within(method);
        ResultTypes results = new ResultTypes(
                types, inner, failures(), script.signature().result().isPresent());
        Optional<ResultDecoding.OfValue> decoding = results.decoding(declared, javaType, where);
        if (declared instanceof LuaType.Optional
                && types.isSameType(javaType, methodType.getReturnType())
                && KotlinTypes.isNeverNull(method)
                && JavaTypes.argumentOf(javaType, "java.util.Optional").isEmpty()) {
            results.mismatch(
                    where + " is " + declared.notation() + ", but what " + method.getSimpleName()
                            + " returns is never null",
                    "in Kotlin, a type that may be null ends with a question mark");
        }
        inner.reportUnused(method);
        for (ResultTypes.Mismatch mismatch : results.mismatches()) {
            problem(at(place(result.place(), mismatch), "type-mismatch", mismatch.message())
                    .hint(mismatch.hint())
                    .note(futureNote(javaType)));
        }
        return decoding;
    }

    /** What an asynchronous method returns instead of a {@code Future}, which can't report when it is done. */
    private static Optional<String> futureNote(TypeMirror javaType) {
        return Optional.of("an asynchronous method returns a CompletionStage, or a CompletableFuture")
                .filter(note -> JavaTypes.name(javaType).equals("java.util.concurrent.Future"));
    }

    private static Label place(Label result, ResultTypes.Mismatch mismatch) {
        return mismatch.field()
                .map(field -> new Label(result.file(), field, ""))
                .orElse(result);
    }

    private static Diagnostic at(Label place, String code, String message) {
        return Diagnostic.error(code, message, place.file(), place.span());
    }

    private void problem(Diagnostic diagnostic) {
        problems.add(new Problem(method, Optional.empty(), diagnostic));
    }
}
