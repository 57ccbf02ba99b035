package dev.moonlet.coverage;

import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.LuaParser;
import dev.moonlet.script.Script;
import dev.moonlet.script.ScriptName;
import dev.moonlet.script.SourceMap;
import dev.moonlet.script.link.LoadedScript;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.source.SourceFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * What has run of the scripts of a project.
 *
 * <pre>{@code
 * CoverageReport report = CoverageReport.of(CoverageFile.merged(Path.of("target/moonlet-coverage")), compiler, compiler.names());
 * System.out.println(report.lines().percent() + "%");
 * }</pre>
 *
 * @param files the files with code, by their path; those of scripts that never ran are among them
 * @param neverRun the names of the project's scripts that no test has run
 * @param uncounted the names of scripts that ran and could not be instrumented
 */
public record CoverageReport(List<FileCoverage> files, List<String> neverRun, List<String> uncounted) {

    /** Copies the lists. */
    public CoverageReport {
        files = List.copyOf(files);
        neverRun = List.copyOf(neverRun);
        uncounted = List.copyOf(uncounted);
    }

    /**
     * A report of what has been counted.
     *
     * @param counted what scripts have counted
     * @param project finds the files of the project
     * @param names the names of its files, of which those that are scripts should have run
     */
    public static CoverageReport of(CoverageData counted, ScriptCompiler project, Collection<String> names) {
        Set<String> ran =
                counted.scripts().stream().map(ScriptHits::script).collect(Collectors.toCollection(TreeSet::new));
        ran.addAll(counted.uncounted());
        List<String> neverRun = project.entryPoints(names).entrySet().stream()
                .filter(entry -> !ran.contains(entry.getKey()))
                .filter(entry -> !project.onlyDefine(entry.getValue()) && !project.isLibrary(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        List<ScriptHits> scripts = new ArrayList<>(counted.scripts());
        neverRun.forEach(name -> unrun(name, project).ifPresent(scripts::add));
        FileFigures figures = new FileFigures(new CoverageData(scripts, List.of()));
        return new CoverageReport(
                figures.files().stream()
                        .map(file -> file(file, figures.of(file), project))
                        .toList(),
                neverRun,
                counted.uncounted());
    }

    private static Optional<ScriptHits> unrun(String name, ScriptCompiler project) {
        return project.compile(name, new Diagnostics())
                .flatMap(LoadedScript::script)
                .flatMap(script -> InstrumentedScript.of(script.text(), places(script), List.of())
                        .map(counting -> ScriptHits.none(name, script.digest(), counting.probes())));
    }

    private static IntFunction<Optional<SourceMap.Place>> places(Script script) {
        return line ->
                script.sourceMap().run(line).filter(SourceMap.Run::copied).map(run -> run.place(line));
    }

    /** What the linked text has for a directive, such as the default of an argument, is not code of the file. */
    private static FileCoverage file(String file, FileFigures.Figures figures, ScriptCompiler project) {
        Optional<SourceFile> source = project.source(ScriptName.of(file), new Diagnostics());
        TreeMap<Integer, Long> lines = new TreeMap<>(figures.lines());
        List<FileCoverage.Branch> branches = new ArrayList<>(figures.branches());
        source.flatMap(text -> LuaParser.parse(text).chunk())
                .map(Chunk::codeLines)
                .ifPresent(code -> {
                    lines.keySet().removeIf(line -> !code.get(line));
                    branches.removeIf(branch -> !code.get(branch.line()));
                });
        return new FileCoverage(file, source, lines, branches);
    }

    /** The lines of all files. */
    public Ratio lines() {
        return sum(FileCoverage::lineRatio);
    }

    /** The branches of all files. */
    public Ratio branches() {
        return sum(FileCoverage::branchRatio);
    }

    private Ratio sum(Function<FileCoverage, Ratio> ratio) {
        return files.stream().map(ratio).reduce(new Ratio(0, 0), Ratio::plus);
    }
}
