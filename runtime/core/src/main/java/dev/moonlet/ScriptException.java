package dev.moonlet;

import dev.moonlet.generated.CompiledScript;
import dev.moonlet.generated.SourceMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A script ended with an error: one that Lua or Redis raised, or one that the script returned as an error reply.
 *
 * <p>Where the error has a place, the message and the stack trace name it as a line of the {@code .lua} file in which it
 * was written, through includes:
 *
 * <pre>
 * script token_bucket failed at lib/clock.lua:3: attempt to call field 'tonumer' (a nil value)
 *     3 | return string.tonumer(time[1])
 *     included from token_bucket.lua:2
 * </pre>
 *
 * <p>The line is shown as it was sent to Redis: without comments, and what a directive stands for in place of it.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#runtime-error">Lua API: errors</a>
 */
public final class ScriptException extends ScriptCallException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_CODE = 120;

    private final ErrorReply error;
    private final SourceMap.@Nullable Place place;
    private final SourceMap.Step[] chain;

    ScriptException(CompiledScript script, ErrorReply error) {
        this(
                script.name(),
                error.withPlaces(line ->
                        script.sourceMap().place(line).map(Object::toString).orElse("line " + line)),
                script.sourceMap().run(error.line()),
                script.line(error.line()).map(String::strip).orElse(""));
    }

    private ScriptException(String scriptName, ErrorReply error, Optional<SourceMap.Run> run, String code) {
        this(
                message(scriptName, error, run, code),
                scriptName,
                error,
                run.map(found -> found.place(error.line())).orElse(null),
                run.map(found -> found.chain().toArray(SourceMap.Step[]::new)).orElseGet(() -> new SourceMap.Step[0]));
    }

    private ScriptException(
            String message,
            String scriptName,
            ErrorReply error,
            SourceMap.@Nullable Place place,
            SourceMap.Step[] chain) {
        super(scriptName, message, null);
        this.error = error;
        this.place = place;
        this.chain = chain;
        addLuaFrames();
    }

    @Override
    ScriptException onCallingThread() {
        return new ScriptException(String.valueOf(getMessage()), scriptName(), error, place, chain);
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
        return Optional.ofNullable(place).map(SourceMap.Place::file);
    }

    /** The line in {@link #file()}, from 1; 0 where there is none. */
    public int line() {
        return place == null ? 0 : place.line();
    }

    private static String message(String scriptName, ErrorReply error, Optional<SourceMap.Run> run, String code) {
        StringBuilder message = new StringBuilder("script ").append(scriptName).append(" failed");
        run.ifPresent(found -> message.append(" at ").append(found.place(error.line())));
        message.append(": ");
        if (!error.code().equals("ERR")) {
            message.append(error.code()).append(' ');
        }
        message.append(error.description());
        run.ifPresent(found -> {
            if (!code.isEmpty()) {
                String shown = code.length() > LONGEST_CODE ? code.substring(0, LONGEST_CODE) + "…" : code;
                message.append("\n    ")
                        .append(found.place(error.line()).line())
                        .append(" | ")
                        .append(shown);
            }
            found.chain().forEach(step -> message.append("\n    ").append(step));
        });
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
        if (place != null) {
            frames.add(frame(place));
        }
        for (SourceMap.Step step : chain) {
            frames.add(frame(step.place()));
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
