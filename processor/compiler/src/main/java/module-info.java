/**
 * Reads Redis Lua scripts: finds their files, parses and links them, and checks what they do.
 *
 * <p>{@link dev.moonlet.script.link.ScriptCompiler} compiles a script by its name. Nothing here knows of the Java compiler, of a Redis
 * client, or of a terminal.
 */
@SuppressWarnings("module") // the command line is compiled later
module dev.moonlet.compiler {
    requires static org.jspecify;

    exports dev.moonlet.analysis;
    exports dev.moonlet.analysis.proposal;
    exports dev.moonlet.check;
    exports dev.moonlet.diagnostic;
    exports dev.moonlet.lua to
            dev.moonlet.tools;
    exports dev.moonlet.redis;
    exports dev.moonlet.script;
    exports dev.moonlet.script.link;
    exports dev.moonlet.script.root;
    exports dev.moonlet.source;
}
