package dev.moonlet.processor.model;

import dev.moonlet.script.Script;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ExecutableType;

/**
 * A method and the script it runs.
 *
 * @param method the method
 * @param type its type as a member of the interface
 * @param script the script
 * @param parameters what it sends, in the script's order
 * @param returnStyle how it returns the result
 * @param decoding how the reply becomes the result
 */
public record BoundMethod(
        ExecutableElement method,
        ExecutableType type,
        Script script,
        List<BoundParameter> parameters,
        ReturnStyle returnStyle,
        ResultDecoding decoding) {

    /** Copies the list. */
    public BoundMethod {
        parameters = List.copyOf(parameters);
    }
}
