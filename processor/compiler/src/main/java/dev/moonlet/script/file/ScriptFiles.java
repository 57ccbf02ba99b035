package dev.moonlet.script.file;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.diagnostic.OmittedProblems;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.lua.LuaParser;
import dev.moonlet.redis.Shebang;
import dev.moonlet.script.ScriptGraph;
import dev.moonlet.script.ScriptName;
import dev.moonlet.script.directive.Directive;
import dev.moonlet.script.root.ScriptRoots;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds, reads and parses files, each once. Safe for use by several threads. */
public final class ScriptFiles {

    /** After as many names that are not there, none like them are searched: among many files that takes long. */
    private static final int MAX_SEARCHES = OmittedProblems.LIMIT;

    /**
     * What came of a file.
     *
     * @param given whether its text was given, and not read
     */
    private record Entry(
            Optional<SourceFile> source, Optional<ParsedFile> file, List<Diagnostic> diagnostics, boolean given) {}

    private final ScriptRoots roots;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<String, Optional<String>> nearest = new ConcurrentHashMap<>();
    private volatile @Nullable NavigableSet<String> names;
    private volatile List<Diagnostic> listingProblems = List.of();

    /** The files of some roots, none of which has been read. */
    public ScriptFiles(ScriptRoots roots) {
        this.roots = roots;
    }

    /**
     * These files, with a text in place of one of them. What was read of the others is kept, so that it costs no more than the one
     * file; this object stays as it is.
     */
    public ScriptFiles with(String name, String text) {
        ScriptFiles changed = copy(known -> !known.equals(name));
        String file = ScriptName.file(name);
        String path = roots.describe(name).orElse(file);
        SourceFile source = new SourceFile(file, path, text.replace("\r\n", "\n"));
        Diagnostics found = new Diagnostics();
        Optional<ParsedFile> parsed = parse(name, source, found);
        changed.entries.put(name, new Entry(Optional.of(source), parsed, found.sorted(), true));
        if (names != null && !names.contains(name)) {
            changed.forgetNames();
        }
        return changed;
    }

    /** These files, of which some are read again when they are next asked for; this object stays as it is. */
    public ScriptFiles without(Predicate<String> forgotten) {
        return copy(forgotten.negate());
    }

    /** These files without what was read of some, which are read again when they are next asked for; texts that were given are kept. */
    public ScriptFiles withoutRead(Predicate<String> forgotten) {
        return copy(name -> isGiven(name) || !forgotten.test(name));
    }

    /** Whether the text of a file was given, and not read. */
    public boolean isGiven(String name) {
        Entry entry = entries.get(name);
        return entry != null && entry.given();
    }

    /** These files, all of which are listed again; what was read of them is kept. */
    public ScriptFiles listedAgain() {
        ScriptFiles changed = copy(name -> true);
        changed.forgetNames();
        return changed;
    }

    private ScriptFiles copy(Predicate<String> kept) {
        ScriptFiles copy = new ScriptFiles(roots);
        entries.forEach((name, entry) -> {
            if (kept.test(name)) {
                copy.entries.put(name, entry);
            }
        });
        copy.nearest.putAll(nearest);
        copy.names = names;
        copy.listingProblems = listingProblems;
        return copy;
    }

    private void forgetNames() {
        names = null;
        nearest.clear();
    }

    /** Which files a file includes, requires and calls itself; what it names that can't be found is left out or named as it is meant. */
    public Set<ScriptGraph.Edge> uses(String name) {
        Set<ScriptGraph.Edge> used = new LinkedHashSet<>();
        Diagnostics unused = new Diagnostics();
        parse(name, List.of(), unused).ifPresent(file -> {
            for (Directive directive : file.directives()) {
                if (directive instanceof Directive.Include include) {
                    List<Label> chain = List.of(new Label(file.file(), include.span(), ""));
                    include(file, include, chain, unused)
                            .forEach(part ->
                                    used.add(new ScriptGraph.Edge(name, ScriptGraph.Kind.INCLUDE, part.name())));
                }
            }
            for (Reference reference : file.references()) {
                ScriptGraph.Kind kind =
                        reference instanceof Reference.Call ? ScriptGraph.Kind.CALL : ScriptGraph.Kind.REQUIRE;
                target(name, reference).ifPresent(to -> used.add(new ScriptGraph.Edge(name, kind, to)));
            }
        });
        return used;
    }

