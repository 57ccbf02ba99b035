package dev.moonlet.cli;

import dev.moonlet.check.ScriptChecker;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.script.Script;
import dev.moonlet.script.ScriptName;
import dev.moonlet.script.link.LinkedChunk;
import dev.moonlet.script.link.LoadedScript;
import dev.moonlet.source.Printable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Scripts of a project that compile, and what keeps the others from it.
 *
 * @param scripts those that compile, by name
 * @param errors what is wrong with the others
 */
record CompiledScripts(List<Compiled> scripts, List<Diagnostic> errors) {

    /**
     * A script.
     *
     * @param script the script
     * @param linked its linked text, parsed
     * @param path its file, as messages show it
     */
    record Compiled(Script script, LinkedChunk linked, String path) {}

    /**
     * Compiles scripts.
     *
     * @param projects the scripts to choose from
     * @param given names of scripts or folders, or their files and directories; all scripts if there are none
     */
    static CompiledScripts of(List<ProjectOptions.Scripts> projects, List<String> given) {
        List<Compiled> scripts = new ArrayList<>();
        Diagnostics errors = new Diagnostics();
        Set<String> found = new HashSet<>();
        for (ProjectOptions.Scripts project : projects) {
            project.all().entryPoints(project.names()).forEach((name, parts) -> {
                boolean library = project.all().onlyDefine(parts);
                List<String> reasons = given.stream()
                        .filter(place -> isMeant(name, name(place, project), library))
                        .toList();
                found.addAll(reasons);
                boolean functions = given.isEmpty() && project.all().isLibrary(name); // of which none is a script
                if (given.isEmpty() ? !library && !functions : !reasons.isEmpty()) {
                    compile(project, name, errors).ifPresent(scripts::add);
                }
            });
            project.all().listingProblems().forEach(errors::add); // there may be no script that was listed
        }
        given.stream().filter(place -> !found.contains(place)).forEach(place -> errors.add(notFound(place, projects)));
        return new CompiledScripts(List.copyOf(scripts), errors.sorted());
    }

    private static Optional<Compiled> compile(ProjectOptions.Scripts project, String name, Diagnostics errors) {
        Diagnostics found = new Diagnostics();
        Optional<LoadedScript> loaded =
                project.all().compile(name, found).map(script -> ScriptChecker.check(script, found));
        found.sorted().stream().filter(d -> d.severity() == Severity.ERROR).forEach(errors::add);
        return found.hasErrors()
                ? Optional.empty()
                : loaded.flatMap(script -> script.script()
                        .flatMap(ok -> script.linked().map(linked -> new Compiled(ok, linked, path(project, name)))));
    }

    private static String path(ProjectOptions.Scripts project, String name) {
        return project.all().roots().describe(name).orElse(name);
    }

    /** The name of a script or a folder that is given by its name, its file or its directory. */
    private static String name(String given, ProjectOptions.Scripts project) {
        Path path = Path.of(Redaction.name(given)).toAbsolutePath().normalize();
        return project.own().stream()
                .map(root -> root.directory().toAbsolutePath().normalize())
                .filter(path::startsWith)
                .findFirst()
                .map(root -> ScriptName.of(root.relativize(path).toString()))
                .orElseGet(() -> ScriptName.of(given));
    }

    /** Whether a place means a script: its name, or a folder that it is in. What only defines functions is meant by its name alone. */
    private static boolean isMeant(String script, String place, boolean library) {
        return library ? script.equals(place) : isIn(script, place);
    }

    private static boolean isIn(String script, String place) {
        return place.isEmpty() || script.equals(place) || script.startsWith(place + "/");
    }

    private static Diagnostic notFound(String given, List<ProjectOptions.Scripts> projects) {
        List<String> names =
                projects.stream().flatMap(project -> project.names().stream()).toList();
        Diagnostic error = Diagnostic.error("script-not-found", "script not found: \"" + given + "\"");
        if (projects.stream().anyMatch(project -> names.contains(name(given, project)))) {
            return error.note("it is a part of others, which include or require it");
        }
        if (projects.stream().anyMatch(project -> names.stream().anyMatch(name -> isIn(name, name(given, project))))) {
            return error.note("the files of this folder are there to be included or required by scripts");
        }
        return error.note(SpellChecker.didYouMean(given, names));
    }

    /** Prints the errors; returns the exit status that belongs to them. */
    int report(PrintWriter err) {
        errors.forEach(error -> err.println(Printable.text(DiagnosticRenderer.render(error))));
        return errors.isEmpty() ? ExitStatus.OK : ExitStatus.FAILED;
    }
}
