package dev.moonlet.lsp;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.jspecify.annotations.Nullable;

/**
 * Checks scripts when a file changes, and reports what is found: first the scripts that are open, then the others that use the file, once
 * nothing has changed for a while. A change ends what an earlier one has begun.
 */
final class DiagnosticPublisher {

    private static final long PAUSE_MILLIS = 150;

    private final Workspace workspace;
    private final DiagnosticWriter writer;
    private final Consumer<PublishDiagnosticsParams> client;
    private final ScheduledExecutorService worker;
    private final Findings findings = new Findings();
    private final AtomicLong changes = new AtomicLong();

    /** What was reported last; used by the worker alone. */
    private final Map<Path, List<org.eclipse.lsp4j.Diagnostic>> published = new HashMap<>();

    /** The files that changed since the closed scripts that use them were checked; used by the worker alone. */
    private final Set<Path> pending = new HashSet<>();

    private @Nullable ScheduledFuture<?> closed;

    DiagnosticPublisher(
            Workspace workspace,
            DiagnosticWriter writer,
            Consumer<PublishDiagnosticsParams> client,
            ScheduledExecutorService worker) {
        this.workspace = workspace;
        this.writer = writer;
        this.client = client;
        this.worker = worker;
    }

    /** What was found so far. */
    Findings findings() {
        return findings;
    }

    /** Files have changed: scripts that use them are checked, soon. */
    void changed(Collection<Path> files) {
        long change = changes.incrementAndGet();
        worker.execute(() -> {
            pending.addAll(files);
            if (change == changes.get()) {
                checkOpen(files);
            }
            if (closed != null) {
                closed.cancel(false);
            }
            closed = worker.schedule(() -> checkOthers(change), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        });
    }

    /** The scripts that are open and use a file; where none is, the first that uses it. */
    private void checkOpen(Collection<Path> files) {
        workspace.findUses();
        for (ScriptSet set : workspace.sets()) {
            Set<String> open = workspace.openNames(set);
            NavigableSet<String> scripts = new TreeSet<>();
            for (String name : names(set, files)) {
                NavigableSet<String> affected = set.graph().affected(name);
                List<String> opened = affected.stream()
                        .filter(open::contains)
                        .filter(set::hasOwn)
                        .toList();
                scripts.addAll(opened);
                if (opened.isEmpty() && open.contains(name)) {
                    affected.stream().filter(set::hasOwn).findFirst().ifPresent(scripts::add);
                }
            }
            scripts.forEach(script -> check(set, script));
        }
        publishUnreported(files);
    }

    /** Reports open files of which nothing was reported yet: that nothing is wrong with them. */
    private void publishUnreported(Collection<Path> files) {
        Set<Path> unreported = new HashSet<>(files);
        unreported.retainAll(workspace.openFiles());
        unreported.removeAll(published.keySet());
        publish(unreported);
    }

    private void checkOthers(long change) {
        workspace.findUses();
        for (ScriptSet set : workspace.sets()) {
            Set<String> open = workspace.openNames(set);
            NavigableSet<String> relevant = new TreeSet<>();
            open.forEach(name -> relevant.addAll(set.graph().affected(name)));
            publish(findings.keep(set, script -> relevant.contains(script) && set.hasOwn(script)));
            NavigableSet<String> scripts = new TreeSet<>();
            names(set, pending).forEach(name -> scripts.addAll(set.graph().affected(name)));
            scripts.retainAll(relevant);
            ScriptSet reading = set.holding(set.graph().used(open)); // what the others need is not held
            for (String script : scripts) {
                if (change != changes.get()) {
                    return; // the next change checks them
                }
                if (set.hasOwn(script)) {
                    check(reading, script);
                }
            }
        }
        publishUnreported(pending);
        pending.clear();
    }

    /** The names of files in a set, or in what it can name. */
    private Set<String> names(ScriptSet set, Collection<Path> files) {
        Set<String> names = new HashSet<>();
        for (Path file : files) {
            workspace.name(set, file).ifPresent(names::add);
        }
        return names;
    }

    private void check(ScriptSet set, String script) {
        publish(findings.put(set, script, set.check(script)));
    }

    private void publish(Set<Path> files) {
        for (Path file : files) {
            List<org.eclipse.lsp4j.Diagnostic> current = findings.of(file).stream()
                    .map(finding -> writer.write(finding, source -> workspace.sets().stream()
                            .flatMap(set -> set.path(source).stream())
                            .map(path -> path.toUri().toString())
                            .findFirst()))
                    .toList();
            if (!current.equals(published.get(file))) {
                client.accept(new PublishDiagnosticsParams(file.toUri().toString(), current));
                published.put(file, current);
            }
        }
    }
}
