package dev.moonlet.cli;

import dev.moonlet.script.Script;
import dev.moonlet.script.SourceMap;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A script in the debugger of a server. The server runs it in a copy of itself, which ends with the script: what the script
 * writes is gone then.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-debugging/">Debugging Lua scripts in Redis</a>
 */
final class DebugSession {

    private static final String END = "<endsession>";

    private final Script script;
    private final RespConnection connection;
    private boolean ended;
    private @Nullable Object result;
    private int line;

    /**
     * @param script the script
     * @param connection the connection to the server, which is not used for anything else
     */
    DebugSession(Script script, RespConnection connection) {
        this.script = script;
        this.connection = connection;
    }

    /**
     * Starts the script, and stops at the first line that a file has.
     *
     * @param eval the call
     * @param sync whether the server itself runs it, and not a copy
     * @return what the debugger prints
     */
    List<String> start(List<ByteBuffer> eval, boolean sync) {
        connection.require(List.of("SCRIPT", "DEBUG", sync ? "SYNC" : "YES"));
        connection.send(eval);
        List<String> lines = lines(connection.read());
        return isAtWrittenLine() ? step() : lines;
    }

    /** Whether the script has ended. */
    boolean isEnded() {
        return ended;
    }

    /** What the script has replied; only once it has ended. */
    @Nullable
    Object result() {
        return result;
    }

    /** The place at which the script has stopped. */
    SourceMap.Place place() {
        return script.place(line);
    }

    /** Passes a command to the debugger. */
    List<String> ask(String... words) {
        return lines(connection.ask(List.of(words)));
    }

    /** Runs the script to the next line that a file has, also inside of functions. */
    List<String> step() {
        return step(Integer.MAX_VALUE);
    }

    /** Runs the script to the next line of this function, or of those that called it. */
    List<String> next() {
        return step(depth());
    }

    /**
     * Runs line by line.
     *
     * @param deepest how many functions deep a line may be to stop there
     */
    private List<String> step(int deepest) {
        List<String> printed = new ArrayList<>();
        while (true) {
            List<String> lines = ask("step");
            boolean passing = !ended
                    && DebugLines.isStep(lines)
                    && (isAtWrittenLine() || (deepest < Integer.MAX_VALUE && depth() > deepest));
            if (!passing) {
                printed.addAll(lines);
                return printed;
            }
            lines.stream().filter(text -> text.startsWith("<")).forEach(printed::add); // commands and replies
        }
    }

    /** Whether the script is at a line that the linker has written. */
    private boolean isAtWrittenLine() {
        return !ended
                && script.sourceMap().run(line).filter(run -> !run.copied()).isPresent();
    }

    /** How many functions deep the script is. */
    private int depth() {
        return (int) ask("trace").stream()
                .filter(text -> text.startsWith("In ") || text.startsWith("From "))
                .count();
    }

    private List<String> lines(@Nullable Object reply) {
        if (reply instanceof RespConnection.Failure failure) {
            throw new FailureException(new DebugLines(script).error(failure.message()));
        }
        List<String> lines = new ArrayList<>();
        if (reply instanceof List<?> list) {
            list.forEach(text -> lines.add(String.valueOf(text)));
        }
        if (lines.remove(END)) {
            ended = true;
            result = connection.read();
        }
        OptionalInt stopped = DebugLines.stopped(lines);
        if (stopped.isPresent()) {
            line = stopped.getAsInt();
        }
        return lines;
    }
}
