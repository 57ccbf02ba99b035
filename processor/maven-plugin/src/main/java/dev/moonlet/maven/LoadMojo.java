package dev.moonlet.maven;

import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Loads the scripts of the project into a server, or into each master of a cluster, and prints their digests. The password is
 * that of the environment variable {@code REDISCLI_AUTH}, unless the URI has one.
 *
 * @see <a href="https://redis.io/docs/latest/commands/script-load/">SCRIPT LOAD</a>
 */
@Mojo(name = "load", requiresDependencyResolution = ResolutionScope.COMPILE, threadSafe = true)
public final class LoadMojo extends ToolMojo {

    private static final String DEFAULT = "redis://localhost";

    /** The server, for example {@code redis://localhost:6379}; with {@link #cluster}, several hosts separated by commas. */
    @Parameter(property = "moonlet.uri", defaultValue = DEFAULT)
    @SuppressWarnings("NullAway.Init") // set by Maven
    private String uri;

    /** Whether the server is one of a cluster. */
    @Parameter(property = "moonlet.cluster", defaultValue = "false")
    private boolean cluster;

    /** The user, unless the URI names it. */
    @Parameter(property = "moonlet.user")
    private @Nullable String user;

    /** Names of scripts or folders; all scripts if there are none. */
    @Parameter(property = "moonlet.scripts")
    private List<String> scripts = List.of();

    /** Called by Maven. */
    @Inject
    public LoadMojo(RepositorySystem repositories, ToolchainManager toolchains) {
        super(repositories, toolchains);
    }

    @Override
    String hint() {
        return uri.equals(DEFAULT) ? "; -Dmoonlet.uri names another server than redis://localhost:6379" : "";
    }

    @Override
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("load", "--uri", uri));
        if (cluster) {
            arguments.add("--cluster");
        }
        if (user != null) {
            arguments.addAll(List.of("--user", user));
        }
        arguments.addAll(scripts);
        return arguments;
    }
}
