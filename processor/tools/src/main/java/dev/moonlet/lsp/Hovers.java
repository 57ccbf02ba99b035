package dev.moonlet.lsp;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.lua.Comment;
import dev.moonlet.lua.OpenCall;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.scope.VariableUses;
import dev.moonlet.redis.CommandDescription;
import dev.moonlet.redis.CommandDescriptions;
import dev.moonlet.redis.Sandbox;
import dev.moonlet.script.JavaEnum;
import dev.moonlet.script.directive.Directive;
import dev.moonlet.script.directive.DirectiveWord;
import dev.moonlet.script.file.Documentation;
import dev.moonlet.script.file.ParsedFile;
import dev.moonlet.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;

/** Says what is at a place: a command, a directive, a name, or a file that is named. */
final class Hovers {

    private final Document document;
    private final int offset;
    private final Word word;

    private Hovers(Document document, int offset) {
        this.document = document;
        this.offset = offset;
        this.word = Word.at(document.source(), offset);
    }

    static Optional<Hover> at(Document document, int offset) {
        Hovers hovers = new Hovers(document, offset);
        return hovers.directive()
                .or(hovers::files)
                .or(hovers::command)
                .or(hovers::name)
                .or(hovers::member)
                .map(text -> new Hover(
                        new MarkupContent(MarkupKind.MARKDOWN, text),
                        Positions.range(document.source(), hovers.word.span())));
    }

    private Optional<String> directive() {
        SourceFile file = document.source();
        boolean inComment = document.file().chunk().comments().stream()
                .anyMatch(comment ->
                        comment.form() != Comment.Form.LONG && comment.start() <= offset && offset <= comment.end());
        int before = word.span().start() - 1;
        boolean marked = before >= 0 && "@%".indexOf(file.text().charAt(before)) >= 0;
        return inComment && marked
                ? DirectiveWord.of(word.text())
                        .map(found ->
                                "**@" + found.text() + "** — " + found.meaning() + "\n\nTo declare " + found.usage())
                : Optional.empty();
    }

    private Optional<String> files() {
        List<String> texts = FoundFiles.at(document, offset).stream()
                .flatMap(name -> document.scripts().file(name).stream())
                .map(this::defined)
                .toList();
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n---\n\n", texts));
    }

    /** What a file declares, and its leading comment. */
    private String defined(ParsedFile file) {
        List<String> lines = new ArrayList<>(List.of("**" + file.file().path() + "**"));
        String documentation = Documentation.of(file);
        if (!documentation.isEmpty()) {
            lines.add(documentation);
        }
        String names = FoundName.offered(file).stream()
                .map(name -> "- `" + declaration(name) + "`")
                .collect(Collectors.joining("\n"));
        if (!names.isEmpty()) {
            lines.add("defines\n" + names);
        }
        return String.join("\n\n", lines);
    }

    private static String declaration(FoundName name) {
        SourceFile file = name.owner().file();
        return file.lineText(file.line(name.declaration().start())).strip();
    }

    private Optional<String> command() {
        int start = word.span().start();
        boolean quoted = start > 0 && "\"'".indexOf(document.source().text().charAt(start - 1)) >= 0;
        Optional<OpenCall> call = quoted ? OpenCall.at(document.source(), start - 1) : Optional.empty();
        if (call.isEmpty() || !Signatures.isCall(call.get().callee())) {
            return Optional.empty();
        }
        List<Optional<String>> arguments = call.get().arguments();
        if (arguments.isEmpty()) {
            return CommandDescriptions.get().of(word.text()).map(Hovers::described);
        }
        return arguments
                .get(0)
                .flatMap(command -> CommandDescriptions.get()
                        .of(command + " " + word.text())
                        .or(() -> CommandDescriptions.get().of(command).filter(found -> found.tokens()
                                .contains(word.text().toUpperCase(Locale.ROOT)))))
                .map(Hovers::described);
    }

    /** A command for people: what it takes and does, how long that takes, and since when there is it. */
    static String described(CommandDescription command) {
        List<String> lines = new ArrayList<>(List.of("```\n" + command.usage() + "\n```"));
        command.summary().ifPresent(lines::add);
        command.complexity().ifPresent(complexity -> lines.add("Complexity: " + complexity));
        command.since().ifPresent(since -> lines.add("Since " + since));
        command.replacement()
                .ifPresent(replacement ->
                        lines.add(replacement.isEmpty() ? "Deprecated" : "Deprecated: use " + replacement));
        return String.join("\n\n", lines);
    }

    private Optional<String> name() {
        return FoundName.at(document, offset).map(found -> {
            List<String> lines = new ArrayList<>(List.of("```lua\n" + declaration(found) + "\n```"));
            found.directive().flatMap(this::declared).ifPresent(lines::add);
            type().ifPresent(lines::add);
            if (!found.owner().name().equals(document.name())) {
                lines.add("declared in " + found.owner().file().path());
            }
            return String.join("\n\n", lines);
        });
    }

    private Optional<String> declared(Directive directive) {
        if (directive instanceof Directive.Constants constants) {
            return document.scripts().compiler().javaEnum(constants).map(Hovers::constants);
        }
        return directive instanceof Directive.Declared entry ? Optional.of(entry(entry)) : Optional.empty();
    }

    private static String constants(JavaEnum type) {
        return type.constants().stream()
                .map(constant -> "- `" + constant.name() + "`: `" + type.value(constant) + "`")
                .collect(Collectors.joining("\n", "constants of `" + type.name() + "`\n", ""));
    }

    private static String entry(Directive.Declared directive) {
        String what = "hash tag of the shard";
        if (directive instanceof Directive.Key key) {
            what = key.expression().isPresent() ? "computed key" : "declared key";
        } else if (directive instanceof Directive.Argument argument) {
            what = "declared argument: `" + argument.type().notation() + "`";
        } else if (directive instanceof Directive.Once once) {
            what = "id of a request, whose outcome is kept for " + once.seconds() + " s";
        } else if (directive instanceof Directive.Resume resume) {
            what = "position from which a slice goes on: `" + resume.type().notation() + "`, at first "
                    + resume.first();
        }
        return directive.description().isEmpty() ? what : what + ": " + directive.description();
    }

    /** What the name can be at this place, and whose reply it is. */
    private Optional<String> type() {
        Optional<AnalyzedScript> script = document.scripts().analyzed(document.name());
        if (script.isEmpty()) {
            return Optional.empty();
        }
        return script
                .get()
                .places()
                .linked(document.source().name(), word.span().start())
                .stream()
                .boxed()
                .findFirst()
                .flatMap(linked -> VariableUses.at(script.get().chunk().block(), linked))
                .map(variable -> inWords(script.get(), variable));
    }

    private static String inWords(AnalyzedScript script, Expression.Variable variable) {
        ValueType type = script.types().of(variable);
        if (type.isOnly(0) || type.kinds() == ValueType.ALL) {
            return type.isReply() ? "reply of " + type.command() : "any value";
        }
        return type.isReply() ? type.inWords() + ", the reply of " + type.command() : type.inWords();
    }

    private Optional<String> member() {
        return constant().or(() -> Sandbox.get()
                .kind(word.path())
                .map(kind -> "`" + word.path() + "`: " + kind.name().toLowerCase(Locale.ROOT)));
    }

    /** A constant of an enum, and its value in Lua. */
    private Optional<String> constant() {
        return EnumConstant.at(document, offset)
                .map(found -> "`" + word.path() + "`: `" + found.type().value(found.constant()) + "`, a constant of `"
                        + found.type().name() + "`");
    }
}
