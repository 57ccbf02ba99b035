package dev.moonlet.processor.model;

import dev.moonlet.diagnostic.Diagnostic;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;

/**
 * A diagnostic and the Java element on which it is reported.
 *
 * @param element the interface, method or parameter
 * @param annotation the annotation on it that is at fault; empty if it is the element itself
 * @param diagnostic what is wrong
 */
public record Problem(Element element, Optional<AnnotationMirror> annotation, Diagnostic diagnostic) {}
