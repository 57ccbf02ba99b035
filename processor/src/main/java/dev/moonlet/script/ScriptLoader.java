package dev.moonlet.script;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.diagnostic.Suggestion;
import dev.moonlet.lua.LuaParser;
import dev.moonlet.source.SourceFile;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** Loads scripts by name. Each file is read once. Not safe for use by several threads. */
public final class ScriptLoader {

    private static final String WILDCARDS = "*?[{";

    private final ScriptRoots roots;
    private final Map<String, Optional<ParsedFile>> files = new HashMap<>();
    private final Map<String, Diagnostics> fileDiagnostics = new HashMap<>();

    /** A loader of the scripts in some roots. */
    public ScriptLoader(ScriptRoots roots) {
        this.roots = roots;
    }

    /** The roots it searches. */
    public ScriptRoots roots() {
        return roots;
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
        Optional<LoadedScript> script = parse(name, List.of(), found).map(main -> Linker.link(this, main, found));
        if (script.isEmpty() && !found.hasErrors()) {
            found.add(notFound("script-not-found", "script not found: \"" + written + "\"", name));
        }
        diagnostics.addAll(found);
        return script;
    }

    /** Resolves and parses what an include names; empty if that fails, which is then an error. */
    List<ParsedFile> include(ParsedFile from, Directive.Include include, List<Label> chain, Diagnostics diagnostics) {
        Optional<String> name = ScriptName.resolve(ScriptName.folder(from.name()), include.path());
        if (name.isEmpty()) {
            diagnostics.add(Diagnostic.error(
                            "outside-root",
                            "include leaves the script root: \"" + include.path() + "\"",
                            from.file(),
                            include.pathSpan())
                    .hint("an include stays below the root; begin it with / to count from there")
                    .includedFrom(chain));
            return List.of();
        }
        List<Label> innerChain = new ArrayList<>();
        innerChain.add(new Label(from.file(), include.span(), ""));
        innerChain.addAll(chain);
        Diagnostics found = new Diagnostics();
        List<ParsedFile> included = new ArrayList<>();
        for (String match : matches(from, name.get())) {
            parse(match, innerChain, found).ifPresent(included::add);
        }
        if (included.isEmpty() && !found.hasErrors()) {
            Diagnostic notFound =
                    notFound("include-not-found", "include not found: \"" + include.path() + "\"", name.get());
            Diagnostic placed = notFound.at(from.file(), include.pathSpan()).includedFrom(chain);
            found.add(Suggestion.nearest(name.get(), roots.names())
                    .map(near -> placed.hint("did you mean \"" + relative(from, include, near) + "\"?"))
                    .orElse(placed));
        }
        diagnostics.addAll(found);
        return included;
    }

    /** The names that a name stands for: itself, or those of its pattern, in alphabetical order, without the includer. */
    private List<String> matches(ParsedFile from, String name) {
        if (name.chars().noneMatch(c -> WILDCARDS.indexOf(c) >= 0)) {
            return List.of(name);
        }
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
            return roots.names().stream()
                    .filter(candidate -> matcher.matches(Path.of(candidate)))
                    .filter(candidate -> !candidate.equals(from.name()))
                    .sorted()
                    .toList();
        } catch (PatternSyntaxException e) {
            return List.of();
        }
    }

    /** A name as an include in a file would write it. */
    private static String relative(ParsedFile from, Directive.Include include, String name) {
        String folder = ScriptName.folder(from.name());
        if (include.path().startsWith("/")) {
            return "/" + name;
        }
        if (folder.isEmpty()) {
            return name;
        }
        return name.startsWith(folder + "/") ? name.substring(folder.length() + 1) : "/" + name;
    }

    private Diagnostic notFound(String code, String message, String name) {
        Diagnostic error = Diagnostic.error(code, message);
        if (code.equals("script-not-found")) {
            error = Suggestion.nearest(name, roots.names())
                    .map(near -> Diagnostic.error(code, message).note("did you mean \"" + near + "\"?"))
                    .orElse(error);
        }
        return error.note("looked in: " + String.join(", ", roots.tried(name)));
    }

    private Optional<ParsedFile> parse(String name, List<Label> chain, Diagnostics diagnostics) {
        Optional<ParsedFile> cached = files.get(name);
        if (cached == null) {
            Diagnostics found = new Diagnostics();
            cached = roots.read(name, found).flatMap(file -> parse(name, file, found));
            files.put(name, cached);
            fileDiagnostics.put(name, found);
        }
        for (Diagnostic diagnostic :
                fileDiagnostics.getOrDefault(name, new Diagnostics()).sorted()) {
            diagnostics.add(diagnostic.includedFrom(chain));
        }
        return cached;
    }

    private static Optional<ParsedFile> parse(String name, SourceFile file, Diagnostics diagnostics) {
        LuaParser.Result result = LuaParser.parse(file);
        result.errors().forEach(diagnostics::add);
        return result.chunk().map(parsed -> new ParsedFile(name, parsed, DirectiveReader.read(parsed, diagnostics)));
    }
}
