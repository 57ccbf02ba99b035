package dev.moonlet.lsp;

import dev.moonlet.diagnostic.Fix;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.script.CheckOptions;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Offers the fixes of diagnostics, and to silence them. */
final class QuickFixes {

    private static final String SILENCE = "---@diagnostic disable-next-line:";

    private final DiagnosticWriter writer;

    QuickFixes(DiagnosticWriter writer) {
        this.writer = writer;
    }

    /**
     * The fixes of what is reported at a range of a file.
     *
     * @param shown what the editor shows there, which may be all of the line
     */
    List<CodeAction> at(
            Document document, Path path, Range range, List<org.eclipse.lsp4j.Diagnostic> shown, Findings findings) {
        SourceFile source = document.source();
        int start = Positions.offset(source, range.getStart());
        int end = Positions.offset(source, range.getEnd());
        List<CodeAction> fixes = new ArrayList<>();
        List<CodeAction> silences = new ArrayList<>();
        for (Findings.Finding finding : findings.of(path)) {
            boolean there =
                    finding.span().start() <= end && start <= finding.span().end();
            Range reported = Positions.range(finding.file(), finding.span());
            boolean meant = shown.stream()
                    .anyMatch(diagnostic -> diagnostic.getRange().equals(reported)
                            && Either.forLeft(finding.diagnostic().code()).equals(diagnostic.getCode()));
            if (!(there || meant) || !finding.file().text().equals(source.text())) {
                continue; // the text has changed since
            }
            org.eclipse.lsp4j.Diagnostic diagnostic = writer.write(finding, file -> uri(document, file));
            boolean first = true;
            for (Fix fix : finding.diagnostic().fixes()) {
                Optional<WorkspaceEdit> edit = edit(document, fix);
                if (edit.isPresent()) {
                    fixes.add(action(fix.title(), edit.get(), diagnostic, first));
                    first = false;
                }
            }
            if (CheckOptions.CODES.contains(finding.diagnostic().code())) {
                silence(document, finding).ifPresent(silence -> edit(document, silence)
                        .ifPresent(edit -> silences.add(action(silence.title(), edit, diagnostic, false))));
            }
        }
        fixes.addAll(silences);
        return fixes;
    }

    private static CodeAction action(
            String title, WorkspaceEdit edit, org.eclipse.lsp4j.Diagnostic diagnostic, boolean preferred) {
        CodeAction action = new CodeAction(title);
        action.setKind(CodeActionKind.QuickFix);
        action.setEdit(edit);
        action.setDiagnostics(List.of(diagnostic));
        if (preferred) {
            action.setIsPreferred(true);
        }
        return action;
    }

    /** A comment above the line, or one more code in the one that is there; empty if the line begins in a string or a comment. */
    private static Optional<Fix> silence(Document document, Findings.Finding finding) {
        SourceFile file = finding.file();
        int line = file.line(finding.span().start());
        int start = file.lineStart(line);
        String name = finding.diagnostic().code();
        String title = "silence " + name + " here";
        if (isInside(document, start)) {
            return Optional.empty();
        }
        if (line > 1 && file.lineText(line - 1).strip().startsWith(SILENCE)) {
            int end = file.lineEnd(line - 1);
            return Optional.of(Fix.replace(title, file, new Span(end, end), ", " + name));
        }
        int code = start;
        while (code < file.text().length() && " \t".indexOf(file.text().charAt(code)) >= 0) {
            code++;
        }
        String indentation = file.text(new Span(start, code));
        return Optional.of(Fix.replace(title, file, new Span(start, start), indentation + SILENCE + " " + name + "\n"));
    }

    /** Whether an offset of a file is inside of a string or a comment that began in a line above. */
    private static boolean isInside(Document document, int offset) {
        boolean[] inside = {
            document.file().chunk().comments().stream()
                    .anyMatch(comment -> comment.start() < offset && offset < comment.end())
        };
        new Walker() {
            @Override
            protected void visit(Expression.Str node) {
                inside[0] |= node.start() < offset && offset < node.end();
            }
        }.walk(document.file().chunk().block());
        return inside[0];
    }

    /** A fix as the protocol has it; empty if a file can't be changed, or has changed since. */
    private static Optional<WorkspaceEdit> edit(Document document, Fix fix) {
        Map<String, List<TextEdit>> changes = new LinkedHashMap<>();
        for (Fix.Edit edit : fix.edits()) {
            Optional<String> uri = uri(document, edit.file());
            boolean current = document.scripts()
                    .file(dev.moonlet.script.ScriptName.of(edit.file().name()))
                    .filter(file -> file.file().text().equals(edit.file().text()))
                    .isPresent();
            if (uri.isEmpty() || !current) {
                return Optional.empty();
            }
            changes.computeIfAbsent(uri.get(), file -> new ArrayList<>())
                    .add(new TextEdit(Positions.range(edit.file(), edit.span()), edit.text()));
        }
        return Optional.of(new WorkspaceEdit(changes));
    }

    private static Optional<String> uri(Document document, SourceFile file) {
        return document.scripts().path(file).map(path -> path.toUri().toString());
    }
}
