package dev.moonlet.lsp;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.services.WorkspaceService;

/** What the editor says about files that are not open. */
final class WorkspaceFiles implements WorkspaceService {

    private static final String SETTINGS = "moonlet.properties";

    private final Workspace workspace;
    private final DiagnosticPublisher publisher;

    WorkspaceFiles(Workspace workspace, DiagnosticPublisher publisher) {
        this.workspace = workspace;
        this.publisher = publisher;
    }

    @Override
    public void didChangeConfiguration(DidChangeConfigurationParams params) {}

    @Override
    public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
        List<Path> changed = params.getChanges().stream()
                .flatMap(event -> Workspace.path(event.getUri()).stream())
                .toList();
        for (Path file : changed) {
            if (file.endsWith(SETTINGS)) {
                Optional.ofNullable(file.getParent()).ifPresent(workspace::reopen);
            } else {
                workspace.reread(file);
            }
        }
        publisher.changed(workspace.openFiles());
    }
}
