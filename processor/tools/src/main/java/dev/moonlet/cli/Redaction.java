package dev.moonlet.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Takes what may be a password out of text that others wrote, such as messages of the command line's parser. */
final class Redaction {

    private static final String HIDDEN = "…";

    /** A server's URI, well-formed or not; a method called on redis is none. */
    private static final Pattern SERVER =
            Pattern.compile("(?i)\\b(?:valkey|redis)s?(?:[-+]\\w+)?:(?://[^\\s'\"]+|[^\\s'\"]*@[^\\s'\"]*)");

    /** An argument that begins as one. */
    private static final Pattern SERVER_ARGUMENT = Pattern.compile("(?is)(?:valkey|redis)s?(?:[-+]\\w+)?:/*[^/].*");

    /** The text before an @ in any other URI. */
    private static final Pattern USER = Pattern.compile("(://)[^\\s'\"]*@");

    private static final List<String> PASSWORD_OPTIONS = List.of("-a", "--pass", "--auth");

    private Redaction() {}

    /** A text without the servers' URIs in it. */
    static String of(String text) {
        String servers = SERVER.matcher(text).replaceAll(HIDDEN);
        return USER.matcher(servers).replaceAll("$1" + HIDDEN + "@");
    }

    /** A text of our own without those of some arguments that may hold a password, whatever characters are in them. */
    static String ofArguments(String text, String... arguments) {
        String redacted = text;
        for (String argument : arguments) {
            String value = argument.startsWith("-") ? argument.substring(argument.indexOf('=') + 1) : argument;
            if (!value.isEmpty() && (isPasswordOption(argument) || isServer(value))) {
                redacted = redacted.replace(argument, HIDDEN).replace(value, HIDDEN);
            }
        }
        return redacted;
    }

    /** The name of a script, unless it is a URI in the wrong place. */
    static String name(String given) {
        if (isServer(given)) {
            throw new UsageException(
                    "there is a URI where the name of a script is expected; that of a server is --uri");
        }
        return given;
    }

    private static boolean isServer(String argument) {
        return SERVER_ARGUMENT.matcher(argument).matches() || !of(argument).equals(argument);
    }

    /** Whether an option asks for a password, as those of other tools do. */
    static boolean isPasswordOption(String argument) {
        String lower = argument.toLowerCase(Locale.ROOT);
        return PASSWORD_OPTIONS.stream().anyMatch(lower::startsWith) && !lower.equals("--password-stdin");
    }
}
