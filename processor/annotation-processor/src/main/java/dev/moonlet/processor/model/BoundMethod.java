package dev.moonlet.processor.model;

import dev.moonlet.script.Script;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;

/**
 * A method and the script it runs.
 *
 * @param method the method
 * @param type its type as a member of the interface
 * @param script the script
 * @param parameters what it sends, in the script's order
 * @param returnStyle how it returns the result
 * @param target where it runs
 * @param result the type of the result, whatever the method wraps it in; of an element for a {@code Flux}, and of the result of
 *     one shard for {@code ShardResults}
 * @param decoding how the reply becomes the result
 * @param slices how slices follow each other; empty if the method makes one call
 * @param readTimeout how long it waits for the result, in milliseconds; 0 to leave that to the executor
 */
public record BoundMethod(
        ExecutableElement method,
        ExecutableType type,
        Script script,
        List<BoundParameter> parameters,
        ReturnStyle returnStyle,
        Target target,
        TypeMirror result,
        ResultDecoding decoding,
        Optional<SliceCalls> slices,
        int readTimeout) {

    /** Where a method runs. */
    public enum Target {
        /** On one server. */
        SERVER,
        /** On the master of every shard. */
        SHARDS,
        /** On a replica of every shard. */
        REPLICAS
    }

    /** Copies the list. */
    public BoundMethod {
        parameters = List.copyOf(parameters);
    }

    /** Whether it runs on every shard. */
    public boolean isOnShards() {
        return target != Target.SERVER;
    }

    /** This method with a timeout. */
    public BoundMethod withReadTimeout(int millis) {
        return new BoundMethod(method, type, script, parameters, returnStyle, target, result, decoding, slices, millis);
    }

    /** The parameters of the method that are for the script: all but the one that Kotlin adds to a suspend function. */
    public List<? extends VariableElement> supplied() {
        List<? extends VariableElement> all = method.getParameters();
        return returnStyle == ReturnStyle.SUSPEND ? all.subList(0, all.size() - 1) : all;
    }
}
