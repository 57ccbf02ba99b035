package dev.moonlet.script.file;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A pattern of names, in the notation of Java's globs: {@code *} and {@code ?} stay inside a folder, {@code **} does not,
 * {@code [a-z]} and {@code [!a-z]} are sets of characters, <code>{a,b*}</code> alternatives.
 *
 * <p>A name is matched in one pass, by all states that the pattern can be in: the time is at most the product of both
 * lengths, whatever they hold.
 *
 * @see java.nio.file.FileSystem#getPathMatcher
 */
final class GlobPattern {

    /** Longer than people write patterns. */
    private static final int LONGEST = 1000;

    private static final String WILDCARDS = "*?[{";

    /**
     * What a state of the pattern is for.
     *
     * @param accepts the characters that lead to the next state
     * @param repeats whether they lead to the same state as well, and none is needed
     * @param jumps the states that are reached without any character
     */
    private record State(IntPredicate accepts, boolean repeats, List<Integer> jumps) {}

    private final String text;
    private final List<State> states = new ArrayList<>();
    private int next;

    private GlobPattern(String text) {
        this.text = text;
    }

    /** Whether a name is a pattern. */
    static boolean isPattern(String name) {
        return name.chars().anyMatch(c -> WILDCARDS.indexOf(c) >= 0);
    }

    /** The pattern; empty if it can't be read, as with an open bracket. */
    static Optional<GlobPattern> of(String text) {
        GlobPattern pattern = new GlobPattern(text);
        boolean read = text.length() <= LONGEST && pattern.sequence(false) && pattern.next == text.length();
        pattern.states.add(new State(GlobPattern::nothing, false, List.of()));
        return read ? Optional.of(pattern) : Optional.empty();
    }

    /** Whether it matches a whole name. */
    boolean matches(String name) {
        BitSet active = new BitSet(states.size());
        enter(active, 0);
        for (int i = 0; i < name.length() && !active.isEmpty(); i++) {
            char c = name.charAt(i);
            BitSet following = new BitSet(states.size());
            for (int state = active.nextSetBit(0); state >= 0; state = active.nextSetBit(state + 1)) {
                if (states.get(state).accepts().test(c)) {
                    enter(following, states.get(state).repeats() ? state : state + 1);
                }
            }
            active = following;
        }
        return active.get(states.size() - 1);
    }

    /** Activates a state and those that it leads to without a character. They all come later, but for none twice. */
    private void enter(BitSet active, int first) {
        BitSet pending = new BitSet(states.size());
        pending.set(first);
        for (int state = first; state >= 0; state = pending.nextSetBit(state + 1)) {
            if (active.get(state)) {
                continue;
            }
            active.set(state);
            if (states.get(state).repeats()) {
                pending.set(state + 1);
            }
            states.get(state).jumps().forEach(pending::set);
        }
    }

    private boolean sequence(boolean inGroup) {
        while (next < text.length()) {
            char c = text.charAt(next);
            if (inGroup && (c == ',' || c == '}')) {
                return true;
            }
            next++;
            boolean read =
                    switch (c) {
                        case '*' -> star();
                        case '?' -> add(any -> any != '/', false);
                        case '[' -> set();
                        case '{' -> !inGroup && group();
                        default -> add(same -> same == c, false);
                    };
            if (!read) {
                return false;
            }
        }
        return !inGroup;
    }

    private static boolean nothing(int c) {
        return false;
    }

    private boolean add(IntPredicate accepts, boolean repeats) {
        states.add(new State(accepts, repeats, List.of()));
        return true;
    }

    private boolean star() {
        int begin = next;
        while (next < text.length() && text.charAt(next) == '*') {
            next++;
        }
        boolean across = next > begin;
        return add(c -> across || c != '/', true);
    }

    /** Alternatives: a state that leads to the first of each, and at the end of each one that leads behind all. */
    private boolean group() {
        List<Integer> begins = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        int fork = states.size();
        add(GlobPattern::nothing, false);
        do {
            begins.add(states.size());
            if (!sequence(true)) {
                return false;
            }
            ends.add(states.size());
            add(GlobPattern::nothing, false);
        } while (text.charAt(next++) == ',');
        states.set(fork, new State(GlobPattern::nothing, false, List.copyOf(begins)));
        ends.forEach(end -> states.set(end, new State(GlobPattern::nothing, false, List.of(states.size()))));
        return true;
    }

    /** A set of characters in brackets, of which the opening one has been read. */
    private boolean set() {
        boolean negated = next < text.length() && text.charAt(next) == '!';
        int begin = negated ? next + 1 : next;
        int end = text.indexOf(']', begin + 1);
        if (begin >= text.length() || end < 0) {
            return false;
        }
        String members = text.substring(begin, end);
        next = end + 1;
        return members.indexOf('/') < 0 && add(c -> c != '/' && isIn(members, c) != negated, false);
    }

    private static boolean isIn(String members, int c) {
        for (int i = 0; i < members.length(); i++) {
            char first = members.charAt(i);
            boolean range = i + 2 < members.length() && members.charAt(i + 1) == '-';
            char last = range ? members.charAt(i + 2) : first;
            if (first <= c && c <= last) {
                return true;
            }
            i += range ? 2 : 0;
        }
        return false;
    }
}
