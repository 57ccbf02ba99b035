/**
 * Checks Redis Lua scripts while Java compiles and writes the methods that run them; loads and runs scripts that have no
 * interface.
 *
 * <p>Tools and tests use {@link dev.moonlet.script}. Compilers find the annotation processor by its service.
 */
module dev.moonlet.processor {
    requires java.compiler;
    requires com.fasterxml.jackson.jr.ob;
    requires com.palantir.javapoet;

    // Scripts run on it. While Java compiles nothing runs, so that neither it nor Lettuce has to be there.
    requires static transitive dev.moonlet;

    // Only javac has it.
    requires static jdk.compiler;

    // Only the jar of the command line has it.
    requires static info.picocli;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports dev.moonlet.diagnostic;
    exports dev.moonlet.lua;
    exports dev.moonlet.lua.ast;
    exports dev.moonlet.script;
    exports dev.moonlet.source;

    provides javax.annotation.processing.Processor with
            dev.moonlet.processor.MoonletProcessor;
}
