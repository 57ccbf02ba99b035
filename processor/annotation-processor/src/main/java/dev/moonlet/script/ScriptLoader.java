package dev.moonlet.script;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.source.Printable;
import dev.moonlet.source.SourceFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Loads scripts by name, as the annotation processor does, for tools and tests that have no Java interface for them.
 *
 * <pre>{@code
 * ScriptLoader loader = ScriptLoader.of(Path.of("src/main/lua"));
 * Script push = loader.load("jobs/push");
 * Object length = push.runner(ScriptExecutor.of(connection)).run(Map.of("queue", "mail", "job", "welcome"));
 * }</pre>
 *
 * <p>A loader is a cache as well: each file is read once, and each script linked once. A file that changes afterwards is
 * seen by a new loader. What could be loaded stays in the cache when something else can't. Safe for use by several
 * threads.
 */
public final class ScriptLoader {

    /** The name of a text that is run without being given one. */
    private static final String UNNAMED = "(code)";

    private final ScriptFiles files;
    private final LinkOptions options;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();

    /** Counts the texts that were parsed from memory: what was linked meanwhile may lack the newest. */
    private final AtomicInteger generation = new AtomicInteger();

    /** A loader of the scripts in some roots. */
    public ScriptLoader(ScriptRoots roots) {
        this(roots, LinkOptions.DEFAULT);
    }

    /** A loader of the scripts in some roots, which links them in its own way. */
    public ScriptLoader(ScriptRoots roots, LinkOptions options) {
        this.files = new ScriptFiles(roots);
        this.options = options;
    }

    /** A loader of the scripts in some directories, searched in this order; their files are in UTF-8. */
    public static ScriptLoader of(Path... directories) {
        return of(StandardCharsets.UTF_8, directories);
    }

    /** A loader of the scripts in some directories, searched in this order, whose files are in a charset. */
    public static ScriptLoader of(Charset charset, Path... directories) {
        List<ScriptRoot> roots = new ArrayList<>();
        for (Path directory : directories) {
            roots.add(new DirectoryRoot(directory, directory.toString().replace('\\', '/')));
        }
        return new ScriptLoader(new ScriptRoots(roots, charset));
    }

    /** The roots it searches. */
    public ScriptRoots roots() {
        return files.roots();
    }

    /**
     * Loads a script.
     *
     * @param name its path below a root, with {@code /} or <code>\</code>, with or without {@code .lua}
     * @throws ScriptLoadException if there is no such script, or if it is not in order
     */
    public Script load(String name) {
        Script cached = ScriptName.resolve("", name).map(scripts::get).orElse(null);
        if (cached != null) {
            return cached;
        }
        Diagnostics diagnostics = new Diagnostics();
        Optional<Script> script = load(name, diagnostics).flatMap(LoadedScript::script);
        return script.orElseThrow(() -> new ScriptLoadException(diagnostics.sorted()));
    }

    /**
     * Loads scripts.
     *
     * @return the scripts by their own names, each once, in the order in which they were given
     * @throws ScriptLoadException if any of them can't be loaded; it speaks of all of those
     */
    public Map<String, Script> loadAll(Collection<String> names) {
        Map<String, Script> loaded = new LinkedHashMap<>();
        Diagnostics failures = new Diagnostics();
        for (String name : names) {
            try {
                Script script = load(name);
                loaded.put(script.name(), script);
            } catch (ScriptLoadException e) {
                e.diagnostics().forEach(failures::add);
            }
        }
        List<Diagnostic> found = failures.sorted();
        if (!found.isEmpty()) {
            throw new ScriptLoadException(found);
        }
        return loaded;
    }

    /**
     * Loads every script of the roots, files that others include among them.
     *
     * @return the scripts by name, in alphabetical order
     * @throws ScriptLoadException if any of them can't be loaded; it speaks of all of those
     */
    public Map<String, Script> loadAll() {
        return loadAll(files.names());
    }

