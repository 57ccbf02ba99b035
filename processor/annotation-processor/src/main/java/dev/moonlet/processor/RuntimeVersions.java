package dev.moonlet.processor;

import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Compares the version of the runtime that is compiled against with the one that generated code is written for. */
final class RuntimeVersions {

    private static final String TYPE = "dev.moonlet.codegen.RuntimeVersion";

    private RuntimeVersions() {}

    /** What is wrong with the runtime; empty if its version is that of the processor. */
    static Optional<String> mismatch(Elements elements) {
        TypeElement type = elements.getTypeElement(TYPE);
        Optional<String> found = type == null
                ? Optional.empty()
                : ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                        .map(VariableElement::getConstantValue)
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .findFirst();
        return found.filter(ProcessorVersion.VALUE::equals).isPresent()
                ? Optional.empty()
                : Optional.of("moonlet-processor " + ProcessorVersion.VALUE + " writes code for moonlet-runtime "
                        + ProcessorVersion.VALUE + ", but moonlet-runtime "
                        + found.orElse("of an earlier version") + " is compiled against: use one version for both");
    }
}
