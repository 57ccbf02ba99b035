package dev.moonlet.lsp;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.check.ScriptChecker;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.ScriptGraph;
import dev.moonlet.script.ScriptName;
import dev.moonlet.script.file.ParsedFile;
import dev.moonlet.script.link.LoadedScript;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.DirectoryRoot;
import dev.moonlet.source.SourceFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Scripts that are looked at together: those of a project, or those of its tests. Immutable, but for what the compiler has read; safe
 * for use by several threads.
 *
 * @param project the directory of the project
 * @param own the directories that the scripts are in
 * @param compiler all that they can name, with the texts of open files in place of those on the disk
 * @param graph which of them use which; empty until that has been found out
 */
record ScriptSet(Path project, List<DirectoryRoot> own, ScriptCompiler compiler, UseGraph graph) {

    /** So many files are held at once while all of them are read. */
    private static final int READ_TOGETHER = 128;

    /** The name of the script that a file in one of the directories has. */
    Optional<String> name(Path file) {
        return own.stream()
                .map(root -> root.directory().toAbsolutePath().normalize())
                .filter(file::startsWith)
                .findFirst()
                .map(root -> ScriptName.of(root.relativize(file).toString()));
    }

    /** Where a file is on the disk; empty if it is in a jar. */
    Optional<Path> path(SourceFile file) {
        return path(ScriptName.of(file.name()));
    }

    /** Where a script's file is on the disk; empty if it is in a jar. */
    Optional<Path> path(String name) {
        return compiler.roots()
                .path(name)
                .or(() -> compiler.isGiven(name) // a new file, which is not saved yet
                        ? own.stream()
                                .map(root -> root.directory().resolve(ScriptName.file(name)))
                                .findFirst()
                        : Optional.empty())
                .map(path -> path.toAbsolutePath().normalize());
    }

    /** A file by itself. */
    Optional<ParsedFile> file(String name) {
        return compiler.parse(name, new Diagnostics());
    }

    /** This set, with a text in place of a file. */
    ScriptSet with(String name, String text) {
        ScriptCompiler changed = compiler.with(name, text);
        return new ScriptSet(project, own, changed, known(name, changed));
    }

    /** The graph with what a script uses now; nothing is known of one script alone. */
    @SuppressWarnings("ReferenceEquality")
    private UseGraph known(String name, ScriptCompiler changed) {
        boolean renewed = graph == UseGraph.EMPTY
                || compiler.names().contains(name) != changed.names().contains(name);
        return renewed ? UseGraph.EMPTY : graph.with(name, changed.uses(name)); // a new file is what others lacked
    }

    /** This set, in which a file is as it is on the disk. */
    ScriptSet reread(String name) {
        ScriptCompiler changed = compiler.without(name::equals).listedAgain();
        return new ScriptSet(project, own, changed, known(name, changed));
    }

    /** This set, which holds the trees of no files but some, and of those whose text is not that of the disk. */
    ScriptSet holding(Set<String> names) {
        return new ScriptSet(project, own, compiler.withoutRead(name -> !names.contains(name)), graph);
    }

    /** This set, which knows which scripts use which. */
    ScriptSet withGraph() {
        Map<String, Set<ScriptGraph.Edge>> uses = new HashMap<>();
        Set<String> names = new HashSet<>(compiler.names());
        ScriptCompiler reading = compiler.without(name -> false);
        for (String name : names) {
            uses.put(name, reading.uses(name));
            if (uses.size() % READ_TOGETHER == 0) {
                reading = compiler.without(read -> false); // lets go of what was read
            }
        }
        return new ScriptSet(project, own, compiler, UseGraph.of(uses));
    }

    /** Whether a script is in one of the directories. It asks the disk, which is too slow for all scripts of a project at each keystroke. */
    boolean hasOwn(String script) {
        return path(script).flatMap(this::name).isPresent();
    }

    /** What is wrong with a script and all that it is made of. */
    List<Diagnostic> check(String name) {
        Diagnostics found = new Diagnostics();
        compiler.compile(name, found).ifPresent(script -> ScriptChecker.check(script, found));
        return found.sorted();
    }

    /** What is known of a script that a file is a part of; empty if none of them can be linked. */
    Optional<AnalyzedScript> analyzed(String name) {
        NavigableSet<String> affected = graph.affected(name);
        return Stream.concat(Stream.of(name).filter(affected::contains), affected.stream())
                .filter(this::hasOwn)
                .findFirst()
                .flatMap(script -> compiler.compile(script, new Diagnostics()))
                .flatMap(ScriptSet::analyze);
    }

    private static Optional<AnalyzedScript> analyze(LoadedScript script) {
        return script.linked().map(linked -> AnalyzedScript.of(linked, script.signature()));
    }
}
