package dev.moonlet.lsp;

import dev.moonlet.lua.Comment;
import dev.moonlet.lua.Identifiers;
import dev.moonlet.lua.OpenCall;
import dev.moonlet.lua.scope.ScopeResolver;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.Sandbox;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.directive.Directive;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Offers what can be written at a place. */
final class Completion {

    /** A declaration that has not ended: {@code local a, b = } and what belongs to a value. */
    private static final Pattern DECLARATION =
            Pattern.compile("local\\s+([\\w\\s,]+)=(?!.*\\b(?:return|if|for|while|repeat|do|then|end)\\b)[^;]*");

    /** Longer declarations are not looked at. */
    private static final int LONGEST_DECLARATION = 500;

    private final Document document;
    private final int offset;
    private final Word word;
    private final Map<String, CompletionItem> items = new LinkedHashMap<>();

    private Completion(Document document, int offset) {
        this.document = document;
        this.offset = offset;
        this.word = Word.before(document.source(), offset);
    }

    static List<CompletionItem> at(Document document, int offset) {
        Completion completion = new Completion(document, offset);
        completion.complete();
        return List.copyOf(completion.items.values());
    }

    private void complete() {
        Optional<Comment> comment = document.file().chunk().comments().stream()
                .filter(candidate -> candidate.start() < offset && offset <= candidate.end())
                .findFirst();
        if (comment.isPresent()) {
            DirectiveCompletion.add(document, comment.get(), offset, this::add);
            return;
        }
        Optional<OpenCall> call = OpenCall.at(document.source(), offset);
        boolean command = call.filter(open -> Signatures.isCall(open.callee())).isPresent();
        Optional<Integer> string = stringStart();
        if (string.isPresent()) {
            if (command) {
                Span typed = new Span(string.get(), offset);
                CommandCompletion.add(call.get(), typed, document.source().text(typed), false, this::add);
            } else if (call.filter(open -> open.callee().equals("require")).isPresent()) {
                modules(new Span(string.get(), offset));
            }
            return;
        }
        if (word.path().indexOf('.') >= 0) {
            members();
            return;
        }
        names();
        if (command) {
            CommandCompletion.add(call.get(), word.span(), word.text(), true, this::add);
        }
    }

    /** Where the string begins that the place is in; empty if it is in none. */
    private Optional<Integer> stringStart() {
        SourceFile file = document.source();
        int start = file.lineStart(file.line(offset));
        Optional<Integer> open = Optional.empty();
        char quote = ' ';
        for (int i = start; i < offset; i++) {
            char c = file.text().charAt(i);
            if (open.isPresent() && c == '\\') {
                i++;
            } else if (open.isPresent() && c == quote) {
                open = Optional.empty();
            } else if (open.isEmpty() && (c == '"' || c == '\'')) {
                open = Optional.of(i + 1);
                quote = c;
            }
        }
        return open;
    }

    private void add(String label, CompletionItemKind kind, String detail, Span span, String text) {
        CompletionItem item = new CompletionItem(label);
        item.setKind(kind);
        if (!detail.isEmpty()) {
            item.setDetail(detail);
        }
        if (!text.equals(label)) {
            item.setFilterText(text);
        }
        item.setTextEdit(Either.forLeft(new TextEdit(Positions.range(document.source(), span), text)));
        items.putIfAbsent(label, item);
    }

    private void add(FoundName found) {
        Optional<Directive> directive = found.directive();
        CompletionItemKind kind = CompletionItemKind.Variable;
        String detail = found.owner().file().name();
        if (directive.isPresent()) {
            kind = CompletionItemKind.Property;
            detail = directive.get() instanceof Directive.Key ? "key" : "argument";
            if (directive.get() instanceof Directive.Constants constants) {
                kind = CompletionItemKind.Enum;
                detail = constants.type();
            }
        }
        add(found.name(), kind, detail, word.span(), found.name());
    }

