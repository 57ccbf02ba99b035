package dev.moonlet.test.internal.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that a server ran, as {@code MONITOR} prints it: {@code 1700000000.123456 [0 127.0.0.1:60866] "get" "key"}.
 *
 * @param database the number of the database
 * @param source the address of the client; {@code lua} if a script ran the command
 * @param words the command and its arguments, in which each character is a byte
 * @see <a href="https://redis.io/docs/latest/commands/monitor/">MONITOR</a>
 */
record MonitorLine(int database, String source, List<String> words) {

    private static final Pattern HEAD = Pattern.compile("[0-9.]+ \\[(\\d+) ([^\"]*)] (?=\")");
    private static final int HEXADECIMAL = 16;

    MonitorLine {
        words = List.copyOf(words);
    }

    /** Reads a line; empty if it is not one of a command. */
    static Optional<MonitorLine> parse(String line) {
        Matcher head = HEAD.matcher(line);
        return head.lookingAt()
                ? Optional.of(new MonitorLine(
                        Integer.parseInt(head.group(1)), head.group(2), words(line.substring(head.end()))))
                : Optional.empty();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                inside = !inside;
                if (!inside) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else if (inside && c != '\\') {
                word.append(c);
            } else if (inside && text.charAt(i + 1) == 'x') {
                word.append((char) Integer.parseInt(text, i + 2, i + 4, HEXADECIMAL));
                i += 3;
            } else if (inside) {
                i++;
                word.append(unescaped(text.charAt(i)));
            }
        }
        return words;
    }

    private static char unescaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'a' -> '\u0007';
            case 'b' -> '\b';
            default -> letter;
        };
    }

    boolean isFromScript() {
        return source.equals("lua");
    }

    /** The name of the command in upper case. */
    String command() {
        return words.get(0).toUpperCase(Locale.ROOT);
    }
}
