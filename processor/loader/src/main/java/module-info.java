/** Loads Redis Lua scripts by name and runs them, for tools and tests that have no Java interface for them. */
module dev.moonlet.loader {
    requires transitive dev.moonlet;
    requires transitive dev.moonlet.compiler;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.jr.ob;
    requires msgpack.core;
    requires static org.jspecify;

    exports dev.moonlet.loader;
}
