package dev.moonlet.maven;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/** Runs a command of the command line in the project's directory, with the settings that the compiler plugin has. */
abstract class ToolMojo extends ProjectMojo {

    private static final String TOOL = "dev.moonlet:moonlet";

    /** What the Java launcher reads files of arguments in. */
    private static final Charset PLATFORM = Charset.forName(
            System.getProperty("native.encoding", Charset.defaultCharset().name()));

    @Parameter(defaultValue = "${plugin.artifactMap}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init") // set by Maven
    private Map<String, Artifact> artifacts;

    ToolMojo(RepositorySystem repositories, ToolchainManager toolchains) {
        super(repositories, toolchains);
    }

    /** What may help if the command fails. */
    String hint() {
        return "";
    }

    /** The arguments of the command line, without those that say where scripts are. */
    abstract List<String> arguments();

    @Override
    final void run(MavenProject project, Compilation compilation)
            throws MojoExecutionException, MojoFailureException, DependencyResolutionRequiredException {
        List<String> options = new ArrayList<>();
        options.add("--class-path");
        options.add(compilation.libraries(project.getCompileClasspathElements()));
        compilation
                .settings(false, "compile")
                .moonletSettings()
                .forEach((name, value) -> options.addAll(List.of("--setting", name + "=" + value)));
        int status;
        try {
            status = run(project.getBasedir().toPath(), options);
        } catch (IOException e) {
            throw new MojoExecutionException("moonlet can't be run: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("interrupted", e);
        }
        if (status != 0) {
            throw new MojoFailureException("moonlet " + arguments().get(0) + " ended with status " + status
                    + ": see its output above" + hint());
        }
    }

    private int run(Path directory, List<String> options) throws IOException, InterruptedException {
        Artifact tool = artifacts.get(TOOL);
        if (tool == null) {
            throw new IOException(TOOL + " is not among the plugin's dependencies");
        }
        List<String> arguments = new ArrayList<>(
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", "-jar"));
        arguments.add(tool.getFile().toString());
        arguments.addAll(arguments());
        arguments.addAll(options);
        Path file = Files.createTempFile("moonlet", ".arguments"); // a class path can be longer than a command line
        try {
            Files.writeString(
                    file, arguments.stream().map(ToolMojo::quoted).collect(Collectors.joining("\n")), PLATFORM);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "@" + file)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            output.lines().forEach(line -> log(line, status));
            return status;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void log(String line, int status) {
        if (status == 0) {
            getLog().info(line);
        } else {
            getLog().error(line);
        }
    }

    /**
     * An argument as the Java launcher reads it from a file.
     *
     * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html#java-command-line-argument-files">java</a>
     */
    private static String quoted(String argument) {
        return "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
