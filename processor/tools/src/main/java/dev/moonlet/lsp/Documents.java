package dev.moonlet.lsp;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.ImplementationParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.jspecify.annotations.Nullable;

/** Requests about open scripts, each answered by the class of its feature. */
@SuppressWarnings("NullAway") // the protocol answers null where there is nothing
final class Documents implements TextDocumentService {

    private final Workspace workspace;
    private final DiagnosticPublisher publisher;
    private final QuickFixes fixes;
    private final Executor answers;
    private final Consumer<MessageParams> messages;

    Documents(
            Workspace workspace,
            DiagnosticPublisher publisher,
            QuickFixes fixes,
            Executor answers,
            Consumer<MessageParams> messages) {
        this.workspace = workspace;
        this.publisher = publisher;
        this.fixes = fixes;
        this.answers = answers;
        this.messages = messages;
    }

    /** Answers for an open script; with another answer if it is none. */
    private <T extends @Nullable Object> CompletableFuture<T> answer(
            TextDocumentIdentifier identifier, T otherwise, Function<Document, T> answer) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Optional<Document> document = workspace.document(identifier.getUri());
                    return document.isPresent() ? answer.apply(document.get()) : otherwise;
                },
                answers);
    }

    private static int offset(Document document, org.eclipse.lsp4j.TextDocumentPositionParams params) {
        return Positions.offset(document.source(), params.getPosition());
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams params) {
        put(params.getTextDocument().getUri(), params.getTextDocument().getText());
    }

    @Override
    public void didChange(DidChangeTextDocumentParams params) {
        put(
                params.getTextDocument().getUri(),
                params.getContentChanges()
                        .get(params.getContentChanges().size() - 1)
                        .getText());
    }

    private void put(String uri, String text) {
        Workspace.path(uri).ifPresent(file -> {
            workspace.put(file, text);
            publisher.changed(List.of(file));
        });
    }

    @Override
    public void didClose(DidCloseTextDocumentParams params) {
        Workspace.path(params.getTextDocument().getUri()).ifPresent(file -> {
            workspace.remove(file);
            publisher.changed(List.of(file));
        });
    }

    @Override
    public void didSave(DidSaveTextDocumentParams params) {
        Workspace.path(params.getTextDocument().getUri()).ifPresent(file -> publisher.changed(Set.of(file)));
    }

    @Override
    public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
        return answer(params.getTextDocument(), List.of(), document -> Workspace.path(
                        params.getTextDocument().getUri())
                .map(path -> fixes.at(
                        document, path, params.getRange(), params.getContext().getDiagnostics(), publisher.findings()))
                .orElse(List.of())
                .stream()
                .map(Either::<Command, CodeAction>forRight)
                .toList());
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams params) {
        return answer(
                params.getTextDocument(),
                Either.forLeft(List.of()),
                document -> Either.forLeft(Completion.at(document, offset(document, params))));
    }

    @Override
    public CompletableFuture<Hover> hover(HoverParams params) {
        return answer(params.getTextDocument(), null, document -> Hovers.at(document, offset(document, params))
                .orElse(null));
    }

    @Override
    public CompletableFuture<SignatureHelp> signatureHelp(SignatureHelpParams params) {
        return answer(params.getTextDocument(), null, document -> Signatures.at(document, offset(document, params))
                .orElse(null));
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
            DefinitionParams params) {
        return answer(
                params.getTextDocument(),
                Either.forLeft(List.of()),
                document -> Either.forLeft(Definitions.at(document, offset(document, params))));
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> implementation(
            ImplementationParams params) {
        return answer(
                params.getTextDocument(),
                Either.forLeft(List.of()),
                document -> Either.forLeft(JavaInterfaces.of(document)));
    }

    @Override
    public CompletableFuture<List<? extends Location>> references(ReferenceParams params) {
        return answer(
                params.getTextDocument(),
                List.of(),
                document -> References.at(
                        document, offset(document, params), params.getContext().isIncludeDeclaration()));
    }

    @Override
    public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
            DocumentSymbolParams params) {
        return answer(params.getTextDocument(), List.of(), document -> Symbols.of(document).stream()
                .map(Either::<SymbolInformation, DocumentSymbol>forRight)
                .toList());
    }

    @Override
    public CompletableFuture<Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>> prepareRename(
            PrepareRenameParams params) {
        return answer(params.getTextDocument(), null, document -> Rename.range(document, offset(document, params))
                .map(Either3::<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>forFirst)
                .orElse(null));
    }

    @Override
    public CompletableFuture<WorkspaceEdit> rename(RenameParams params) {
        return answer(params.getTextDocument(), null, document -> {
            Rename.Result result = Rename.to(params.getNewName(), document, offset(document, params));
            result.note().ifPresent(note -> messages.accept(new MessageParams(MessageType.Warning, note)));
            return result.edit();
        });
    }
}
