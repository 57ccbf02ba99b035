package dev.moonlet.script;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import java.util.List;
import java.util.Optional;

/** Loads scripts by name. Each file is read once. Safe for use by several threads. */
public final class ScriptLoader {

    private final ScriptFiles files;
    private final LinkOptions options;

    /** A loader of the scripts in some roots. */
    public ScriptLoader(ScriptRoots roots) {
        this(roots, LinkOptions.DEFAULT);
    }

    /** A loader of the scripts in some roots. */
    public ScriptLoader(ScriptRoots roots, LinkOptions options) {
        this.files = new ScriptFiles(roots);
        this.options = options;
    }

    /** The roots it searches. */
    public ScriptRoots roots() {
        return files.roots();
    }

    /**
     * Loads a script.
     *
     * @param written its name, as somebody wrote it
     * @param diagnostics receives what is wrong with it
     * @return what could be learnt of it; empty if there is no such file, or if it can't be parsed
     */
    public Optional<LoadedScript> load(String written, Diagnostics diagnostics) {
        Optional<String> resolved = ScriptName.resolve("", written);
        if (resolved.isEmpty()) {
            diagnostics.add(Diagnostic.error("outside-root", "script name leaves its root: \"" + written + "\"")
                    .note("a name is a path below a script root, without \"..\" beyond it"));
            return Optional.empty();
        }
        String name = resolved.get();
        Diagnostics found = new Diagnostics();
        Optional<LoadedScript> script =
                files.parse(name, List.of(), found).map(main -> Linker.link(files, main, options, found));
        if (script.isEmpty() && !found.hasErrors()) {
            Diagnostic error = Diagnostic.error("script-not-found", "script not found: \"" + written + "\"");
            found.add(files.nearest(name)
                    .map(near -> error.note("did you mean \"" + near + "\"?"))
                    .orElse(error)
                    .note(files.tried(name)));
        }
        diagnostics.addAll(found);
        return script;
    }
}
