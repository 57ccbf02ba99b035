package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.script.JavaEnum;
import dev.moonlet.script.LibraryFunctionName;
import dev.moonlet.script.LinkOptions;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.ReturnedError;
import dev.moonlet.script.ScriptGraph;
import dev.moonlet.script.ScriptName;
import dev.moonlet.script.ScriptSignature;
import dev.moonlet.script.directive.Directive;
import dev.moonlet.script.directive.ErrorNotation;
import dev.moonlet.script.directive.TypeNotation;
import dev.moonlet.script.file.ParsedFile;
import dev.moonlet.script.file.Reference;
import dev.moonlet.script.file.ScriptFiles;
import dev.moonlet.script.root.ScriptRoots;
import dev.moonlet.source.Printable;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * Finds, reads, parses and links scripts by name. What is wrong with them is reported, and nothing is thrown for it.
 *
 * <pre>{@code
 * ScriptCompiler compiler = new ScriptCompiler(new ScriptRoots(List.of(new DirectoryRoot(directory, "src/main/lua"))));
 * Diagnostics diagnostics = new Diagnostics();
 * Optional<LoadedScript> push = compiler.compile("jobs/push", diagnostics);
 * }</pre>
 *
 * <p>Each file is read and parsed once; a file that changes afterwards is seen by a new compiler. Safe for use by several
 * threads.
 */
public final class ScriptCompiler {

    private final ScriptFiles files;
    private final LinkOptions options;

    /** A compiler of the scripts in some roots. */
    public ScriptCompiler(ScriptRoots roots) {
        this(roots, LinkOptions.DEFAULT);
    }

    /** A compiler of the scripts in some roots, which links them in its own way. */
    public ScriptCompiler(ScriptRoots roots, LinkOptions options) {
        this.files = new ScriptFiles(roots);
        this.options = options;
    }

    private ScriptCompiler(ScriptFiles files, LinkOptions options) {
        this.files = files;
        this.options = options;
    }

    /**
     * This compiler, with a text in place of a script's file, such as what an editor has not saved yet. It shares what this one has
     * read of all other files, and this one stays as it is.
     */
    public ScriptCompiler with(String name, String text) {
        return new ScriptCompiler(files.with(name, text), options);
    }

    /** This compiler without what it has read of some scripts, which are read again when they are needed. */
    public ScriptCompiler without(Predicate<String> forgotten) {
        return new ScriptCompiler(files.without(forgotten), options);
    }

    /** This compiler without what it has read of some scripts; the texts that were given to it are kept. */
    public ScriptCompiler withoutRead(Predicate<String> forgotten) {
        return new ScriptCompiler(files.withoutRead(forgotten), options);
    }

    /** Whether the text of a script was given, and not read. */
    public boolean isGiven(String name) {
        return files.isGiven(name);
    }

    /** This compiler, which lists all scripts again: files were created or deleted. */
    public ScriptCompiler listedAgain() {
        return new ScriptCompiler(files.listedAgain(), options);
    }

    /** A script's file by itself, as far as it can be parsed; what is wrong with it is reported. */
    public Optional<ParsedFile> parse(String name, Diagnostics diagnostics) {
        return files.parse(name, List.of(), diagnostics);
    }

    /** Which scripts a script includes, requires and calls itself. */
    public Set<ScriptGraph.Edge> uses(String name) {
        return files.uses(name);
    }

    /** The name of the script that a reference in a script means; empty if it names none. */
    public Optional<String> target(String from, Reference reference) {
        return files.target(from, reference);
    }

    /** The names of the scripts that an include in a script means: several for a pattern; none if there is no such file. */
    public List<String> included(ParsedFile from, Directive.Include include) {
        Label place = new Label(from.file(), include.span(), "");
        return files.include(from, include, List.of(place), new Diagnostics()).stream()
                .map(ParsedFile::name)
                .toList();
    }

    /** The enum of Java that a directive names; empty if it is not found. */
    public Optional<JavaEnum> javaEnum(Directive.Constants directive) {
        return options.enums().find(directive.type());
    }

    /** The roots it searches. */
    public ScriptRoots roots() {
        return files.roots();
    }

