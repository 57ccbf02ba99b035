package dev.moonlet.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** Checks all scripts of the project, those that no interface binds among them. An error fails the build. */
@Mojo(
        name = "check",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresDependencyResolution = ResolutionScope.COMPILE,
        threadSafe = true)
public final class CheckMojo extends ToolMojo {

    /** Whether warnings fail the build, too. */
    @Parameter(property = "moonlet.strict", defaultValue = "false")
    private boolean strict;

    /** A file of findings that are known, as {@code moonlet check --write-baseline} writes it: only new ones are reported. */
    @Parameter(property = "moonlet.baseline")
    private @Nullable File baseline;

    /** Called by Maven. */
    @Inject
    public CheckMojo(RepositorySystem repositories, ToolchainManager toolchains) {
        super(repositories, toolchains);
    }

    @Override
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("check"));
        if (strict) {
            arguments.add("--strict");
        }
        if (baseline != null) {
            arguments.addAll(List.of("--baseline", baseline.getPath()));
        }
        return arguments;
    }
}
