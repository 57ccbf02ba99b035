package dev.moonlet.processor;

/** The version of the annotation processor. */
final class ProcessorVersion {

    static final String VALUE = "${project.version}";

    private ProcessorVersion() {}
}
