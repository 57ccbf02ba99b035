package dev.moonlet.processor.validation;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.processor.model.Annotations;
import dev.moonlet.processor.model.BoundMethod;
import dev.moonlet.processor.model.BoundParameter;
import dev.moonlet.processor.model.Problem;
import dev.moonlet.processor.model.ReturnStyle;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.link.LoadedScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/** Whether a method runs on every shard, and what that asks of its script. */
final class ShardMethod {

    private static final String RESULTS = "dev.moonlet.ShardResults";
    private static final String RESULT = "dev.moonlet.ShardResult";

    private final ExecutableElement method;
    private final LoadedScript script;
    private final List<Problem> problems = new ArrayList<>();

    ShardMethod(ExecutableElement method, LoadedScript script) {
        this.method = method;
        this.script = script;
    }

    /** The type of the result of one shard; empty if the type of the result is not that of every shard. */
    static Optional<TypeMirror> resultOfOne(TypeMirror result, ReturnStyle style) {
        return JavaTypes.argumentOf(result, style == ReturnStyle.FLUX ? RESULT : RESULTS);
    }

    List<Problem> problems() {
        return problems;
    }

    /** Where the method runs. What its script lacks for that is reported. */
    BoundMethod.Target target(TypeMirror result, ReturnStyle style, List<BoundParameter> parameters) {
        boolean onShards = resultOfOne(result, style).isPresent();
        boolean onReplicas = Annotations.ON_REPLICAS.on(method).isPresent();
        if (onShards) {
            checkKeys(parameters);
        } else {
            script.signature().shard().ifPresent(this::reportNotOnShards);
        }
        if (onReplicas) {
            checkReplicas(onShards);
        }
        return !onShards
                ? BoundMethod.Target.SERVER
                : onReplicas ? BoundMethod.Target.REPLICAS : BoundMethod.Target.SHARDS;
    }

    /** The keys of a script with {@code @shard} were checked where it declares them. */
    private void checkKeys(List<BoundParameter> parameters) {
        if (script.signature().shard().isPresent()) {
            return;
        }
        boolean declared = !script.signature().declarations().isEmpty();
        for (BoundParameter parameter : parameters) {
            Declaration key = parameter.declaration();
            if (key.kind() == Declaration.Kind.KEY) {
                String message = "key \"" + key.name() + "\" belongs to one shard, but " + method.getSimpleName()
                        + " runs on every shard";
                Diagnostic diagnostic = declared
                        ? Diagnostic.error(
                                "shard-key",
                                message,
                                key.place().file(),
                                key.place().span())
                        : Diagnostic.error("shard-key", message);
                problem(
                        supplier(parameter),
                        diagnostic.hint(
                                "declare ---@shard shard, and compute the key from it: ---@key %s = \"%s:{\" .. shard .. \"}\""
                                        .formatted(key.name(), key.name())));
            }
        }
    }

    private void reportNotOnShards(Declaration shard) {
        problem(
                method,
                Diagnostic.error(
                                "shard-method",
                                "script \"" + script.name() + "\" has the hash tag of a shard, but "
                                        + method.getSimpleName() + " runs on one server",
                                shard.place().file(),
                                shard.place().span())
                        .hint("let the method return ShardResults, or remove @shard"));
    }

    private void checkReplicas(boolean onShards) {
        if (!onShards) {
            problem(
                    method,
                    Diagnostic.error(
                                    "on-replicas",
                                    method.getSimpleName() + " has @OnReplicas, but does not run on every shard")
                            .hint("let it return ShardResults; ReadFrom of the connection is for other methods"));
        } else if (script.script().filter(found -> !found.readOnly()).isPresent()) {
            problem(
                    method,
                    Diagnostic.error(
                                    "on-replicas",
                                    method.getSimpleName() + " has @OnReplicas, but script \"" + script.name()
                                            + "\" may write")
                            .hint("if it only reads, add ---@flags no-writes to the script"));
        }
    }

    private Element supplier(BoundParameter parameter) {
        return method.getParameters().stream()
                .filter(found -> found.getSimpleName().contentEquals(parameter.parameter()))
                .<Element>map(found -> found)
                .findFirst()
                .orElse(method);
    }

    private void problem(Element element, Diagnostic diagnostic) {
        problems.add(new Problem(element, Optional.empty(), diagnostic));
    }
}
