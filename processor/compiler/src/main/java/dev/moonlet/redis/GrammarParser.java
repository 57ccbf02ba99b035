package dev.moonlet.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a grammar: {@code key:key [EX seconds:integer|PX milliseconds:integer] [GET@6.2.0] (field:string value:string)...}.
 *
 * <p>A word in capitals, or in quotes, is a fixed word; one with a colon is a word of the caller and its type. Parentheses hold
 * alternatives, brackets those that may be left out, dots say that something may be repeated, and {@code @} since when it is there.
 * A single {@code -} stands for no words.
 */
final class GrammarParser {

    private static final String KEY = "key";
    private static final String REPEATED = "...";

    private final String text;
    private int position;

    GrammarParser(String text) {
        this.text = text.equals("-") ? "" : text;
    }

    Grammar parse() {
        Grammar grammar = sequence();
        if (position < text.length()) {
            throw new IllegalStateException("unexpected text at " + position + " of: " + text);
        }
        return grammar;
    }

    private Grammar sequence() {
        List<Grammar.Element> elements = new ArrayList<>();
        while (position < text.length() && "|)]".indexOf(text.charAt(position)) < 0) {
            if (text.charAt(position) == ' ') {
                position++;
            } else {
                elements.add(element());
            }
        }
        return new Grammar(elements);
    }

    private Grammar.Element element() {
        Grammar.Atom atom = atom();
        boolean repeated = text.startsWith(REPEATED, position);
        position += repeated ? REPEATED.length() : 0;
        Optional<String> since = Optional.empty();
        if (position < text.length() && text.charAt(position) == '@') {
            position++;
            since = Optional.of(word("0123456789."));
        }
        return new Grammar.Element(atom, repeated, since);
    }

    private Grammar.Atom atom() {
        char first = text.charAt(position);
        if (first == '(' || first == '[') {
            return choice(first == '[');
        }
        if (first == '\'') {
            int end = text.indexOf('\'', position + 1);
            String token = text.substring(position + 1, end);
            position = end + 1;
            return new Grammar.Token(token);
        }
        String name = word("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
        if (position == text.length() || text.charAt(position) != ':') {
            return new Grammar.Token(name);
        }
        position++;
        String type = word("abcdefghijklmnopqrstuvwxyz-");
        int keys = type.equals(KEY) ? 0 : -1;
        if (position < text.length() && text.charAt(position) == '#') {
            position++;
            keys = Integer.parseInt(word("0123456789"));
        }
        return new Grammar.Value(name, type, keys);
    }

    private Grammar.Choice choice(boolean optional) {
        List<Grammar> alternatives = new ArrayList<>();
        do {
            position++;
            alternatives.add(sequence());
        } while (text.charAt(position) == '|');
        position++;
        return new Grammar.Choice(alternatives, optional);
    }

    private String word(String characters) {
        int start = position;
        while (position < text.length() && characters.indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        if (start == position) {
            throw new IllegalStateException("unexpected text at " + position + " of: " + text);
        }
        return text.substring(start, position);
    }
}
