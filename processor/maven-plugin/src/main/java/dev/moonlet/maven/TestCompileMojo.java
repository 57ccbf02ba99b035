package dev.moonlet.maven;

import javax.inject.Inject;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
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
public final class TestCompileMojo extends AbstractMojo {

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init") // set by Maven
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init") // set by Maven
    private MavenSession session;

    /** Leaves the classes as they are. */
    @Parameter(property = "moonlet.skip", defaultValue = "false")
    private boolean skip;

    private final RepositorySystem repositories;
    private final ToolchainManager toolchains;

    /** Called by Maven. */
    @Inject
    public TestCompileMojo(RepositorySystem repositories, ToolchainManager toolchains) {
        this.repositories = repositories;
        this.toolchains = toolchains;
    }

    @Override
    public void execute() throws MojoExecutionException {
        if (skip) {
            return;
        }
        try {
            new Compilation(project, session, repositories, toolchains, getLog())
                    .bringUpToDate(true, "testCompile", project.getTestClasspathElements());
        } catch (DependencyResolutionRequiredException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }
}