    private void constants(String object) {
        NamedEnums.at(document, object, offset).ifPresent(type -> type.constants().stream()
                .filter(constant -> Identifiers.isName(constant.name()))
                .forEach(constant -> add(
                        constant.name(),
                        CompletionItemKind.EnumMember,
                        type.value(constant),
                        word.span(),
                        constant.name())));
    }

    private void modules(Span span) {
        for (String name : document.scripts().compiler().names()) {
            if (!name.equals(document.name())) {
                add(name, CompletionItemKind.Module, "", span, name);
            }
        }
    }

    private void members() {
        String object = word.path().substring(0, word.path().lastIndexOf('.'));
        if (object.equals("CALL") || object.startsWith("CALL.")) {
            String prefix = object.equals("CALL")
                    ? ""
                    : object.substring("CALL.".length()).replace('.', '/') + "/";
            for (String name : document.scripts().compiler().names()) {
                if (name.startsWith(prefix)) {
                    String rest = name.substring(prefix.length());
                    int slash = rest.indexOf('/');
                    String part = slash < 0 ? rest : rest.substring(0, slash);
                    add(
                            part,
                            slash < 0 ? CompletionItemKind.Function : CompletionItemKind.Folder,
                            "",
                            word.span(),
                            part);
                }
            }
            return;
        }
        for (String member : Sandbox.get().members(object)) {
            Optional<Sandbox.Kind> kind = Sandbox.get().kind(object + "." + member);
            boolean function = kind.filter(Sandbox.Kind.FUNCTION::equals).isPresent();
            add(
                    member,
                    function ? CompletionItemKind.Function : CompletionItemKind.Constant,
                    object,
                    word.span(),
                    member);
        }
        constants(object);
        FoundName.directives(document.file()).stream()
                .filter(declared -> declared.name().equals(object))
                .filter(Directive.Argument.class::isInstance)
                .map(declared -> ((Directive.Argument) declared).type().present())
                .filter(LuaType.Table.class::isInstance)
                .flatMap(type -> ((LuaType.Table) type).fields().stream())
                .forEach(field -> add(
                        field.name(), CompletionItemKind.Field, field.type().notation(), word.span(), field.name()));
    }

    /** The names of the declaration whose values the place is in; empty if it is in none. */
    private Span declaring() {
        SourceFile file = document.source();
        int end = word.span().start();
        int from = Math.max(file.lineStart(file.line(offset)), end - LONGEST_DECLARATION);
        String line = file.text().substring(from, end);
        int last = line.lastIndexOf("local");
        int start = from + Math.max(last, 0);
        Matcher declaration = DECLARATION.matcher(line.substring(Math.max(last, 0)));
        return declaration.matches()
                ? new Span(start + declaration.start(1), start + declaration.end(1))
                : new Span(offset, offset);
    }

    private void names() {
        List<Variable> visible =
                ScopeResolver.resolve(document.file().chunk().block()).visibleAt(offset);
        Span declaring = declaring();
        for (Variable variable : visible) {
            if (declaring.start() <= variable.declaration().start()
                    && variable.declaration().end() <= declaring.end()) {
                continue; // it is not there yet in its own value
            }
            boolean function = variable.kind() == Variable.Kind.FUNCTION;
            add(
                    variable.name(),
                    function ? CompletionItemKind.Function : CompletionItemKind.Variable,
                    "local",
                    word.span(),
                    variable.name());
        }
        Set<String> files = document.scripts().graph().included(Set.of(document.name()));
        files.stream()
                .flatMap(name -> document.scripts().file(name).stream())
                .flatMap(file -> FoundName.offered(file).stream())
                .filter(found -> !found.owner().name().equals(document.name())
                        || found.directive().isPresent())
                .forEach(this::add);
        FoundName.surrounding(document).forEach(this::add);
        for (String global : Sandbox.get().globals()) {
            add(
                    global,
                    Sandbox.get().isLibrary(global) ? CompletionItemKind.Module : CompletionItemKind.Function,
                    "",
                    word.span(),
                    global);
        }
        add("CALL", CompletionItemKind.Module, "scripts", word.span(), "CALL");
        add("require", CompletionItemKind.Function, "modules", word.span(), "require");
    }
}
