package dev.moonlet.coverage;

import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.LuaParser;
import dev.moonlet.script.SourceMap;
import dev.moonlet.source.SourceFile;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A script that counts what it runs. Its lines have the numbers that they have in the linked text. It takes the same keys and
 * arguments, runs the same commands, and replies with an array of three:
 *
 * <ol>
 *   <li>the counters that are not 0, as {@code 1:3,4:1}: the first one is 1
 *   <li>1 if the script failed, 0 otherwise
 *   <li>what the script itself replies: the error if it failed
 * </ol>
 *
 * <p>Values are converted inside of an array as they are by themselves.
 *
 * @param text the text to send to Redis
 * @param probes what is counted, in the order of the counters
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#data-type-conversion">Lua API: data type
 *     conversion</a>
 */
public record InstrumentedScript(String text, List<Probe> probes) {

    /** {@code %1$s} is the table of counters, {@code %2$d} how many there are. */
    private static final String BEGIN = "local %1$s={} for i=1,%2$d do %1$s[i]=0 end"
            + " %1$s.branch=function(i,v) if v then %1$s[i]=%1$s[i]+1 else %1$s[i+1]=%1$s[i+1]+1 end return v end"
            + " local main=function() ";

    /**
     * The handler of errors is the server's, which knows the line. Redis 7 has it put together a table, Redis 6 a text. A nil would
     * end the array, and false is another value where the script has chosen RESP3.
     */
    private static final String END = """

            end
            local handler=rawget(_G,'__redis__err__handler') or function(e) return e end
            local rejections={%3$s}
            local ok,v=xpcall(main,handler)
            local failure
            if ok then
            if type(v)=='table' and type(rawget(v,'err'))=='string' then failure=rawget(v,'err') end
            elseif type(v)~='table' then failure='ERR Error running script (call to f): '..tostring(v)
            elseif v.source and v.line then failure=tostring(v.err)..' script: f, on '..v.source..':'..v.line..'.'
            else failure=tostring(v.err) end
            if failure and rejections[string.match(failure,'^%%-?(%%u+) ') or ''] then
            if ok then return v end
            return {err=failure}
            end
            local hits={}
            for i=1,%2$d do if %1$s[i]>0 then hits[#hits+1]=i..':'..string.format('%%.0f',%1$s[i]) end end
            local counted=table.concat(hits,',')
            if failure then return {counted,1,{err=failure}} end
            if v==nil then
            if redis.setresp then redis.setresp(2) end
            v=false
            end
            return {counted,0,v}
            """;

    /** Copies the list. */
    public InstrumentedScript {
        probes = List.copyOf(probes);
    }

    /**
     * Instruments a script.
     *
     * @param linked its linked text
     * @param places where lines of the linked text come from; empty for those that are not copied from a file
     * @param rejections the first words of errors by which a server rejects a call: those stay errors of the call, which is sent
     *     again, and is counted then
     * @return the script; empty if it leaves no room for counters in Lua's limits, as a function with 60 upvalues does
     */
    public static Optional<InstrumentedScript> of(
            String linked, IntFunction<Optional<SourceMap.Place>> places, Collection<String> rejections) {
        return LuaParser.parse(new SourceFile("linked", "linked", linked))
                .chunk()
                .flatMap(chunk -> Stream.of(true, false)
                        .map(operands -> instrument(chunk, places, rejections, operands))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Optional<InstrumentedScript> instrument(
            Chunk chunk,
            IntFunction<Optional<SourceMap.Place>> places,
            Collection<String> rejections,
            boolean operands) {
        String counters = unusedName(chunk.file().text());
        ProbeWriter writer = new ProbeWriter(chunk, counters, places, operands);
        int count = writer.probes().stream().mapToInt(Probe::counters).sum();
        String words = rejections.stream().map(InstrumentedScript::entry).collect(Collectors.joining(","));
        String body = writer.text();
        int start = body.startsWith("#!") ? body.indexOf('\n') + 1 : 0;
        if (start == 0 && body.startsWith("#")) {
            return Optional.empty(); // nothing but a line for the server
        }
        String text = body.substring(0, start)
                + BEGIN.formatted(counters, count)
                + body.substring(start)
                + END.formatted(counters, count, words);
        boolean accepted = LuaParser.parse(new SourceFile("linked", "linked", text))
                .errors()
                .isEmpty();
        return accepted ? Optional.of(new InstrumentedScript(text, writer.probes())) : Optional.empty();
    }

    /** A field of a table with a word, which is in two pieces: what a text mentions is taken for its own error. */
    private static String entry(String word) {
        return "['%s'..'%s']=true".formatted(word.substring(0, 3), word.substring(3));
    }

    /** A name that the text does not have, so that it hides none. */
    private static String unusedName(String text) {
        String name = "__hits";
        for (int i = 1; text.contains(name); i++) {
            name = "__hits" + i;
        }
        return name;
    }
}
