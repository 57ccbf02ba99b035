package dev.moonlet.redis;

import java.util.Comparator;

/**
 * Why a server refuses a call of a command.
 *
 * @param reason what is wrong
 * @param command the command, with its subcommand if that is known, in capitals
 * @param usage how it is called; empty if that is not known
 * @param place the number of the word that is wrong, from 0 for the name; the number of words if some are missing
 * @param arity how many words it takes, the name included; at least so many if it is negative
 * @param server the server that refuses it, for example {@code Redis 7.0}; empty if all that are known do
 * @param since the version that added the command, if this one is older; empty otherwise
 */
public record CommandRefusal(
        Reason reason, String command, String usage, int place, int arity, String server, String since)
        implements Comparable<CommandRefusal> {

    private static final Comparator<CommandRefusal> ORDER =
            Comparator.comparing(CommandRefusal::reason).thenComparingInt(CommandRefusal::place);

    /** What is wrong; those that are found later come later. */
    public enum Reason {
        /** There is no such command. */
        UNKNOWN_COMMAND,
        /** There is no such subcommand. */
        UNKNOWN_SUBCOMMAND,
        /** Scripts may not run it. */
        NOT_IN_SCRIPTS,
        /** It takes more words, or fewer. */
        WRONG_COUNT,
        /** A word is not one of those that it takes there. */
        WRONG_ARGUMENT
    }

    static CommandRefusal unknown(String name) {
        return new CommandRefusal(Reason.UNKNOWN_COMMAND, name, "", 0, 0, "", "");
    }

    static CommandRefusal unknownSubcommand(String name) {
        return new CommandRefusal(Reason.UNKNOWN_SUBCOMMAND, name, "", 1, 0, "", "");
    }

    static CommandRefusal notInScripts(Command command, Server server) {
        return of(Reason.NOT_IN_SCRIPTS, command, server, 0);
    }

    static CommandRefusal count(Command command, Server server, int words) {
        return of(Reason.WRONG_COUNT, command, server, words);
    }

    static CommandRefusal argument(Command command, Server server, int place) {
        return of(Reason.WRONG_ARGUMENT, command, server, place);
    }

    private static CommandRefusal of(Reason reason, Command command, Server server, int place) {
        return new CommandRefusal(reason, command.name(), command.usage(server), place, command.arity(), "", "");
    }

    /** This one, of one server. */
    CommandRefusal of(String refusing) {
        return new CommandRefusal(reason, command, usage, place, arity, refusing, since);
    }

    /** A command that a later version adds. */
    static CommandRefusal later(Command command, Reason reason) {
        return new CommandRefusal(
                reason,
                command.name(),
                "",
                command.name().indexOf(' ') > 0 ? 1 : 0,
                0,
                "",
                command.since().orElse(""));
    }

    @Override
    public int compareTo(CommandRefusal other) {
        return ORDER.compare(this, other);
    }
}
