package dev.moonlet.redis;

import java.util.Set;

/** The commands that scripts may run and that change nothing, on any server that has them. */
final class ReadingCommands {

    /** A command, perhaps with its subcommand, then the servers that have it; {@code ReadingCommandsIT} compares it with them. */
    private static final String RESOURCE = "reading-commands.txt";

    /** In upper case, with a blank before the subcommand. */
    static final Set<String> NAMES = ServersByName.read(RESOURCE).keySet();

    private ReadingCommands() {}
}
