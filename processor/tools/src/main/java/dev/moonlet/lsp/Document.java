package dev.moonlet.lsp;

import dev.moonlet.script.file.ParsedFile;
import dev.moonlet.source.SourceFile;

/**
 * An open script, as a request sees it.
 *
 * @param scripts the scripts that it is one of
 * @param name its name
 * @param file its tree, as far as it can be parsed
 */
record Document(ScriptSet scripts, String name, ParsedFile file) {

    SourceFile source() {
        return file.file();
    }
}