    /**
     * Compiles a script, whether or not it is in order.
     *
     * @param written its name, as written: its path below a root, with {@code /} or <code>\</code>, with or without
     *     {@code .lua}
     * @param diagnostics receives what is wrong with it
     * @return what could be learnt of it; empty if there is no such file, or if it can't be parsed
     */
    public Optional<LoadedScript> compile(String written, Diagnostics diagnostics) {
        return compile(written, ResultDeclaration.NONE, diagnostics);
    }

    /**
     * Compiles a script of whose result something is declared elsewhere.
     *
     * @param written its name, as written
     * @param result the type of its result, in the notation of {@code @return}, and nothing else
     * @param errors the values that it returns for failures, each in the notation of {@code @error}
     * @param diagnostics receives what is wrong with it, or with what is declared
     * @return what could be learnt of it; empty if there is no such file, or if it or the type can't be parsed
     */
    public Optional<LoadedScript> compile(
            String written, Optional<SourceFile> result, List<SourceFile> errors, Diagnostics diagnostics) {
        Diagnostics found = new Diagnostics();
        Optional<ScriptSignature.Result> type = result.flatMap(file -> TypeNotation.read(file, found)
                .map(read -> new ScriptSignature.Result(
                        read, new Label(file, new Span(0, file.text().length()), ""), false)));
        List<ReturnedError> failures = errors.stream()
                .flatMap(file -> ErrorNotation.read(file, found).stream())
                .toList();
        boolean unreadable = found.hasErrors();
        diagnostics.addAll(found);
        return unreadable ? Optional.empty() : compile(written, new ResultDeclaration(type, failures), diagnostics);
    }

    /**
     * Reads a type that is declared outside of a script.
     *
     * @param notation the type, as directives have it, and nothing else
     * @param diagnostics receives what is wrong with it
     */
    public static Optional<LuaType> type(SourceFile notation, Diagnostics diagnostics) {
        return TypeNotation.read(notation, diagnostics);
    }

    private Optional<LoadedScript> compile(String written, ResultDeclaration result, Diagnostics diagnostics) {
        Optional<String> resolved = ScriptName.resolve("", written);
        if (resolved.isEmpty()) {
            diagnostics.add(Diagnostic.error("outside-root", "script name leaves its root: \"" + written + "\"")
                    .note("a name is a path below a script root, without \"..\" beyond it"));
            return Optional.empty();
        }
        Diagnostics found = new Diagnostics();
        Optional<LoadedScript> script = files.parse(resolved.get(), List.of(), found)
                .map(main -> Linker.link(files, main, result, options, found))
                .or(() -> LibraryFunctionName.of(resolved.get()) // a file may have the mark in its name
                        .flatMap(name -> files.parse(name.library(), List.of(), found)
                                .flatMap(main -> function(main, name, result, found))));
        if (script.isEmpty() && !found.hasErrors()) {
            found.add(notFound(written));
        }
        files.listingProblems().forEach(found::add);
        diagnostics.addAll(found);
        return script;
    }

    private Optional<LoadedScript> function(
            ParsedFile main, LibraryFunctionName name, ResultDeclaration result, Diagnostics diagnostics) {
        if (main.library().isEmpty()) {
            diagnostics.add(Diagnostic.error(
                            "function-not-found",
                            "\"" + main.name() + "\" is a script, and has no function \"" + name.function() + "\"",
                            main.file(),
                            new Span(0, main.file().lineEnd(1)))
                    .hint("a library begins with #!lua name=…"));
            return Optional.empty();
        }
        return Optional.of(LibraryLinker.link(files, main, name.function(), result, options, diagnostics));
    }

    /**
     * Compiles a library of functions as a whole.
     *
     * @param name its name
     * @param diagnostics receives what is wrong with it
     * @return what could be learnt of it, in which the text of the script is that of the library; empty if there is no such file,
     *     if it can't be parsed, or if it is a script
     */
    public Optional<LoadedScript> compileLibrary(String name, Diagnostics diagnostics) {
        Diagnostics found = new Diagnostics();
        Optional<LoadedScript> library = ScriptName.resolve("", name)
                .flatMap(resolved -> files.parse(resolved, List.of(), found))
                .flatMap(file -> LibraryLinker.link(files, file, options, found));
        if (library.isEmpty() && !found.hasErrors()) {
            found.add(notFound(name));
        }
        diagnostics.addAll(found);
        return library;
    }

