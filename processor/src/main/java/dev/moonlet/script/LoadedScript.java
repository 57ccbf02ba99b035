package dev.moonlet.script;

import dev.moonlet.source.SourceFile;
import java.util.Optional;

/**
 * What could be learnt of a script, whether or not it is in order.
 *
 * @param name its name
 * @param file its main file
 * @param signature its declarations, as far as they could be read
 * @param script the script; empty if there is an error, in which case declarations may be missing
 */
public record LoadedScript(String name, SourceFile file, ScriptSignature signature, Optional<Script> script) {}
