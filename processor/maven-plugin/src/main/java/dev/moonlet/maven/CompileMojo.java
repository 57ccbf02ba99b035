package dev.moonlet.maven;

import javax.inject.Inject;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * Compiles the implementations again whose scripts were changed, added, moved or deleted, which the compiler plugin does not
 * look at. It does nothing while no script changes.
 */
@Mojo(
        name = "compile",
        defaultPhase = LifecyclePhase.PROCESS_RESOURCES,
        requiresDependencyResolution = ResolutionScope.COMPILE,
        threadSafe = true)
public final class CompileMojo extends ProjectMojo {

    /** Called by Maven. */
    @Inject
    public CompileMojo(RepositorySystem repositories, ToolchainManager toolchains) {
        super(repositories, toolchains);
    }

    @Override
    void run(MavenProject project, Compilation compilation)
            throws MojoExecutionException, DependencyResolutionRequiredException {
        compilation.bringUpToDate(false, "compile", project.getCompileClasspathElements());
    }
}
