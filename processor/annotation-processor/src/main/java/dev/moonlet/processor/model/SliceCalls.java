package dev.moonlet.processor.model;

import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/**
 * How the slices of a resumable script follow each other.
 *
 * @param position the type of the position, which is not a primitive one
 * @param variable the variable that holds the position of a slice
 * @param next where a result has the position of the next slice
 * @param first what the method is given as the first position; empty for that which the script declares
 */
public record SliceCalls(TypeMirror position, String variable, Access next, Optional<Access> first) {

    /**
     * How a position is read.
     *
     * @param path the names of parameter and accessors, with a point between them
     * @param optional whether it is in an {@code Optional}
     */
    public record Access(String path, boolean optional) {}
}
