package dev.moonlet.maven;

import java.io.File;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/** Writes pages about all scripts of the project, those that no interface binds among them. */
@Mojo(name = "catalog", requiresDependencyResolution = ResolutionScope.COMPILE, threadSafe = true)
public final class CatalogMojo extends ToolMojo {

    /** The directory that the pages are written to. */
    @Parameter(property = "moonlet.catalog", defaultValue = "${project.build.directory}/moonlet-catalog")
    @SuppressWarnings("NullAway.Init") // set by Maven
    private File output;

    /** The title of the pages. */
    @Parameter(property = "moonlet.catalog.title", defaultValue = "Redis scripts of ${project.artifactId}")
    @SuppressWarnings("NullAway.Init") // set by Maven
    private String title;

    /** Called by Maven. */
    @Inject
    public CatalogMojo(RepositorySystem repositories, ToolchainManager toolchains) {
        super(repositories, toolchains);
    }

    @Override
    List<String> arguments() {
        return List.of("catalog", "--output", output.getPath(), "--title", title);
    }
}
