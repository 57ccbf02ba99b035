/**
 * Checks Redis Lua scripts while Java compiles and writes the methods that run them. Compilers find the annotation processor by
 * its service.
 */
module dev.moonlet.processor {
    requires java.compiler;
    requires com.palantir.javapoet;
    requires dev.moonlet.compiler;

    // Only javac has it.
    requires static jdk.compiler;
    requires static com.google.auto.service;
    requires static org.jspecify;

    provides javax.annotation.processing.Processor with
            dev.moonlet.processor.MoonletProcessor;
}
