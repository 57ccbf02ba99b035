package dev.moonlet.script.link;

import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.Script;
import dev.moonlet.script.root.ScriptRoots;
import java.util.List;
import java.util.stream.Collectors;

/** Scripts that tests have in memory. */
final class MemoryScripts {

    private final ScriptCompiler compiler = new ScriptCompiler(new ScriptRoots(List.of()));

    /**
     * Compiles a text as the script of a name, for those that name it, too.
     *
     * @throws IllegalArgumentException if it is not in order; the message is what a compiler says
     */
    Script compile(String name, String text) {
        Diagnostics diagnostics = new Diagnostics();
        return compiler.compileAs(name, text, diagnostics)
                .flatMap(LoadedScript::script)
                .orElseThrow(() -> new IllegalArgumentException(diagnostics.sorted().stream()
                        .map(DiagnosticRenderer::render)
                        .collect(Collectors.joining("\n\n"))));
    }
}
