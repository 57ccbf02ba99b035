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
 * Compiles the implementations of tests again whose scripts were changed, added, moved or deleted, which the compiler plugin does not
 * look at. It does nothing while no script changes.
 */
@Mojo(
        name = "test-compile",
        defaultPhase = LifecyclePhase.PROCESS_TEST_RESOURCES,
        requiresDependencyResolution = ResolutionScope.TEST,
        threadSafe = true)
public final class TestCompileMojo extends ProjectMojo {

    /** Called by Maven. */
    @Inject
    public TestCompileMojo(RepositorySystem repositories, ToolchainManager toolchains) {
        super(repositories, toolchains);
    }

    @Override
    void run(MavenProject project, Compilation compilation)
            throws MojoExecutionException, DependencyResolutionRequiredException {
        compilation.bringUpToDate(true, "testCompile", project.getTestClasspathElements());
    }
}
