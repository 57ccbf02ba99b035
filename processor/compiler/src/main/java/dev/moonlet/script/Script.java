package dev.moonlet.script;

import dev.moonlet.source.Printable;
import dev.moonlet.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A script that has been read, linked and found in order. Immutable and safe for use by several threads.
 *
 * <pre>{@code
 * Script push = compiler.compile("jobs/push", diagnostics).flatMap(LoadedScript::script).orElseThrow();
 * System.out.println(push.place(37)); // what user_script:37 is, for example lib/queues.lua:2
 * }</pre>
 *
 * @param name its name
 * @param file its main file
 * @param documentation its leading comment; may be empty
 * @param signature its declarations
 * @param graph the files that it was linked from
 * @param text the linked text, as Redis gets it
 * @param digest the SHA-1 digest of the linked text in UTF-8
 * @param sourceMap where each line of the linked text comes from
 * @param readOnly whether it writes nothing, as its flags say or as all its commands do
 * @param access what it reads and writes
 * @param raisedErrors the words in its string literals that are error codes of a server
 * @param single whether each call has to be a command, because calls in the same command would not be independent
 * @param function the function that it is, of a library that is its linked text; empty if it is a script
 * @see <a href="https://redis.io/docs/latest/develop/programmability/eval-intro/">Scripting with Lua</a>
 */
public record Script(
        String name,
        SourceFile file,
        String documentation,
        ScriptSignature signature,
        ScriptGraph graph,
        String text,
        String digest,
        SourceMap sourceMap,
        boolean readOnly,
        ScriptAccess access,
        List<String> raisedErrors,
        boolean single,
        Optional<LibraryFunctionName> function) {

    /** Copies the list. */
    public Script {
        raisedErrors = List.copyOf(raisedErrors);
    }

    /** This script, with what it reads and writes. */
    public Script accessing(ScriptAccess found) {
        return new Script(
                name,
                file,
                documentation,
                signature,
                graph,
                text,
                digest,
                sourceMap,
                readOnly,
                found,
                raisedErrors,
                single,
                function);
    }

    /** A function of this library. */
    public Script function(LibraryFunctionName registered, ScriptSignature declared, String comment, boolean reading) {
        return new Script(
                name + "#" + registered.function(),
                file,
                comment,
                declared,
                graph,
                text,
                digest,
                sourceMap,
                reading,
                access,
                raisedErrors,
                true,
                Optional.of(registered));
    }

    /** The files that it was linked from, its own among them, as paths below their roots. */
    public List<String> files() {
        String main = LibraryFunctionName.of(name)
                .filter(own -> function.isPresent())
                .map(LibraryFunctionName::library)
                .orElse(name);
        return Stream.concat(Stream.of(main), graph.edges().stream().map(ScriptGraph.Edge::to))
                .distinct()
                .map(ScriptName::file)
                .toList();
    }

    /** The number of lines of the linked text. */
    public int lineCount() {
        return (int) text.lines().count();
    }

    /**
     * A line of the linked text.
     *
     * @param linkedLine its number, from 1
     * @throws IllegalArgumentException if there is no such line
     */
    public String line(int linkedLine) {
        checkLine(linkedLine);
        return text.lines().skip(linkedLine - 1L).findFirst().orElse("");
    }

    /**
     * The file and line that a line of the linked text comes from.
     *
     * @param linkedLine its number, from 1
     * @throws IllegalArgumentException if there is no such line
     */
    public SourceMap.Place place(int linkedLine) {
        checkLine(linkedLine);
        return sourceMap.place(linkedLine).orElseThrow();
    }

    /**
     * What led to the file that a line of the linked text comes from, the innermost first: includes, and where there is
     * but one of them, the require or the call.
     *
     * @param linkedLine its number, from 1
     * @throws IllegalArgumentException if there is no such line
     */
    public List<SourceMap.Step> chain(int linkedLine) {
        checkLine(linkedLine);
        return sourceMap.run(linkedLine).orElseThrow().chain();
    }

    /**
     * All places that a line of the linked text goes through, the outermost first: where the script includes, requires or
     * calls something, and so on to the line itself.
     *
     * @param linkedLine its number, from 1
     * @throws IllegalArgumentException if there is no such line
     */
    public List<SourceMap.Place> trace(int linkedLine) {
        List<SourceMap.Place> trace = new ArrayList<>();
        trace.add(place(linkedLine));
        chain(linkedLine).forEach(step -> trace.add(0, step.place()));
        return List.copyOf(trace);
    }

    /**
     * The lines of the linked text that come from a line of a file; none if it holds no code, several if the file is
     * spliced several times.
     */
    public List<Integer> linkedLines(SourceMap.Place place) {
        return IntStream.rangeClosed(1, lineCount())
                .filter(line -> sourceMap.place(line).filter(place::equals).isPresent())
                .boxed()
                .toList();
    }

    private void checkLine(int linkedLine) {
        if (linkedLine < 1 || linkedLine > lineCount()) {
            throw new IllegalArgumentException("script " + Printable.line(name) + " has no line " + linkedLine
                    + ", but lines 1 to " + lineCount());
        }
    }
}
