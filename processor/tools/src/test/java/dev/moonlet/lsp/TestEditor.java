package dev.moonlet.lsp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
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
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/** An editor of a project, which talks to a server of its own over streams. */
final class TestEditor implements AutoCloseable {

    private static final long LONGEST_SECONDS = 120;

    private final Path project;
    private final BlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();
    private final BlockingQueue<MessageParams> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Boolean> ended;
    private final LanguageServer server;
    private int version;

    /** A server in this JVM. */
    TestEditor(Path project) {
        this.project = project;
        try {
            // not PipedInputStream, which fails once the thread that wrote last has ended
            Pipe toServer = Pipe.open();
            Pipe toClient = Pipe.open();
            ServerOptions options =
                    new ServerOptions("test", Map.of(), List.of(), code -> Optional.of("https://docs.example/" + code));
            ended = CompletableFuture.supplyAsync(
                    () -> LanguageServers.run(
                            Channels.newInputStream(toServer.source()),
                            Channels.newOutputStream(toClient.sink()),
                            options),
                    task -> daemon(task));
            server = connect(Channels.newInputStream(toClient.source()), Channels.newOutputStream(toServer.sink()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that a command starts. */
    TestEditor(Path project, List<String> command) throws IOException {
        this.project = project;
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ended = process.onExit().thenApply(exited -> exited.exitValue() == 0);
        server = connect(process.getInputStream(), process.getOutputStream());
    }

    private LanguageServer connect(InputStream in, OutputStream out) {
        Launcher<LanguageServer> launcher = LSPLauncher.createClientLauncher(new Client(), in, out);
        Future<Void> unused = launcher.startListening();
        LanguageServer connected = launcher.getRemoteProxy();
        get(connected.initialize(new InitializeParams()));
        return connected;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS).join();
    }

    LanguageServer server() {
        return server;
    }

    Path write(String file, String text) {
        try {
            Path path = project.resolve(file);
            Files.createDirectories(path.getParent());
            return Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String uri(String file) {
        return project.resolve(file).toUri().toString();
    }

    TextDocumentIdentifier identifier(String file) {
        return new TextDocumentIdentifier(uri(file));
    }

    /** Opens a file with a text, which need not be that on the disk. */
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

    void close(String file) {
        server.getTextDocumentService().didClose(new DidCloseTextDocumentParams(identifier(file)));
    }

    /** Waits for diagnostics of a file. */
    List<Diagnostic> diagnostics(String file, Predicate<List<Diagnostic>> awaited) {
        try {
            while (true) {
                PublishDiagnosticsParams next = published.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("no such diagnostics of " + file);
                }
                if (next.getUri().equals(uri(file)) && awaited.test(next.getDiagnostics())) {
                    return next.getDiagnostics();
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    MessageParams message() {
        try {
            MessageParams message = messages.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message");
            }
            return message;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is offered where a text has a bar. */
    List<String> completion(String file, String textWithBar) {
        change(file, textWithBar.replace("|", ""));
        return get(server.getTextDocumentService().completion(new CompletionParams(identifier(file), bar(textWithBar))))
                .getLeft()
                .stream()
                .map(CompletionItem::getLabel)
                .toList();
    }

    static Position bar(String textWithBar) {
        String before = textWithBar.substring(0, textWithBar.indexOf('|'));
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return new Position(line, before.length() - before.lastIndexOf('\n') - 1);
    }

    List<CodeAction> actions(String file, Diagnostic diagnostic) {
        return get(server.getTextDocumentService()
                        .codeAction(new CodeActionParams(
                                identifier(file), diagnostic.getRange(), new CodeActionContext(List.of(diagnostic)))))
                .stream()
                .map(action -> action.getRight())
                .toList();
    }

    /** The text of a file after an edit. */
    String changed(String file, String text, WorkspaceEdit edit) {
        return apply(text, edit.getChanges().getOrDefault(uri(file), List.of()));
    }

    private static String apply(String text, List<TextEdit> edits) {
        StringBuilder changed = new StringBuilder(text);
        List<TextEdit> backwards = new ArrayList<>(edits);
        backwards.sort(Comparator.comparingInt(
                        (TextEdit edit) -> offset(text, edit.getRange().getStart()))
                .reversed());
        backwards.forEach(edit -> changed.replace(
                offset(text, edit.getRange().getStart()),
                offset(text, edit.getRange().getEnd()),
                edit.getNewText()));
        return changed.toString();
    }

    private static int offset(String text, Position position) {
        int start = 0;
        for (int line = 0; line < position.getLine(); line++) {
            start = text.indexOf('\n', start) + 1;
        }
        return start + position.getCharacter();
    }

    /** Ends the session; returns whether the server counts that as orderly. */
    boolean end() {
        get(server.shutdown());
        server.exit();
        return get(ended);
    }

    @Override
    public void close() {
        if (!ended.isDone()) {
            end();
        }
    }

    /** Keeps what the server sends. */
    private final class Client implements LanguageClient {
        @Override
        public void telemetryEvent(Object object) {}

        @Override
        public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
            published.add(diagnostics);
        }

        @Override
        public void showMessage(MessageParams message) {
            messages.add(message);
        }

        @Override
        public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
            return CompletableFuture.completedFuture(new MessageActionItem());
        }

        @Override
        public void logMessage(MessageParams message) {}
    }
}
