package dev.moonlet.internal.protocol;

import dev.moonlet.codegen.ErrorPrefix;
import io.lettuce.core.protocol.CommandType;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an error reply to a call means for another attempt. Errors are recognised by their prefix, such as {@code NOSCRIPT}, which
 * is part of the protocol, and not by the sentence behind it, which differs between products and versions. Only the general
 * prefix {@code ERR} needs a look at the words that all of them have.
 *
 * <p>A script can reply with any of these words, and must not run again then. An error is the script's own if the script has
 * the word in a string literal or got it as a key or an argument, if it has the place in the script where it was raised, or
 * if a redirect names another slot than the call's.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors">RESP simple errors</a>
 */
public enum RetryableError {
    /** The script's own error, or one that another attempt can't avoid. */
    NONE,
    /** The server does not have the script: {@code NOSCRIPT}. */
    NO_SCRIPT,
    /** The server does not have the function. */
    NO_FUNCTION,
    /** The server does not have the command that was sent, or the user may not run it. */
    NO_COMMAND,
    /** The server is too old for the script's first line, {@code #!lua}. */
    NO_SHEBANG,
    /** The server is loading its data. */
    LOADING,
    /** The server is a replica, or one that has lost its master. */
    REPLICA,
    /** Another server of the cluster has the keys. */
    REDIRECT,
    /** No server of the cluster can run the call now. */
    UNAVAILABLE;

    /** A server's error for a function that it does not have, behind the general prefix {@code ERR}. */
    static final String NOT_FOUND = "not found";

    private static final Pattern FUNCTION =
            Pattern.compile("ERR (?:[^\\n]* )?function (?:[^\\n]* )?" + NOT_FOUND + "\\W?", Pattern.CASE_INSENSITIVE);

    private static final Pattern LIBRARY_EXISTS =
            Pattern.compile("ERR [^\\n]*library [^\\n]*already exists.*", Pattern.CASE_INSENSITIVE);

    private static final Pattern FUNCTION_EXISTS =
            Pattern.compile("ERR [^\\n]*function [^\\n]*already exists.*", Pattern.CASE_INSENSITIVE);

    private static final int LARGEST_PORT = 65_535;

    private static final Pattern REDIRECTION = Pattern.compile("(?:MOVED|ASK) (\\d{1,5}) \\S*:(\\d{1,5})");

    /** What an unknown command was called with follows in the same line. */
    private static final Pattern ARGUMENTS = Pattern.compile(", with args beginning with: .*", Pattern.DOTALL);

    /** How Lua, on every server, refuses a script whose first line it does not understand. */
    private static final Pattern SHEBANG = Pattern.compile("ERR .*\\buser_script:1: unexpected symbol near '#'");

    /**
     * Classifies an error.
     *
     * @param sent the command that was sent
     * @param slot the slot of the call's keys; negative where there is no cluster
     */
    static RetryableError classify(String error, CallContent<?> call, CommandType sent, int slot) {
        if (isShebangUnknown(error)) {
            return call.script().hasShebang() ? NO_SHEBANG : NONE;
        }
        if (CommandSupport.isOfFunctions(sent) && FUNCTION.matcher(error).matches()) {
            return NO_FUNCTION;
        }
        ErrorReply reply = ErrorReply.parse(error);
        if (reply.line() > 0 && !reply.code().equals(ErrorPrefix.READONLY.name())) {
            return NONE; // it was raised while the script ran
        }
        if (isRedirect(error, slot)) {
            return call.script().mentions(error) ? NONE : REDIRECT;
        }
        if (isOfCommand(error, sent.name())) {
            return call.mentions(sent.name()) ? NONE : NO_COMMAND;
        }
        return Arrays.stream(ErrorPrefix.values())
                .filter(prefix -> prefix.name().equals(reply.code()))
                .filter(prefix -> !call.script().raises(prefix) && !call.hasEntryThatBeginsWith(prefix.name()))
                .map(prefix -> of(prefix, sent))
                .findFirst()
                .orElse(NONE);
    }

    private static RetryableError of(ErrorPrefix prefix, CommandType sent) {
        return switch (prefix) {
            case NOSCRIPT -> CommandSupport.isByDigest(sent) ? NO_SCRIPT : NONE;
            case LOADING -> LOADING;
            case READONLY, MASTERDOWN -> REPLICA;
            case TRYAGAIN, CLUSTERDOWN -> UNAVAILABLE;
        };
    }

    /** Whether an error to a command outside a script says that the server can't run it now. */
    public static boolean isPassing(String error) {
        String code = ErrorReply.parse(error).code();
        return Arrays.stream(ErrorPrefix.values())
                .anyMatch(prefix ->
                        prefix != ErrorPrefix.NOSCRIPT && prefix.name().equals(code));
    }

    /** Whether an error redirects a call with keys in a slot to another server. */
    static boolean isRedirect(String error, int slot) {
        Matcher redirection = REDIRECTION.matcher(error);
        return slot >= 0
                && redirection.matches()
                && redirection.group(1).equals(Integer.toString(slot))
                && isPort(Integer.parseInt(redirection.group(2)));
    }

    private static boolean isPort(int number) {
        return number > 0 && number <= LARGEST_PORT;
    }

    /** Whether an error rejects a command by its name: the server does not have it, or the user may not run it. */
    static boolean isOfCommand(String error, String command) {
        if (!error.startsWith("NOPERM ") && !error.startsWith("ERR ")) {
            return false;
        }
        String sentence = ARGUMENTS.matcher(error).replaceAll("");
        return sentence.contains("command")
                && Pattern.compile("[`'\"]" + command + "(?:\\|[a-z]+)?[`'\"]", Pattern.CASE_INSENSITIVE)
                        .matcher(sentence)
                        .find();
    }

    /** Whether an error says that a library of the same name is loaded. */
    public static boolean isLibraryThere(String error) {
        return LIBRARY_EXISTS.matcher(error).matches();
    }

    /** Whether an error says that another library has a function of the same name. */
    public static boolean isFunctionThere(String error) {
        return FUNCTION_EXISTS.matcher(error).matches();
    }

    /** Whether an error says that the server is a replica. */
    public static boolean isOfReplica(String error) {
        String code = ErrorReply.parse(error).code();
        return code.equals(ErrorPrefix.READONLY.name()) || code.equals(ErrorPrefix.MASTERDOWN.name());
    }

    /** Whether an error rejects a script for its first line. */
    public static boolean isShebangUnknown(String error) {
        return SHEBANG.matcher(error).lookingAt();
    }
}
