package dev.moonlet;

import java.io.Serializable;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error reply to a script, taken apart: {@code ERR user_script:3: attempt to … script: <digest>, on @user_script:3.}
 *
 * @param code the first word
 * @param description what is left without the code and the places that Redis put around it
 * @param line the line of the linked text where it happened, from 1; 0 if the reply names none
 */
record ErrorReply(String code, String description, int line) implements Serializable {

    /** Redis' name for the text of a script or of a library of functions, with a line of it. */
    private static final String CHUNK = "@?user_(?:script|function): ?(\\d{1,9})";

    private static final Pattern PLACE = Pattern.compile(CHUNK);

    /** Where Lua raised it; where it was caught and raised again, its first place stands last. */
    private static final Pattern PREFIX = Pattern.compile("(?:ERR )?" + CHUNK + ": ");

    /** What Redis says before it names the place where a text can't be compiled or loaded. */
    private static final Pattern LOADING =
            Pattern.compile("Error (?:compiling script \\(new function\\)|compiling function|registering functions): ");

    /** What servers before 7 say before a place, where later ones have the suffix. */
    private static final Pattern RUNNING = Pattern.compile("Error running script \\(call to [^)]*\\): ");

    /** Where Redis noticed it: what is running, by its digest or its name, and the line. */
    private static final Pattern SUFFIX = Pattern.compile("(?:^| )script: [^ ]+, on " + CHUNK + "\\.$");

    /** What Redis adds to an unknown command: what was to be sent, which is nobody's business. */
    private static final Pattern ARGUMENTS = Pattern.compile(", with args beginning with: .*", Pattern.DOTALL);

    private static final int LONGEST = 500;

    static ErrorReply parse(String reply) {
        int space = reply.indexOf(' ');
        String code = space < 0 ? reply : reply.substring(0, space);
        String rest = space < 0 ? "" : reply.substring(space + 1);
        int line = 0;
        Matcher suffix = SUFFIX.matcher(rest);
        if (suffix.find()) {
            line = Integer.parseInt(suffix.group(1));
            rest = rest.substring(0, suffix.start());
        }
        Matcher running = RUNNING.matcher(rest);
        rest = running.lookingAt() ? rest.substring(running.end()) : rest;
        Matcher loading = LOADING.matcher(rest);
        String what = loading.lookingAt() ? rest.substring(0, loading.end()) : "";
        Matcher prefix = PREFIX.matcher(rest).region(what.length(), rest.length());
        int end = what.length();
        while (prefix.lookingAt()) {
            line = Integer.parseInt(prefix.group(1));
            end = prefix.end();
            prefix.region(end, rest.length());
        }
        return new ErrorReply(printable(code), printable(what + rest.substring(end)), line);
    }

    /** A text with a mark for each character that is not one of a text, up to a length. */
    static String printable(String text) {
        String shown = ARGUMENTS
                .matcher(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text)
                .replaceAll("");
        StringBuilder printable = new StringBuilder(shown);
        for (int i = 0; i < shown.length(); i++) {
            if (Character.isISOControl(shown.charAt(i))) {
                printable.setCharAt(i, '\uFFFD');
            }
        }
        return printable.toString();
    }

    /** This one, with the places that are left in its description translated. */
    ErrorReply withPlaces(IntFunction<String> places) {
        String translated = PLACE.matcher(description)
                .replaceAll((MatchResult place) ->
                        Matcher.quoteReplacement(places.apply(Integer.parseInt(place.group(1)))));
        return new ErrorReply(code, translated, line);
    }
}
