package dev.moonlet;

import dev.moonlet.generated.SourceMap;
import io.lettuce.core.RedisException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A script ended with an error: one that Lua or Redis raised, or one that the script returned as an error reply.
 *
 * <p>Where the error has a place, the message and the stack trace name it as a line of the {@code .lua} file in which it
 * was written, through includes:
 *
 * <pre>
 * script token_bucket failed at lib/clock.lua:3: attempt to call field 'tonumer' (a nil value)
 *     included from token_bucket.lua:2
 * </pre>
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#runtime-error">Lua API: errors</a>
 */
public final class ScriptException extends RedisException {

    private static final long serialVersionUID = 1L;

    private final String scriptName;
    private final ErrorReply error;
    private final SourceMap.Place[] places;

    ScriptException(String scriptName, ErrorReply error, SourceMap sourceMap) {
        this(scriptName, error, places(error, sourceMap).toArray(SourceMap.Place[]::new));
    }

    private ScriptException(String scriptName, ErrorReply error, SourceMap.Place[] places) {
        super(message(scriptName, error, List.of(places)));
        this.scriptName = scriptName;
        this.error = error;
        this.places = places;
        addLuaFrames();
    }

    /** The same error, with the stack of the thread that calls this. */
    ScriptException onCallingThread() {
        return new ScriptException(scriptName, error, places);
    }

    /** The script's name, for example {@code jobs/push}. */
    public String scriptName() {
        return scriptName;
    }

    /** The error's code, its first word: {@code ERR}, {@code WRONGTYPE}, or the one of the script's error reply. */
    public String code() {
        return error.code();
    }

    /** What went wrong, in the words of Redis, of Lua or of the script, without the code and the place. */
    public String description() {
        return error.description();
    }

    /** The {@code .lua} file, as a path below its script root; empty for an error reply that the script returned. */
    public Optional<String> file() {
        return Arrays.stream(places).findFirst().map(SourceMap.Place::file);
    }

    /** The line in {@link #file()}, from 1; 0 where there is none. */
    public int line() {
        return places.length == 0 ? 0 : places[0].line();
    }

    private static List<SourceMap.Place> places(ErrorReply error, SourceMap sourceMap) {
        List<SourceMap.Place> places = new ArrayList<>();
        sourceMap.place(error.line()).ifPresent(places::add);
        sourceMap.run(error.line()).ifPresent(run -> places.addAll(run.includedFrom()));
        return List.copyOf(places);
    }

    private static String message(String scriptName, ErrorReply error, List<SourceMap.Place> places) {
        StringBuilder message = new StringBuilder("script ").append(scriptName).append(" failed");
        if (!places.isEmpty()) {
            message.append(" at ").append(places.get(0));
        }
        message.append(": ");
        if (!error.code().equals("ERR")) {
            message.append(error.code()).append(' ');
        }
        message.append(error.description());
        places.stream().skip(1).forEach(place -> message.append("\n    included from ")
                .append(place));
        return message.toString();
    }

    /** Puts the Lua frames in place of the runtime's own, so that they stand right above the generated method. */
    private void addLuaFrames() {
        StackTraceElement[] javaFrames = getStackTrace();
        int own = 0;
        while (own < javaFrames.length && isOwn(javaFrames[own])) {
            own++;
        }
        List<StackTraceElement> frames = new ArrayList<>();
        for (SourceMap.Place place : places) {
            frames.add(frame(place));
        }
        frames.addAll(Arrays.asList(javaFrames).subList(own, javaFrames.length));
        setStackTrace(frames.toArray(StackTraceElement[]::new));
    }

    private static boolean isOwn(StackTraceElement frame) {
        String runtime = ScriptException.class.getPackageName() + ".";
        return frame.getClassName().startsWith(runtime) && frame.getClassName().indexOf('.', runtime.length()) < 0;
    }

    private static StackTraceElement frame(SourceMap.Place place) {
        String file = place.file();
        int nameStart = file.lastIndexOf('/') + 1;
        int nameEnd = file.endsWith(".lua") ? file.length() - ".lua".length() : file.length();
        String folder = nameStart == 0 ? "lua" : file.substring(0, nameStart - 1);
        return new StackTraceElement(
                folder, file.substring(nameStart, nameEnd), file.substring(nameStart), place.line());
    }
}
