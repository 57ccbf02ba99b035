package dev.moonlet.script;

import java.util.Locale;

/** Compares names of Lua and of Java: {@code refill_per_second} and {@code refillPerSecond} are the same. */
public final class Names {

    private Names() {}

    /** What two spellings of the same name have in common. */
    public static String normalized(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** {@code requeueExpired} as {@code requeue_expired}. */
    public static String snakeCase(String name) {
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c)) {
                if (startsWord(name, i)) {
                    snake.append('_');
                }
                snake.append(Character.toLowerCase(c));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }

    /** {@code refill_per_second} as {@code refillPerSecond}. */
    public static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_' && !camel.isEmpty()) {
                upper = true;
            } else {
                camel.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return camel.toString();
    }

    /** Whether the capital at an index begins a word: {@code getURLFor} has the words get, url and for. */
    private static boolean startsWord(String name, int index) {
        if (index == 0 || name.charAt(index - 1) == '_') {
            return false;
        }
        boolean lowerFollows = index + 1 < name.length() && Character.isLowerCase(name.charAt(index + 1));
        return !Character.isUpperCase(name.charAt(index - 1)) || lowerFollows;
    }
}
