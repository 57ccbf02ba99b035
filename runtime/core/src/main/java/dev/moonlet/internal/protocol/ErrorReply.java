package dev.moonlet.internal.protocol;

import dev.moonlet.LuaFrame;
import dev.moonlet.RequestMismatchException;
import dev.moonlet.ScriptErrorException;
import java.util.List;
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
public record ErrorReply(String code, String description, int line) {

    /** The code of an error that has no other code. */
    private static final String GENERIC = "ERR";

    /** The code of the answer to a request whose id another one had. */
    private static final String OTHER_REQUEST = "REQUESTMISMATCH";

    /** Redis' name for the text of a script or of a library of functions, with a line of it. */
    private static final String CHUNK = "@?user_(?:script|function): ?(\\d{1,9})";

    private static final Pattern PLACE = Pattern.compile(CHUNK);

    /** Where Lua raised it; where it was caught and raised again, its first place stands last. */
    private static final Pattern PREFIX = Pattern.compile("(?:ERR )?" + CHUNK + ": ");

    /** What Redis says before it names the place where a text can't be compiled or loaded. */
    private static final Pattern LOADING =
            Pattern.compile("Error (?:compiling script \\(new function\\)|compiling function|registering functions): ");

    /**
     * What servers before 7 say before the error, where later ones have the suffix: the chunk that noticed it, by its name or
     * its text, and the line.
     */
    private static final Pattern RUNNING =
            Pattern.compile("Error running script \\(call to [^)]*\\): (?:(.*?):(\\d{1,9}): )?", Pattern.DOTALL);

    /** What servers before 7 put around the error of a command that a script calls, in the name of the chunk. */
    private static final String CALLED = "%s: %d: ";

    private static final Pattern CODE = Pattern.compile("-?([A-Z][A-Z0-9_]+) ");

    /** Where a later server noticed it: what is running, by its digest or its name, and the chunk and the line. */
    private static final Pattern SUFFIX =
            Pattern.compile("(?:^| )script: [^ ]+, on (.{0,200}):(\\d{1,9})\\.$", Pattern.DOTALL);

    private static final Pattern SCRIPT = Pattern.compile("@user_(?:script|function)");

    /** What Redis adds to an unknown command: what was to be sent, which may be private. */
    private static final Pattern ARGUMENTS = Pattern.compile(", with args beginning with: .*", Pattern.DOTALL);

    private static final int LONGEST = 500;
    private static final int REPLACEMENT = 0xFFFD;

    public static ErrorReply parse(String reply) {
        int space = reply.indexOf(' ');
        boolean placed =
                PREFIX.matcher(reply).lookingAt(); // an error that a script of a server before 7 caught and returned
        String code = placed ? GENERIC : space < 0 ? reply : reply.substring(0, space);
        String rest = placed ? reply : space < 0 ? "" : reply.substring(space + 1);
        Matcher running = RUNNING.matcher(rest);
        return running.lookingAt() && code.equals(GENERIC) ? ofRunning(rest, running) : ofCode(code, rest);
    }

    /** Of Redis 7 and later, or what no script raised. */
    private static ErrorReply ofCode(String code, String sentence) {
        Matcher suffix = SUFFIX.matcher(sentence);
        if (!suffix.find()) {
            return of(code, sentence, 0);
        }
        int line = SCRIPT.matcher(suffix.group(1)).matches() ? Integer.parseInt(suffix.group(2)) : 0;
        return of(code, sentence.substring(0, suffix.start()), line);
    }

    /** Of Redis 6: {@code ERR Error running script (call to f_<digest>): @user_script:3: WRONGTYPE …} */
    private static ErrorReply ofRunning(String sentence, Matcher running) {
        String rest = sentence.substring(running.end());
        String chunk = running.group(1);
        if (chunk == null) {
            return of(GENERIC, rest, 0);
        }
        int noticed = Integer.parseInt(running.group(2));
        String called = CALLED.formatted(chunk, noticed);
        if (rest.startsWith(called)) { // by a command that could not be called, or was refused
            rest = rest.substring(called.length());
        }
        int line = SCRIPT.matcher(chunk).matches() ? noticed : 0;
        Matcher code = CODE.matcher(rest);
        return code.lookingAt() ? of(code.group(1), rest.substring(code.end()), line) : of(GENERIC, rest, line);
    }

    private static ErrorReply of(String code, String sentence, int noticed) {
        int line = noticed;
        Matcher loading = LOADING.matcher(sentence);
        int end = loading.lookingAt() ? loading.end() : 0;
        String what = sentence.substring(0, end);
        Matcher prefix = PREFIX.matcher(sentence).region(end, sentence.length());
        while (prefix.lookingAt()) {
            line = Integer.parseInt(prefix.group(1));
            end = prefix.end();
            prefix.region(end, sentence.length());
        }
        String word = code.startsWith("-") ? code.substring(1) : code; // as servers before 7 leave it
        return new ErrorReply(printable(word), printable(what + sentence.substring(end)), line);
    }

    /** Whether it is about the script itself, and not about what the server is doing: the text can't be compiled. */
    public boolean isOfScript() {
        return code.equals(GENERIC);
    }

    /** Whether the server could not compile the text of the script. */
    boolean isOfCompiler() {
        return LOADING.matcher(description).lookingAt();
    }

    /** This one, with what explains it. */
    ErrorReply because(String explanation) {
        return new ErrorReply(code, description + " (" + explanation + ")", line);
    }

    /** The exception that it is, of a script, with its places in the files that the script was linked from. */
    ScriptErrorException toException(LinkedScript script) {
        if (code.equals(OTHER_REQUEST) && script.requests() != null) {
            return new RequestMismatchException(script.name(), code, description);
        }
        List<LuaFrame> frames = script.sourceMap().frames(line);
        String source = script.line(script.sourceMap().copied(line).orElse(0))
                .map(String::strip)
                .orElse("");
        return new ScriptErrorException(script.name(), code, describe(script), frames, source);
    }

    /** Its description, in which the lines of the linked text are those of files. */
    private String describe(LinkedScript script) {
        return PLACE.matcher(description).replaceAll((MatchResult place) -> {
            int linked = Integer.parseInt(place.group(1));
            List<LuaFrame> frames = script.sourceMap().frames(linked);
            return Matcher.quoteReplacement(
                    frames.isEmpty() ? "line " + linked : frames.get(0).toString());
        });
    }

    /** A text with a mark for each character that is not one of a text, up to a length. */
    static String printable(String text) {
        String shown = ARGUMENTS
                .matcher(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text)
                .replaceAll("");
        StringBuilder printable = new StringBuilder(shown.length());
        shown.codePoints().map(c -> isPrintable(c) ? c : REPLACEMENT).forEach(printable::appendCodePoint);
        return printable.toString();
    }

    /** Whether a character shows itself, and neither moves the cursor nor changes the order of what is beside it. */
    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
