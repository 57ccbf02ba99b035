/**
 * Runs Redis Lua scripts that the Moonlet annotation processor has turned into typed Java methods.
 *
 * <p>Applications use {@link dev.moonlet}. The package {@code dev.moonlet.codegen} is what generated implementations
 * are written against, {@code dev.moonlet.jackson} has the JSON codecs, and {@code dev.moonlet.micrometer} measures calls.
 */
module dev.moonlet {
    requires transitive lettuce.core;

    // What Lettuce needs and, being an automatic module, can't say.
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.resolver;
    requires io.netty.resolver.dns;
    requires io.netty.transport;
    requires org.slf4j;
    requires org.reactivestreams;
    requires reactor.core;
    requires static com.google.errorprone.annotations;
    requires static com.fasterxml.jackson.databind;
    requires static tools.jackson.databind;
    requires static org.jspecify;
    requires static micrometer.commons;
    requires static micrometer.core;
    requires static micrometer.observation;

    exports dev.moonlet;
    exports dev.moonlet.codegen;
    exports dev.moonlet.jackson;
    exports dev.moonlet.micrometer;
}