    /** The name of the file that a reference in a file means; empty if it names none. */
    public Optional<String> target(String from, Reference reference) {
        if (reference instanceof Reference.Require require) {
            return moduleName(require.module());
        }
        return reference instanceof Reference.Call call
                ? Optional.of(calledName(ScriptName.folder(from), call.path()))
                : Optional.empty();
    }

    /** The script that a call in a folder means. One name is first that of a neighbour, a path first that of a script from the root. */
    public String calledName(String folder, List<String> path) {
        String written = String.join("/", path);
        String neighbour = folder.isEmpty() ? written : folder + "/" + written;
        boolean single = path.size() == 1;
        String first = single ? neighbour : written;
        String second = single ? written : neighbour;
        return !exists(first) && exists(second) ? second : first;
    }

    /** The roots that it searches. */
    public ScriptRoots roots() {
        return roots;
    }

    /** The names of all files that can be listed, in alphabetical order; they are listed once. */
    public NavigableSet<String> names() {
        NavigableSet<String> listed = names;
        if (listed == null) {
            Diagnostics problems = new Diagnostics();
            NavigableSet<String> all = new TreeSet<>(roots.names(problems));
            entries.forEach((name, entry) -> entry.file().ifPresent(file -> all.add(name)));
            listingProblems = problems.sorted();
            listed = Collections.unmodifiableNavigableSet(all);
            names = listed;
        }
        return listed;
    }

    /** What kept files from being listed, as far as they have been. */
    public List<Diagnostic> listingProblems() {
        return listingProblems;
    }

    /** Whether there are files in a folder of a name. */
    public boolean isFolder(String name) {
        String prefix = name + "/";
        String first = names().ceiling(prefix);
        return first != null && first.startsWith(prefix);
    }

    /** Whether there is a file of a name. */
    public boolean exists(String name) {
        Entry known = entries.get(name);
        return known == null
                ? roots.hasScript(name)
                : known.file().isPresent() || !known.diagnostics().isEmpty();
    }

    /** Puts a text where a file of that name would be. */
    public Optional<ParsedFile> put(String name, SourceFile file, Diagnostics diagnostics) {
        Diagnostics found = new Diagnostics();
        Optional<ParsedFile> parsed = parse(name, file, found);
        entries.put(name, new Entry(Optional.of(file), parsed, found.sorted(), true));
        names = null;
        nearest.clear();
        diagnostics.addAll(found);
        return parsed;
    }

    /**
     * Parses a file.
     *
     * @param chain what led to it
     * @return empty if there is none, which is left to the caller to say, or if it can't be parsed
     */
    public Optional<ParsedFile> parse(String name, List<Label> chain, Diagnostics diagnostics) {
        Entry entry = entries.computeIfAbsent(name, this::read);
        entry.diagnostics().forEach(diagnostic -> diagnostics.add(diagnostic.reachedBy(chain)));
        return entry.file();
    }

    /** The text of a file. */
    public Optional<SourceFile> source(String name, Diagnostics diagnostics) {
        Entry entry = entries.computeIfAbsent(name, this::read);
        if (entry.source().isEmpty()) {
            entry.diagnostics().forEach(diagnostics::add);
        }
        return entry.source();
    }

    private Entry read(String name) {
        Diagnostics found = new Diagnostics();
        Optional<SourceFile> source = roots.read(name, found);
        Optional<ParsedFile> file = source.flatMap(text -> parse(name, text, found));
        return new Entry(source, file, found.sorted(), false);
    }

    /** Parses a text, by itself. */
    public static Optional<ParsedFile> parse(String name, SourceFile file, Diagnostics diagnostics) {
        LuaParser.Result result = LuaParser.parse(file);
        Shebang shebang = Shebang.of(file);
        shebang.errors().forEach(diagnostics::add);
        result.errors().forEach(diagnostics::add);
        if (!shebang.errors().isEmpty() || !result.errors().isEmpty()) {
            shebang.library().ifPresent(diagnostics::add);
        }
        return result.chunk().map(chunk -> ParsedFile.of(name, chunk, shebang.library(), diagnostics));
    }

