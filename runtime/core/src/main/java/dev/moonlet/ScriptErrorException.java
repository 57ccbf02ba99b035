package dev.moonlet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A script ended with an error: one that Lua or Redis raised, or one that the script returned as an error reply.
 *
 * <p>If the error has a place, the message and the stack trace name the line of the {@code .lua} file, through includes:
 *
 * <pre>
 * script token_bucket failed at lib/clock.lua:3: attempt to call field 'tonumer' (a nil value)
 *     3 | return string.tonumer(time[1])
 *     included from token_bucket.lua:2
 * </pre>
 *
 * <p>The line is shown as it was sent to Redis: without comments, and with what replaces a directive.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#runtime-error">Lua API: errors</a>
 */
public sealed class ScriptErrorException extends ScriptExecutionException permits RequestMismatchException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_SOURCE = 120;

    private final String code;
    private final String description;
    private final ArrayList<LuaFrame> frames;

    /**
     * An error without a place.
     *
     * @param code the first word of the error reply: {@code ERR}, {@code WRONGTYPE}
     * @param description the rest of it
     */
    public ScriptErrorException(String scriptName, String code, String description) {
        this(scriptName, code, description, List.of(), "");
    }

    /**
     * An error at a line of a file.
     *
     * @param code the first word of the error reply: {@code ERR}, {@code WRONGTYPE}
     * @param description the rest of it
     * @param frames the line that failed, and how the script reaches it, the innermost first; none if there is no place
     * @param source the text of the line that failed; empty if it is not known
     */
    public ScriptErrorException(
            String scriptName, String code, String description, List<LuaFrame> frames, String source) {
        super(scriptName, message(scriptName, code, description, frames, source), null);
        this.code = code;
        this.description = description;
        this.frames = new ArrayList<>(frames);
        addLuaFrames();
    }

    private static String message(
            String scriptName, String code, String description, List<LuaFrame> frames, String source) {
        StringBuilder message = new StringBuilder("script ").append(scriptName).append(" failed");
        if (!frames.isEmpty()) {
            message.append(" at ").append(frames.get(0));
        }
        message.append(": ");
        if (!code.equals("ERR")) {
            message.append(code).append(' ');
        }
        message.append(description);
        if (!frames.isEmpty() && !source.isEmpty()) {
            String shown = source.length() > LONGEST_SOURCE ? source.substring(0, LONGEST_SOURCE) + "…" : source;
            message.append("\n    ").append(frames.get(0).line()).append(" | ").append(shown);
        }
        for (int i = 1; i < frames.size(); i++) {
            message.append("\n    ").append(frames.get(i));
        }
        return message.toString();
    }

    /** Puts the Lua frames above the Java frames. */
    private void addLuaFrames() {
        List<StackTraceElement> all = new ArrayList<>();
        frames.forEach(frame -> all.add(frame.toStackTraceElement()));
        all.addAll(Arrays.asList(getStackTrace()));
        setStackTrace(all.toArray(StackTraceElement[]::new));
    }

    /** The error's code, its first word: {@code ERR}, {@code WRONGTYPE}, or the code of the script's own error reply. */
    public String code() {
        return code;
    }

    /** What Redis, Lua or the script says, without the code and the place. */
    public String description() {
        return description;
    }

    /** The line that failed, and how the script reaches it, the innermost first; none if the error has no place. */
    public List<LuaFrame> frames() {
        return List.copyOf(frames);
    }

    /** The {@code .lua} file, as a path below its script root; empty for an error reply that the script returned. */
    public Optional<String> file() {
        return frames.isEmpty() ? Optional.empty() : Optional.of(frames.get(0).file());
    }

    /** The line in {@link #file()}, from 1; 0 if there is none. */
    public int line() {
        return frames.isEmpty() ? 0 : frames.get(0).line();
    }
}
