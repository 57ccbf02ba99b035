package dev.moonlet.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.resolution.DependencyResolutionException;

/** What the goals that compile know of the project. */
record Compilation(
        MavenProject project,
        MavenSession session,
        RepositorySystem repositories,
        ToolchainManager toolchains,
        Log log) {

    private static final String COMPILER_GROUP = "org.apache.maven.plugins";
    private static final String COMPILER = "maven-compiler-plugin";

    /**
     * Brings the implementations of a source set up to date.
     *
     * @param goal the goal of the compiler plugin that compiles it
     * @param classPath the class path that it is compiled with
     * @throws MojoExecutionException if a file can't be read or written
     */
    void bringUpToDate(boolean tests, String goal, List<String> classPath) throws MojoExecutionException {
        Path directory = project.getBasedir().toPath().toAbsolutePath();
        Path classes = Path.of(
                tests
                        ? project.getBuild().getTestOutputDirectory()
                        : project.getBuild().getOutputDirectory());
        CompilerSettings settings = settings(tests, goal);
        if (!settings.runsProcessors()) {
            return;
        }
        List<String> roots = tests ? project.getTestCompileSourceRoots() : project.getCompileSourceRoots();
        List<Path> entries = classPath.stream()
                .map(Path::of)
                .filter(entry -> !entry.equals(classes))
                .toList();
        SourceSet sources = new SourceSet(roots.stream().map(Path::of).toList(), classes, entries, tests);
        try {
            List<Path> processorPath = entries;
            Optional<Xpp3Dom> paths = settings.processorPaths();
            if (paths.isPresent()) {
                processorPath =
                        new ProcessorPath(repositories, session.getRepositorySession(), project).resolve(paths.get());
            }
            new ScriptCompilation(directory, Path.of(project.getBuild().getDirectory()), sources, settings, log)
                    .run(processorPath);
        } catch (IOException e) {
            throw new MojoExecutionException("the scripts can't be compared with what was compiled: " + e, e);
        } catch (DependencyResolutionException e) {
            // The compiler plugin reports it, if it has anything to compile.
            log.debug("annotationProcessorPaths of the compiler plugin can't be resolved: " + e.getMessage());
        }
    }

    CompilerSettings settings(boolean tests, String goal) {
        String execution = execution(goal);
        Xpp3Dom configuration = project.getGoalConfiguration(COMPILER_GROUP, COMPILER, execution, goal);
        Function<String, Optional<String>> properties =
                name -> Optional.ofNullable(session.getUserProperties().getProperty(name))
                        .or(() -> Optional.ofNullable(project.getProperties().getProperty(name)));
        boolean toolchain = toolchains.getToolchainFromBuildContext("jdk", session) != null;
        return new CompilerSettings(configuration, properties, tests, toolchain);
    }

    /** The execution that runs a goal: the usual one, unless the project has another one in its place. */
    private String execution(String goal) {
        List<PluginExecution> executions = Optional.ofNullable(project.getPlugin(COMPILER_GROUP + ":" + COMPILER))
                .map(Plugin::getExecutions)
                .orElse(List.of())
                .stream()
                .filter(execution -> execution.getGoals().contains(goal))
                .filter(execution -> !"none".equals(execution.getPhase()))
                .toList();
        return executions.size() == 1 ? executions.get(0).getId() : "default-" + goal;
    }

    /** The jars and directories that bring scripts in {@code META-INF/lua}, in the order in which they are searched. */
    String libraries(List<String> classPath) throws MojoExecutionException {
        try {
            Optional<Xpp3Dom> paths = settings(false, "compile").processorPaths();
            List<Path> processorPath = paths.isPresent()
                    ? new ProcessorPath(repositories, session.getRepositorySession(), project).resolve(paths.get())
                    : List.of();
            return Stream.concat(classPath.stream(), processorPath.stream().map(Path::toString))
                    .filter(entry -> Files.isDirectory(Path.of(entry)) || entry.endsWith(".jar"))
                    .distinct()
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (DependencyResolutionException e) {
            throw new MojoExecutionException(
                    "annotationProcessorPaths of the compiler plugin can't be resolved: " + e.getMessage(), e);
        }
    }
}