    /**
     * Parses a script from memory. It can be included, required and called by its name from then on, and stands before a
     * file of that name.
     *
     * @param name its name, from which its own includes are resolved
     * @param text its content
     * @throws ScriptLoadException if it is not in order
     */
    public Script parse(String name, String text) {
        String resolved = ScriptName.resolve("", name)
                .orElseThrow(() ->
                        new IllegalArgumentException("script name leaves its root: \"" + Printable.line(name) + "\""));
        String file = ScriptName.file(resolved);
        Diagnostics diagnostics = new Diagnostics();
        Optional<ParsedFile> parsed = files.put(resolved, source(file, text), diagnostics);
        generation.incrementAndGet();
        scripts.clear(); // any of them may have included the one of this name
        return linked(parsed, diagnostics);
    }

    private static SourceFile source(String file, String text) {
        return new SourceFile(file, file, text.replace("\r\n", "\n"));
    }

    private Script linked(Optional<ParsedFile> parsed, Diagnostics diagnostics) {
        return parsed.map(main -> Linker.link(files, main, options, diagnostics))
                .flatMap(LoadedScript::script)
                .orElseThrow(() -> new ScriptLoadException(diagnostics.sorted()));
    }

    /**
     * The text of a script's file, without anything that it includes.
     *
     * @throws ScriptLoadException if there is no such file, or if it can't be read
     */
    public String read(String name) {
        Diagnostics diagnostics = new Diagnostics();
        return ScriptName.resolve("", name)
                .flatMap(resolved -> files.source(resolved, diagnostics))
                .map(SourceFile::text)
                .orElseThrow(() -> {
                    if (!diagnostics.hasErrors()) {
                        diagnostics.add(notFound(name));
                    }
                    return new ScriptLoadException(diagnostics.sorted());
                });
    }

    /**
     * Parses a text and runs it.
     *
     * @param executor where it runs
     * @param text the script
     * @param arguments its keys and arguments by name
     * @return its result, as {@link ScriptRunner#run} has it
     * @throws ScriptLoadException if the text is not in order
     */
    public @Nullable Object run(ScriptExecutor executor, String text, Map<String, ?> arguments) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<ParsedFile> parsed = ScriptFiles.parse(UNNAMED, source(ScriptName.file(UNNAMED), text), diagnostics);
        return linked(parsed, diagnostics).runner(executor).run(arguments);
    }

    /** The names of all scripts that can be listed, files that others include among them, in alphabetical order. */
    public List<String> names() {
        return List.copyOf(files.names());
    }

    /** What kept scripts from being listed so far: directories and jars that can't be read. */
    public List<Diagnostic> listingProblems() {
        return files.listingProblems();
    }

    /** Whether there is a folder of this name with scripts that can be listed in it. */
    public boolean hasFolder(String name) {
        return ScriptName.resolve("", name).filter(files::isFolder).isPresent();
    }

    /**
     * Which scripts are not there to be included or required by others, but to be run. Those that only others in a circle
     * name are among them, so that every script is one of these or can be reached from one.
     *
     * @param among the scripts that are asked about
     * @return their names, in alphabetical order, with the names of all that each is made of by including and requiring
     */
    public SortedMap<String, Set<String>> entryPoints(Collection<String> among) {
        return EntryPoints.of(files, Set.copyOf(among));
    }

    /**
     * Loads a script, whether or not it is in order.
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
        int before = generation.get();
        Optional<LoadedScript> script =
                files.parse(name, List.of(), found).map(main -> Linker.link(files, main, options, found));
        if (generation.get() == before) {
            script.flatMap(LoadedScript::script).ifPresent(linked -> scripts.put(name, linked));
        }
        if (script.isEmpty() && !found.hasErrors()) {
            found.add(notFound(written));
        }
        files.listingProblems().forEach(found::add);
        diagnostics.addAll(found);
        return script;
    }

    private Diagnostic notFound(String written) {
        String name = ScriptName.resolve("", written).orElse(written);
        Diagnostic error = Diagnostic.error("script-not-found", "script not found: \"" + written + "\"");
        Diagnostic suggesting = files.nearest(name)
                .map(near -> error.note("did you mean \"" + near + "\"?"))
                .orElse(error);
        return files.located(suggesting, written, name);
    }
}
