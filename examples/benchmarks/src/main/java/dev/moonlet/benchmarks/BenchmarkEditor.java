package dev.moonlet.benchmarks;

import dev.moonlet.lsp.LanguageServers;
import dev.moonlet.lsp.ServerOptions;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/** An editor, and a language server that it talks to over streams. */
final class BenchmarkEditor implements LanguageClient, AutoCloseable {

    private final Path project;
    private final BlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();
    private final LanguageServer server;
    private int version;

    BenchmarkEditor(Path project) throws Exception {
        this.project = project;
        PipedInputStream toServer = new PipedInputStream(1 << 20);
        PipedInputStream toClient = new PipedInputStream(1 << 20);
        PipedOutputStream fromClient = new PipedOutputStream(toServer);
        PipedOutputStream fromServer = new PipedOutputStream(toClient);
        ServerOptions options = new ServerOptions("benchmark", Map.of(), List.of(), code -> Optional.empty());
        Thread running = new Thread(() -> LanguageServers.run(toServer, fromServer, options), "server");
        running.setDaemon(true);
        running.start();
        Launcher<LanguageServer> launcher = LSPLauncher.createClientLauncher(this, toClient, fromClient);
        Future<Void> unused = launcher.startListening();
        server = launcher.getRemoteProxy();
        server.initialize(new InitializeParams()).get();
    }

    private String uri(String file) {
        return project.resolve(file).toUri().toString();
    }

    void open(String file, String text) {
        server.getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri(file), "lua", ++version, text)));
    }

    void change(String file, String text) {
        server.getTextDocumentService()
                .didChange(new DidChangeTextDocumentParams(
                        new VersionedTextDocumentIdentifier(uri(file), ++version),
                        List.of(new TextDocumentContentChangeEvent(text))));
    }

    /** How many things can be written at a place; it is an error if there are none. */
    int completions(String file, int line, int column) throws Exception {
        int offered = server.getTextDocumentService()
                .completion(new CompletionParams(new TextDocumentIdentifier(uri(file)), new Position(line, column)))
                .get(1, TimeUnit.MINUTES)
                .map(List::size, list -> list.getItems().size());
        if (offered == 0) {
            throw new IllegalStateException("nothing is offered in " + file);
        }
        return offered;
    }

    /** Waits until a file has diagnostics, or has none. */
    void await(String file, boolean some) throws InterruptedException {
        while (true) {
            PublishDiagnosticsParams next = published.poll(1, TimeUnit.MINUTES);
            if (next == null) {
                throw new IllegalStateException("no diagnostics of " + file);
            }
            if (next.getUri().equals(uri(file)) && next.getDiagnostics().isEmpty() != some) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.exit();
    }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
        published.add(diagnostics);
    }

    @Override
    public void telemetryEvent(Object object) {}

    @Override
    public void showMessage(MessageParams message) {}

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }

    @Override
    public void logMessage(MessageParams message) {}
}
