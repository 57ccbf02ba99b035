package dev.moonlet.cli.catalog;

import java.util.Locale;

/** Where commands are described. */
final class CommandLinks {

    private static final String COMMANDS = "https://redis.io/docs/latest/commands/";

    private CommandLinks() {}

    /** A command with a link to its page in the documentation of Redis. */
    static String html(String command) {
        return Html.link(COMMANDS + command.toLowerCase(Locale.ROOT).replace(' ', '-') + "/", Html.code(command));
    }
}
