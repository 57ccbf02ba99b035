/**
 * Reads Redis Lua scripts: finds their files, parses and links them, and checks what they do.
 *
 * <p>{@link dev.moonlet.script.link.ScriptCompiler} compiles a script by its name. Nothing here knows of the Java compiler, of a Redis
 * client, or of a terminal.
 */
module dev.moonlet.compiler {
    requires static org.jspecify;

    exports dev.moonlet.analysis;
    exports dev.moonlet.analysis.proposal;
    exports dev.moonlet.check;
    exports dev.moonlet.coverage;
    exports dev.moonlet.diagnostic;
    exports dev.moonlet.lua;
    exports dev.moonlet.lua.ast;
    exports dev.moonlet.lua.scope;
    exports dev.moonlet.redis;
    exports dev.moonlet.script;
    exports dev.moonlet.script.directive;
    exports dev.moonlet.script.file;
    exports dev.moonlet.script.link;
    exports dev.moonlet.script.root;
    exports dev.moonlet.source;
}