    /** Resolves and parses what an include names; empty if that fails, which is then an error. */
    public List<ParsedFile> include(
            ParsedFile from, Directive.Include include, List<Label> chain, Diagnostics diagnostics) {
        Optional<String> name = ScriptName.resolve(ScriptName.folder(from.name()), include.path());
        List<Label> outerChain = chain.subList(1, chain.size());
        if (name.isEmpty()) {
            diagnostics.add(outsideRoot("include", include.path(), from, include.pathSpan())
                    .hint("an include stays below the root; begin it with / to count from there")
                    .reachedBy(outerChain));
            return List.of();
        }
        Diagnostics found = new Diagnostics();
        List<ParsedFile> included = new ArrayList<>();
        for (String match : matches(from, name.get())) {
            parse(match, chain, found).ifPresent(included::add);
        }
        if (included.isEmpty() && !found.hasErrors()) {
            Diagnostic notFound = located(
                            Diagnostic.error("include-not-found", "include not found: \"" + include.path() + "\""),
                            include.path(),
                            name.get())
                    .at(from.file(), include.pathSpan())
                    .reachedBy(outerChain);
            Optional<String> meant = nearest(name.get()).map(near -> "\"" + relative(from, include, near) + "\"");
            found.add(notFound.hint(meant.map(SpellChecker::question)).meant(include.pathSpan(), meant));
        }
        diagnostics.addAll(found);
        return included;
    }

    /** The file that a module's name means: {@code lib/util}, or {@code lib.util} where there is no file of that very name. */
    public Optional<String> moduleName(String written) {
        Optional<String> plain = ScriptName.resolve("", written);
        if (written.indexOf('.') < 0 || plain.filter(this::exists).isPresent()) {
            return plain;
        }
        Optional<String> dotted = ScriptName.resolve("", written.replace('.', '/'));
        return dotted.filter(this::exists).isPresent() || written.indexOf('/') < 0 ? dotted : plain;
    }

    /** What is said where a name leads out of its root. */
    public static Diagnostic outsideRoot(String what, String written, ParsedFile from, Span span) {
        return Diagnostic.error(
                "outside-root", what + " leaves the script root: \"" + written + "\"", from.file(), span);
    }

    /** The names that a name means: itself, or those that match its pattern, in alphabetical order, without the includer. */
    private List<String> matches(ParsedFile from, String name) {
        if (!GlobPattern.isPattern(name)) {
            return List.of(name);
        }
        Optional<GlobPattern> pattern = GlobPattern.of(name);
        return pattern.isEmpty()
                ? List.of()
                : names().stream()
                        .filter(pattern.get()::matches)
                        .filter(candidate -> !candidate.equals(from.name()))
                        .toList();
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

    /** The name that is meant, if there is one like it. */
    public Optional<String> nearest(String name) {
        return nearest.size() >= MAX_SEARCHES
                ? nearest.getOrDefault(name, Optional.empty())
                : nearest.computeIfAbsent(name, wanted -> SpellChecker.nearest(wanted, names()));
    }

    /** The question whether a script or a folder was meant, if there is one like it. */
    public Optional<String> nearestOrFolder(String name) {
        Set<String> folders = new TreeSet<>();
        for (String script : names()) {
            for (String folder = ScriptName.folder(script); !folder.isEmpty(); folder = ScriptName.folder(folder)) {
                folders.add(folder);
            }
        }
        Set<String> all = new TreeSet<>(folders);
        all.addAll(names());
        return SpellChecker.nearest(name, all)
                .map(near -> SpellChecker.question((folders.contains(near) ? "the folder \"" : "\"") + near + "\""));
    }

    /**
     * An error that says where a file was looked for, and why it may not be there.
     *
     * @param written the name, as written
     * @param name the name that it means
     */
    public Diagnostic located(Diagnostic error, String written, String name) {
        return located(error, written, roots.tried(name));
    }

    /** An error that says where a file or a folder was looked for, and why neither may be there. */
    public Diagnostic locatedOrFolder(Diagnostic error, String written, String name) {
        List<String> places = new ArrayList<>(roots.tried(name));
        places.addAll(roots.triedFolders(name));
        return located(error, written, places);
    }

    private Diagnostic located(Diagnostic error, String written, List<String> places) {
        Optional<String> library = ScriptName.library(written).filter(this::isMissing);
        String tried = String.join(", ", places);
        return error.note(Optional.of("looked in: " + tried).filter(note -> !tried.isEmpty()))
                .note(library.map(this::noLibrary))
                .note(roots.remark());
    }

    /** Whether nothing is known of a library: a setting may name its directory, or a jar may have a folder of its name. */
    private boolean isMissing(String library) {
        return !roots.hasLibrary(library) && !isFolder(library);
    }

    private String noLibrary(String name) {
        String missing = "there is no library \"" + name + "\": moonlet.library." + name + " names its directory";
        return SpellChecker.didYouMean(name, roots.libraries(), near -> "<" + near + ">")
                .map(question -> missing + "; " + question)
                .orElse(missing);
    }
}
