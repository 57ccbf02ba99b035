package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Node;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.redis.CommandRefusal;
import dev.moonlet.redis.CommandTable;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Calls that no server accepts: of commands that there are not, with too few or too many arguments, with an option that the
 * command does not have, or of commands that scripts may not run.
 */
final class CommandCheck implements Check {

    /** The members of {@code redis} that tell which server it is. */
    private static final Set<String> VERSIONS =
            Set.of("REDIS_VERSION", "REDIS_VERSION_NUM", "SERVER_NAME", "VALKEY_VERSION", "VALKEY_VERSION_NUM");

    static final String UNKNOWN = "unknown-command";
    private static final String ARGUMENTS = "command-arguments";
    private static final String FORBIDDEN = "command-not-in-scripts";

    /** What an option begins with that is joined with its value. */
    private static final Pattern NAME_AND_BLANK = Pattern.compile("[A-Za-z]+ +");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        if (asksForVersion(script)) {
            return; // it may know what this server has
        }
        CommandNames names = new CommandNames(script, findings);
        for (CommandCall call : script.commands().all()) {
            if (script.library().isPresent()
                    && script.functions().all().stream()
                            .noneMatch(
                                    function -> function.start() < call.node().start()
                                            && call.node().end() < function.end())) {
                findings.accept(script.error(FORBIDDEN, "no command can run while a library is loaded", call.node())
                        .hint("call it in a function"));
            }
            names.check(call);
            CommandTable.get()
                    .refusal(call.literals(), call.open(), script.checks().servers())
                    .map(refusal -> finding(script, call, refusal))
                    .or(() -> joinedOption(script, call))
                    .ifPresent(findings);
        }
    }

    /** An option and its value in one word: {@code 'PX ' .. ttl}. */
    private static Optional<Diagnostic> joinedOption(AnalyzedScript script, CommandCall call) {
        List<Optional<String>> words = new ArrayList<>(call.literals());
        boolean joined = false;
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).isEmpty()) {
                words.set(i, beginning(script, call.words().get(i).expression()));
                joined |= words.get(i).isPresent();
            }
        }
        return joined
                ? CommandTable.get()
                        .refusal(words, call.open(), script.checks().servers())
                        .filter(refusal -> refusal.place() < call.words().size()
                                && call.words().get(refusal.place()).literal().isEmpty())
                        .map(refusal -> withUsage(
                                report(
                                                script,
                                                call,
                                                ARGUMENTS,
                                                refusal.command() + " does not take one word here that begins with \""
                                                        + words.get(refusal.place())
                                                                .orElse("") + "\"",
                                                place(call, refusal.place()))
                                        .hint("give the option and its value as two arguments"),
                                refusal))
                : Optional.empty();
    }

    /** What a word begins with, if that is a name and a blank. */
    private static Optional<String> beginning(AnalyzedScript script, Expression word) {
        Expression value = script.definitions().resolved(word);
        boolean joined = false;
        while (value instanceof Expression.Binary binary && binary.operator() == BinaryOperator.CONCAT) {
            value = binary.left();
            joined = true;
        }
        return joined
                        && value instanceof Expression.Str text
                        && NAME_AND_BLANK.matcher(text.value()).matches()
                ? Optional.of(text.value())
                : Optional.empty();
    }

    /** Whether a script asks which server runs it, as those do that run on several. */
    static boolean asksForVersion(AnalyzedScript script) {
        boolean[] found = {false};
        new Walker() {
            @Override
            protected void visit(Expression.Member node) {
                found[0] |= VERSIONS.contains(node.name().text());
                super.visit(node);
            }
        }.walk(script.chunk().block());
        return found[0];
    }

    private static Diagnostic finding(AnalyzedScript script, CommandCall call, CommandRefusal refusal) {
        return switch (refusal.reason()) {
            case UNKNOWN_COMMAND -> unknown(script, call, refusal);
            case UNKNOWN_SUBCOMMAND -> unknownSubcommand(script, call, refusal);
            case NOT_IN_SCRIPTS ->
                report(
                        script,
                        call,
                        FORBIDDEN,
                        "scripts may not run " + refusal.command() + on(refusal),
                        place(call, 0));
            case WRONG_COUNT -> wrongCount(script, call, refusal);
            case WRONG_ARGUMENT -> wrongArgument(script, call, refusal);
        };
    }

    /** An error, or a warning if the script goes on with the error reply. */
    static Diagnostic report(AnalyzedScript script, CommandCall call, String code, String message, Node place) {
        return call.caught() ? script.warning(code, message, place) : script.error(code, message, place);
    }

    /** A word, where it is written in the call itself; else the call. */
    private static Node place(CommandCall call, int word) {
        if (word >= call.words().size()) {
            return call.node();
        }
        Node expression = call.words().get(word).expression();
        boolean inside = expression.start() >= call.node().start()
                && expression.end() <= call.node().end();
        return inside ? expression : call.node();
    }

    private static String on(CommandRefusal refusal) {
        return refusal.server().isEmpty() ? "" : " on " + refusal.server();
    }

    private static Diagnostic unknown(AnalyzedScript script, CommandCall call, CommandRefusal refusal) {
        String name = call.words().get(0).literal().orElse("");
        Diagnostic found =
                report(script, call, UNKNOWN, "there is no command \"" + name + "\"" + on(refusal), place(call, 0));
        if (!refusal.since().isEmpty()) {
            return found.hint("it is there since " + refusal.since());
        }
        String first = name.strip().split("\\s+", 2)[0].toUpperCase(Locale.ROOT);
        if (!first.equals(name.toUpperCase(Locale.ROOT))
                && CommandTable.get().names().contains(first)) {
            return found.hint("each word is a separate argument: '"
                    + String.join("', '", name.strip().split("\\s+")) + "'");
        }
        return near(call, 0, name, CommandTable.get().names(), found).orElse(found);
    }

    private static Diagnostic unknownSubcommand(AnalyzedScript script, CommandCall call, CommandRefusal refusal) {
        String name = refusal.command().substring(0, refusal.command().indexOf(' '));
        String subcommand = call.words().get(1).literal().orElse("");
        Diagnostic found = report(
                script,
                call,
                UNKNOWN,
                name + " has no subcommand \"" + subcommand + "\"" + on(refusal),
                place(call, 1));
        if (!refusal.since().isEmpty()) {
            return found.hint("it is there since " + refusal.since());
        }
        Set<String> known = CommandTable.get().subcommands(name);
        return near(call, 1, subcommand, known, found)
                .orElseGet(() -> found.note(name + " has " + String.join(", ", known)));
    }

    /** What was found, with the word that is meant; empty if none is near. */
    private static Optional<Diagnostic> near(
            CommandCall call, int word, String written, Collection<String> known, Diagnostic found) {
        Set<String> others = new TreeSet<>(known); // what another server has is no misspelling
        others.remove(written.toUpperCase(Locale.ROOT));
        return SpellChecker.nearest(written.toUpperCase(Locale.ROOT), others).map(meant -> {
            Diagnostic hinted = found.hint(SpellChecker.question(meant));
            Node place = place(call, word);
            return place instanceof Expression.Str
                    ? hinted.fix("change to " + meant, new Span(place.start() + 1, place.end() - 1), meant)
                    : hinted;
        });
    }

    private static Diagnostic wrongCount(AnalyzedScript script, CommandCall call, CommandRefusal refusal) {
        int named = refusal.command().split(" ", -1).length;
        int wanted = Math.abs(refusal.arity()) - named;
        int given = refusal.place() - named;
        String message = refusal.command() + " takes " + (refusal.arity() < 0 ? "at least " : "") + arguments(wanted)
                + on(refusal) + ", found " + (call.open() ? "at least " : "") + given;
        return withUsage(report(script, call, ARGUMENTS, message, call.node()), refusal);
    }

    /** A number of arguments in words. */
    static String arguments(int count) {
        return switch (count) {
            case 0 -> "no argument";
            case 1 -> "1 argument";
            default -> count + " arguments";
        };
    }

    private static Diagnostic wrongArgument(AnalyzedScript script, CommandCall call, CommandRefusal refusal) {
        boolean missing = refusal.place() >= call.words().size();
        Optional<String> word =
                missing ? Optional.empty() : call.words().get(refusal.place()).literal();
        String message = missing
                ? refusal.command() + " lacks arguments" + on(refusal)
                : refusal.command() + " does not take "
                        + word.map(text -> "\"" + text + "\"").orElse("an argument") + " here" + on(refusal);
        return withUsage(report(script, call, ARGUMENTS, message, place(call, refusal.place())), refusal);
    }

    private static Diagnostic withUsage(Diagnostic found, CommandRefusal refusal) {
        return refusal.usage().isEmpty() ? found : found.note("usage: " + refusal.usage());
    }
}