    /**
     * Compiles the functions of a library, as {@link #compile} does by their names.
     *
     * @param name the name of the library
     * @param diagnostics receives what is wrong with them
     */
    public List<LoadedScript> compileFunctions(String name, Diagnostics diagnostics) {
        return compileLibrary(name, diagnostics).stream()
                .flatMap(library -> library.linked().stream())
                .flatMap(linked -> RegisteredFunctions.of(linked).names().stream())
                .flatMap(function -> compile(name + "#" + function, diagnostics).stream())
                .toList();
    }

    /** Whether a name is that of a library of functions. */
    public boolean isLibrary(String name) {
        return ScriptName.resolve("", name)
                .flatMap(resolved -> files.parse(resolved, List.of(), new Diagnostics()))
                .filter(file -> file.library().isPresent())
                .isPresent();
    }

    /**
     * Compiles a text as the script of a name. It can be included, required and called by its name from then on, and is found
     * before a file of that name.
     *
     * @param name its name, from which its own includes are resolved
     * @param text its content
     * @param diagnostics receives what is wrong with it
     * @return what could be learnt of it; empty if it can't be parsed
     * @throws IllegalArgumentException if the name leaves its root
     */
    public Optional<LoadedScript> compileAs(String name, String text, Diagnostics diagnostics) {
        String resolved = ScriptName.resolve("", name)
                .orElseThrow(() ->
                        new IllegalArgumentException("script name leaves its root: \"" + Printable.line(name) + "\""));
        return files.put(resolved, source(ScriptName.file(resolved), text), diagnostics)
                .map(main -> Linker.link(files, main, ResultDeclaration.NONE, options, diagnostics));
    }

    /**
     * Compiles a text that no other script can name.
     *
     * @param title what messages call it
     * @param text its content
     * @param diagnostics receives what is wrong with it
     * @return what could be learnt of it; empty if it can't be parsed
     */
    public Optional<LoadedScript> compileText(String title, String text, Diagnostics diagnostics) {
        return ScriptFiles.parse(title, source(ScriptName.file(title), text), diagnostics)
                .map(main -> Linker.link(files, main, ResultDeclaration.NONE, options, diagnostics));
    }

    private static SourceFile source(String file, String text) {
        return new SourceFile(file, file, text.replace("\r\n", "\n"));
    }

    /**
     * A script's file, without anything that it includes.
     *
     * @param diagnostics receives why it can't be read
     */
    public Optional<SourceFile> source(String name, Diagnostics diagnostics) {
        Diagnostics found = new Diagnostics();
        Optional<SourceFile> source = ScriptName.resolve("", name).flatMap(resolved -> files.source(resolved, found));
        if (source.isEmpty() && !found.hasErrors()) {
            found.add(notFound(name));
        }
        diagnostics.addAll(found);
        return source;
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
     * Whether files do nothing when they are run as one script, because they declare no keys, arguments or result, and hold
     * nothing but local functions and constants. They are there to be included, by scripts that may be in other projects.
     *
     * @param parts the file and all that it is made of, as {@link #entryPoints} has them
     */
    public boolean onlyDefine(Collection<String> parts) {
        Diagnostics found = new Diagnostics();
        return parts.stream().allMatch(part -> files.parse(part, List.of(), found)
                        .filter(EntryPoints::onlyDefines)
                        .isPresent())
                && !found.hasErrors();
    }

    /** The error that a name, which a folder may have as well, is neither that of a script nor that of a folder. */
    public Diagnostic noScriptOrFolder(String written) {
        String name = ScriptName.resolve("", written).orElse(written);
        return files.locatedOrFolder(
                Diagnostic.error("script-not-found", "script not found: \"" + written + "\"")
                        .note(files.nearestOrFolder(name)),
                written,
                name);
    }

    private Diagnostic notFound(String written) {
        String name = ScriptName.resolve("", written).orElse(written);
        Diagnostic error = Diagnostic.error("script-not-found", "script not found: \"" + written + "\"");
        Diagnostic suggesting = error.note(files.nearest(name).map(near -> SpellChecker.question("\"" + near + "\"")));
        return files.located(suggesting, written, name);
    }
}
