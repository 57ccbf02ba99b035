package dev.moonlet.loader;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.LinkOptions;
import dev.moonlet.script.Script;
import dev.moonlet.script.ScriptName;
import dev.moonlet.script.link.LoadedScript;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.DirectoryRoot;
import dev.moonlet.script.root.ScriptRoot;
import dev.moonlet.script.root.ScriptRoots;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Loads scripts by name, as the annotation processor does, for tools and tests that have no Java interface for them.
 *
 * <pre>{@code
 * ScriptLoader loader = ScriptLoader.of(Path.of("src/main/lua"));
 * Script push = loader.load("jobs/push");
 * Object length = new ScriptRunner(push, ScriptExecutor.of(connection)).run(Map.of("queue", "mail", "job", "welcome"));
 * }</pre>
 *
 * <p>A loader is a cache as well: each file is read once, and each script linked once. A file that changes afterwards is
 * seen by a new loader. What could be loaded stays in the cache when something else can't. Safe for use by several
 * threads.
 */
public final class ScriptLoader {

    /** The name of a text that is run without being given one. */
    private static final String UNNAMED = "(code)";

    private final ScriptCompiler compiler;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();

    /** Counts the texts that were parsed from memory: what was linked meanwhile may lack the newest. */
    private final AtomicInteger generation = new AtomicInteger();

    /** A loader of the scripts that a compiler finds. */
    public ScriptLoader(ScriptCompiler compiler) {
        this.compiler = compiler;
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
        return new ScriptLoader(new ScriptCompiler(
                new ScriptRoots(roots, charset), LinkOptions.DEFAULT.withEnums(new ClassEnums(classes()))));
    }

    /** The classes that the caller's thread sees, or else those that Moonlet sees. */
    private static ClassLoader classes() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? ScriptLoader.class.getClassLoader() : context;
    }

    /**
     * Loads a script.
     *
     * @param name its path below a root, with {@code /} or <code>\</code>, with or without {@code .lua}
     * @throws ScriptLoadException if there is no such script, or if it is not in order
     */
    public Script load(String name) {
        Script cached = scripts.get(ScriptName.of(name));
        if (cached != null) {
            return cached;
        }
        int before = generation.get();
        Diagnostics diagnostics = new Diagnostics();
        Script script = inOrder(compiler.compile(name, diagnostics), diagnostics);
        if (generation.get() == before) {
            scripts.put(script.name(), script);
        }
        return script;
    }

    private static Script inOrder(Optional<LoadedScript> compiled, Diagnostics diagnostics) {
        return compiled.flatMap(LoadedScript::script).orElseThrow(() -> new ScriptLoadException(diagnostics.sorted()));
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
        return loadAll(compiler.names());
    }

    /**
     * Parses a script from memory. It can be included, required and called by its name from then on, and replaces a
     * file of that name.
     *
     * @param name its name, from which its own includes are resolved
     * @param text its content
     * @throws ScriptLoadException if it is not in order
     */
    public Script parse(String name, String text) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<LoadedScript> compiled = compiler.compileAs(name, text, diagnostics);
        generation.incrementAndGet();
        scripts.clear(); // any of them may have included the one of this name
        return inOrder(compiled, diagnostics);
    }

    /**
     * The text of a script's file, without anything that it includes.
     *
     * @throws ScriptLoadException if there is no such file, or if it can't be read
     */
    public String read(String name) {
        Diagnostics diagnostics = new Diagnostics();
        return compiler.source(name, diagnostics)
                .map(SourceFile::text)
                .orElseThrow(() -> new ScriptLoadException(diagnostics.sorted()));
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
        Script script = inOrder(compiler.compileText(UNNAMED, text, diagnostics), diagnostics);
        return new ScriptRunner(script, executor).run(arguments);
    }

    /** The names of all scripts that can be listed, files that others include among them, in alphabetical order. */
    public List<String> names() {
        return compiler.names();
    }

    /** Whether there is a folder of this name with scripts that can be listed in it. */
    public boolean hasFolder(String name) {
        return compiler.hasFolder(name);
    }
}
