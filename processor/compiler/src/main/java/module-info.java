/**
 * Reads Redis Lua scripts: finds their files, parses and links them, and checks what they do.
 *
 * <p>{@link dev.moonlet.script.ScriptCompiler} compiles a script by its name. Nothing here knows of the Java compiler, of a Redis
 * client, or of a terminal.
 */
module dev.moonlet.compiler {
    requires static org.jspecify;

    exports dev.moonlet.check;
    exports dev.moonlet.diagnostic;
    exports dev.moonlet.lua;
    exports dev.moonlet.lua.ast;
    exports dev.moonlet.lua.scope;
    exports dev.moonlet.script;
    exports dev.moonlet.source;
}
