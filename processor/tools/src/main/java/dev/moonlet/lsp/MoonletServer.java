package dev.moonlet.lsp;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.SignatureHelpOptions;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;

/** A session with one editor. */
final class MoonletServer implements LanguageServer {

    private static final ThreadFactory DAEMONS = task -> {
        Thread thread = new Thread(task, "moonlet-lsp");
        thread.setDaemon(true);
        return thread;
    };

    private final ServerOptions options;
    private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor(DAEMONS);
    private final ScheduledExecutorService answers = Executors.newSingleThreadScheduledExecutor(DAEMONS);
    private final CompletableFuture<Void> exit = new CompletableFuture<>();
    private final CompletableFuture<LanguageClient> client = new CompletableFuture<>();
    private final Documents documents;
    private final WorkspaceFiles files;
    private volatile boolean shutDown;

    MoonletServer(ServerOptions options) {
        this.options = options;
        Workspace workspace = new Workspace(new ProjectOpener(options));
        DiagnosticWriter writer = new DiagnosticWriter(options.pages());
        DiagnosticPublisher publisher = new DiagnosticPublisher(
                workspace, writer, published -> send(to -> to.publishDiagnostics(published)), checks);
        this.documents = new Documents(
                workspace, publisher, new QuickFixes(writer), answers, message -> send(to -> to.showMessage(message)));
        this.files = new WorkspaceFiles(workspace, publisher);
    }

    private void send(Consumer<LanguageClient> message) {
        CompletionStage<Void> unused = client.thenAccept(message);
    }

    void connect(LanguageClient connected) {
        client.complete(connected);
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
        ServerCapabilities capabilities = new ServerCapabilities();
        capabilities.setTextDocumentSync(TextDocumentSyncKind.Full);
        capabilities.setCompletionProvider(new CompletionOptions(false, List.of("@", ".", "\"", "'", "/", ",", " ")));
        capabilities.setHoverProvider(true);
        capabilities.setSignatureHelpProvider(new SignatureHelpOptions(List.of("(", ",")));
        capabilities.setDefinitionProvider(true);
        capabilities.setImplementationProvider(true);
        capabilities.setReferencesProvider(true);
        capabilities.setDocumentSymbolProvider(true);
        capabilities.setRenameProvider(new RenameOptions(true));
        capabilities.setCodeActionProvider(new CodeActionOptions(List.of(CodeActionKind.QuickFix)));
        return CompletableFuture.completedFuture(
                new InitializeResult(capabilities, new ServerInfo("moonlet", options.version())));
    }

    @Override
    public CompletableFuture<Object> shutdown() {
        shutDown = true;
        return CompletableFuture.completedFuture(new Object());
    }

    @Override
    public void exit() {
        exit.complete(null);
    }

    @Override
    public void setTrace(SetTraceParams params) {}

    @Override
    public TextDocumentService getTextDocumentService() {
        return documents;
    }

    @Override
    public WorkspaceService getWorkspaceService() {
        return files;
    }

    boolean isShutDown() {
        return shutDown;
    }

    /** Returns when the editor has said so, or has closed the stream. */
    void ended(Future<?> listening) throws InterruptedException, ExecutionException {
        CompletionStage<Void> unused = exit.thenRun(() -> listening.cancel(true));
        try {
            listening.get();
        } catch (CancellationException e) {
            // the editor has said so
        }
    }

    void close() {
        checks.shutdownNow();
        answers.shutdownNow();
    }
}
