package dev.moonlet.lsp;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;

/** Runs language servers. */
public final class LanguageServers {

    private LanguageServers() {}

    /**
     * Serves one editor until it ends the session or closes the stream.
     *
     * @return whether it asked for a shutdown before that, as the protocol requires
     */
    public static boolean run(InputStream in, OutputStream out, ServerOptions options) {
        MoonletServer server = new MoonletServer(options);
        Launcher<LanguageClient> launcher = LSPLauncher.createServerLauncher(server, in, out);
        server.connect(launcher.getRemoteProxy());
        try {
            server.ended(launcher.startListening());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the connection to the editor failed", e.getCause());
        } finally {
            server.close();
        }
        return server.isShutDown();
    }
}
