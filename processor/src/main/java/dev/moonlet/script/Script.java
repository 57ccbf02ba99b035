package dev.moonlet.script;

import dev.moonlet.generated.SourceMap;
import dev.moonlet.source.SourceFile;

/**
 * A script that has been read, linked and found in order. Immutable.
 *
 * @param name its name
 * @param file its main file
 * @param documentation its leading comment; may be empty
 * @param signature its declarations
 * @param graph the files that it was linked from
 * @param text the linked text, as Redis gets it
 * @param digest the SHA-1 digest of the linked text in UTF-8
 * @param sourceMap where each line of the linked text comes from
 */
public record Script(
        String name,
        SourceFile file,
        String documentation,
        ScriptSignature signature,
        ScriptGraph graph,
        String text,
        String digest,
        SourceMap sourceMap) {}
