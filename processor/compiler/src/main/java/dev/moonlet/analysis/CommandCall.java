package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Expression;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A call of a command, however it is written.
 *
 * @param node the call
 * @param words the name of the command and what follows, as far as their number is certain
 * @param open whether more words may follow
 * @param caught whether an error of the server becomes a value of the script
 * @param guarded whether {@code pcall} is in between, which gives a boolean first
 * @param following what may follow, under conditions or in loops, in the order of the text
 */
public record CommandCall(
        Expression node, List<Word> words, boolean open, boolean caught, boolean guarded, List<Word> following) {

    CommandCall(Expression node, List<Word> words, boolean open, boolean caught, boolean guarded) {
        this(node, words, open, caught, guarded, List.of());
    }

    /**
     * A word of a call.
     *
     * @param expression what the script says, at this call or in a function that passes it on
     * @param literal its text, if that is certain
     */
    public record Word(Expression expression, Optional<String> literal) {}

    /** Copies the lists. */
    public CommandCall {
        words = List.copyOf(words);
        following = List.copyOf(following);
    }

    /** The name of the command in capitals; empty if it is not certain. */
    public String command() {
        return words.stream()
                .limit(1)
                .flatMap(word -> word.literal().stream())
                .findFirst()
                .orElse("")
                .toUpperCase(Locale.ROOT);
    }

    /** The texts of the words, each empty if it is not certain. */
    public List<Optional<String>> literals() {
        return words.stream().map(Word::literal).toList();
    }
}
