package dev.moonlet.lsp;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.script.directive.Directive;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.SymbolKind;

/** Lists what a script declares: keys, arguments, functions with what is in them, and its own locals. */
final class Symbols extends Walker {

    private final SourceFile file;
    private final Deque<List<DocumentSymbol>> levels = new ArrayDeque<>();

    private Symbols(SourceFile file) {
        this.file = file;
        levels.push(new ArrayList<>());
    }

    static List<DocumentSymbol> of(Document document) {
        Symbols symbols = new Symbols(document.source());
        for (Directive.Declared declared : FoundName.directives(document.file())) {
            symbols.add(
                    declared.name(),
                    declared instanceof Directive.Key ? "key" : "argument",
                    declared instanceof Directive.Key ? SymbolKind.Key : SymbolKind.Property,
                    declared.span(),
                    declared.nameSpan());
        }
        for (Directive directive : document.file().directives()) {
            if (directive instanceof Directive.Constants constants) {
                symbols.add(
                        constants.name(), constants.type(), SymbolKind.Enum, constants.span(), constants.nameSpan());
            }
        }
        symbols.walk(document.file().chunk().block());
        return symbols.levels.pop();
    }

    private DocumentSymbol add(String name, String detail, SymbolKind kind, Span span, Span nameSpan) {
        DocumentSymbol symbol =
                new DocumentSymbol(name, kind, Positions.range(file, span), Positions.range(file, nameSpan), detail);
        symbol.setChildren(new ArrayList<>());
        levels.getFirst().add(symbol);
        return symbol;
    }

    private void inside(DocumentSymbol symbol, Runnable walk) {
        levels.push(symbol.getChildren());
        walk.run();
        levels.pop();
    }

    @Override
    protected void visit(Statement.LocalFunction node) {
        Span name = new Span(node.name().start(), node.name().end());
        DocumentSymbol symbol =
                add(node.name().text(), "function", SymbolKind.Function, new Span(node.start(), node.end()), name);
        inside(symbol, () -> super.visit(node));
    }

    @Override
    protected void visit(Statement.Function node) {
        Span target = new Span(node.target().start(), node.target().end());
        DocumentSymbol symbol =
                add(file.text(target), "function", SymbolKind.Function, new Span(node.start(), node.end()), target);
        inside(symbol, () -> super.visit(node));
    }

    @Override
    protected void visit(Statement.Local node) {
        for (int i = 0; i < node.names().size(); i++) {
            Name name = node.names().get(i);
            boolean function = i < node.values().size() && node.values().get(i) instanceof Expression.Function;
            add(
                    name.text(),
                    function ? "function" : "local",
                    function ? SymbolKind.Function : SymbolKind.Variable,
                    new Span(node.start(), node.end()),
                    new Span(name.start(), name.end()));
        }
        super.visit(node);
    }
}
