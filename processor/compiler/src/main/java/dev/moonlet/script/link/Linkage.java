package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.script.ReturnedError;
import dev.moonlet.script.ScriptGraph;
import dev.moonlet.script.ScriptSignature;
import dev.moonlet.script.file.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that makes up a script, with what its references mean.
 *
 * @param main the script
 * @param modules the modules that can be reached from it, in the order in which they were found
 * @param spellings how each module is named by those who require it
 * @param scripts the scripts that can be called, by name, in the order in which they were found; the main one may be among
 *     them
 * @param ambiguous places that led to a module or a script that others lead to as well
 * @param modulesBySpelling the module that each spelling means
 */
record Linkage(
        Unit main,
        List<Unit> modules,
        Map<String, SortedSet<String>> spellings,
        Map<String, Unit> scripts,
        Set<Label> ambiguous,
        Map<String, String> modulesBySpelling) {

    Linkage {
        modules = List.copyOf(modules);
        spellings = Map.copyOf(spellings);
        scripts = Collections.unmodifiableMap(new LinkedHashMap<>(scripts));
        ambiguous = Set.copyOf(ambiguous);
        modulesBySpelling = Map.copyOf(modulesBySpelling);
    }

    Linkage(
            Unit main,
            List<Unit> modules,
            Map<String, SortedSet<String>> spellings,
            Map<String, Unit> scripts,
            Set<Label> ambiguous) {
        this(main, modules, spellings, scripts, ambiguous, bySpelling(spellings));
    }

    private static Map<String, String> bySpelling(Map<String, SortedSet<String>> spellings) {
        Map<String, String> modules = new HashMap<>();
        spellings.forEach((module, written) -> written.forEach(spelling -> modules.put(spelling, module)));
        return modules;
    }

    /** The same, of a main script of whose result something is declared elsewhere. */
    Linkage returning(ResultDeclaration elsewhere, Diagnostics diagnostics) {
        if (elsewhere.equals(ResultDeclaration.NONE)) {
            return this;
        }
        return new Linkage(
                new Unit(main.splice(), returning(main.signature(), main.name(), elsewhere, diagnostics), main.calls()),
                modules,
                spellings,
                scripts,
                ambiguous,
                modulesBySpelling);
    }

    /** A signature, with what is declared of the result elsewhere. */
    static ScriptSignature returning(
            ScriptSignature declared, String name, ResultDeclaration elsewhere, Diagnostics diagnostics) {
        if (elsewhere.equals(ResultDeclaration.NONE)) {
            return declared;
        }
        if (declared.result().isPresent() && elsewhere.result().isPresent()) {
            Label place = elsewhere.result().get().place();
            Label own = declared.result().get().place();
            diagnostics.add(Diagnostic.error(
                            "duplicate-declaration",
                            "script \"" + name + "\" declares its result itself",
                            place.file(),
                            place.span())
                    .hint("remove this one")
                    .related(own.file(), own.span(), "declared here"));
        }
        List<ReturnedError> errors = new ArrayList<>(declared.errors());
        errors.addAll(elsewhere.errors());
        Optional<ScriptSignature.Result> result = declared.result().or(elsewhere::result);
        ReturnedErrorsReader.check(errors, result, diagnostics);
        return new ScriptSignature(
                declared.keys(), declared.arguments(), result, errors, declared.flags(), declared.kept());
    }

    /** The calls of each folder: the scripts that are meant there, by the path that is written. */
    SortedMap<String, SortedMap<String, String>> callsByFolder() {
        SortedMap<String, SortedMap<String, String>> folders = new TreeMap<>();
        for (Unit unit : units()) {
            unit.calls().forEach((path, script) -> folders.computeIfAbsent(unit.folder(), f -> new TreeMap<>())
                    .put(String.join("\0", path), script));
        }
        return folders;
    }

    /** The main script, the modules and the scripts that are called, each once. */
    List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        units.add(main);
        units.addAll(modules);
        scripts.values().stream()
                .filter(unit -> !unit.name().equals(main.name()))
                .forEach(units::add);
        return units;
    }

    /** The diagnostic about the first tag that is documentation: it is reported once for a script. */
    Optional<Diagnostic> prose() {
        List<Diagnostic> prose = new ArrayList<>();
        units().forEach(unit ->
                unit.splice().forEach(part -> prose.addAll(part.file().tags().prose())));
        return prose.stream().findFirst();
    }

    /** Which of the files names which. */
    ScriptGraph graph() {
        Set<ScriptGraph.Edge> edges = new LinkedHashSet<>();
        for (Unit unit : units()) {
            unit.splice().forEach(part -> {
                String from = part.file().name();
                part.named().forEach(to -> edges.add(new ScriptGraph.Edge(from, ScriptGraph.Kind.INCLUDE, to)));
                part.file().references().forEach(reference -> edge(from, unit, reference)
                        .ifPresent(edges::add));
            });
        }
        return new ScriptGraph(List.copyOf(edges));
    }

    private Optional<ScriptGraph.Edge> edge(String from, Unit unit, Reference reference) {
        if (reference instanceof Reference.Call call) {
            return Optional.ofNullable(unit.calls().get(call.path()))
                    .map(to -> new ScriptGraph.Edge(from, ScriptGraph.Kind.CALL, to));
        }
        return reference instanceof Reference.Require require
                ? Optional.ofNullable(modulesBySpelling.get(require.module()))
                        .map(to -> new ScriptGraph.Edge(from, ScriptGraph.Kind.REQUIRE, to))
                : Optional.empty();
    }

    static SortedSet<String> sorted(String first) {
        return new TreeSet<>(Set.of(first));
    }
}
