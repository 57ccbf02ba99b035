package dev.moonlet.lsp;

import dev.moonlet.lua.OpenCall;
import dev.moonlet.redis.CommandDescription;
import dev.moonlet.redis.CommandDescriptions;
import dev.moonlet.redis.CommandRefusal;
import dev.moonlet.redis.CommandTable;
import dev.moonlet.source.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.lsp4j.CompletionItemKind;

/** Offers commands, their subcommands and their options: in lower case to those who write them so. */
final class CommandCompletion {

    private CommandCompletion() {}

    /**
     * Offers the words of a command.
     *
     * @param span what they replace
     * @param typed what is there already
     * @param quoted whether quotes have to be written around them
     */
    static void add(OpenCall call, Span span, String typed, boolean quoted, CompletionSink sink) {
        String command =
                call.arguments().stream().findFirst().flatMap(first -> first).orElse("");
        if (isLowerCase(typed.isEmpty() ? command : typed)) {
            words(
                    call,
                    span,
                    quoted,
                    (label, kind, detail, place, text) -> sink.add(
                            label.toLowerCase(Locale.ROOT), kind, detail, place, text.toLowerCase(Locale.ROOT)));
        } else {
            words(call, span, quoted, sink);
        }
    }

    private static boolean isLowerCase(String word) {
        return word.chars().anyMatch(Character::isLowerCase) && word.chars().noneMatch(Character::isUpperCase);
    }

    private static void words(OpenCall call, Span span, boolean quoted, CompletionSink sink) {
        if (call.arguments().isEmpty()) {
            for (String name : CommandTable.get().names()) {
                if (!mayRun(name)) {
                    continue;
                }
                CommandDescriptions.get()
                        .of(name)
                        .ifPresent(found -> add(name, CompletionItemKind.Function, found.usage(), span, quoted, sink));
            }
            return;
        }
        if (call.arguments().size() == 1 && call.arguments().get(0).isPresent()) {
            String command = call.arguments().get(0).get();
            for (String subcommand : CommandTable.get().subcommands(command)) {
                if (!isAllowed(List.of(Optional.of(command), Optional.of(subcommand)))) {
                    continue;
                }
                String usage = CommandDescriptions.get()
                        .of(command + " " + subcommand)
                        .map(CommandDescription::usage)
                        .orElse("");
                add(subcommand, CompletionItemKind.Function, usage, span, quoted, sink);
            }
        }
        Optional<Signatures.Command> command = Signatures.command(call);
        if (command.isPresent()) {
            for (String token : command.get().description().tokens()) {
                add(
                        token,
                        CompletionItemKind.Keyword,
                        command.get().description().name(),
                        span,
                        quoted,
                        sink);
            }
        }
    }

    /** Whether scripts may run a command, or a subcommand of it. */
    private static boolean mayRun(String name) {
        Set<String> subcommands = CommandTable.get().subcommands(name);
        return subcommands.isEmpty()
                ? isAllowed(List.of(Optional.of(name)))
                : subcommands.stream()
                        .anyMatch(subcommand -> isAllowed(List.of(Optional.of(name), Optional.of(subcommand))));
    }

    private static boolean isAllowed(List<Optional<String>> words) {
        return CommandTable.get()
                .refusal(words, true)
                .filter(refusal -> refusal.reason() == CommandRefusal.Reason.NOT_IN_SCRIPTS)
                .isEmpty();
    }

    private static void add(
            String word, CompletionItemKind kind, String detail, Span span, boolean quoted, CompletionSink sink) {
        sink.add(word, kind, detail, span, quoted ? "'" + word + "'" : word);
    }
}
