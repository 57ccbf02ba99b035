package dev.moonlet.internal.protocol;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The form of a script that runs it once for each set of keys and arguments. Its text is the script's as a function, which
 * runs anew for each call. The lines of the text keep their numbers.
 *
 * <p>{@code ARGV} begins with three numbers: how many calls there are, and how many keys and arguments each of them has. The
 * second one is -1 if calls differ; the two numbers of each call follow. The reply is an array: the time that all calls took in
 * microseconds, or -1; the errors, each with the number of its call before it; and the result of each call.
 *
 * <p>Safe for use by several threads.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/">Redis Lua API reference</a>
 */
public final class BatchForm {

    private static final String BEGIN = "local run=function(KEYS,ARGV) ";

    /**
     * The handler of errors is the server's, which knows the line. Redis 7 has it put together a table, Redis 6 a text. It is
     * around all calls that follow each other without an error, since it costs as much as a short script. A clock that stands
     * still while a script runs has another one beside it.
     *
     * <p>A script gets no table that it does not mention: each costs a tenth of a short call. Calls that are alike share their
     * tables, if the script only takes entries of certain numbers, which are there in each call.
     */
    private static final String END = """

            end
            local handler=rawget(_G,'__redis__err__handler') or function(e) return e end
            local os=rawget(_G,'os')
            local function micros()
            if os then return os.clock()*1000000 end
            local t=redis.pcall('TIME')
            return t[1] and t[1]*1000000+t[2]
            end
            local begin=micros()
            local keys,args=KEYS,ARGV
            local n,ks,as=tonumber(args[1]),tonumber(args[2]),tonumber(args[3])
            local i,k,a=0,0,3
            if ks<0 then a=3+2*n end
            local errors={}
            local reply={0,errors}
            local function part(from,begin,size)
            if size==0 then return {} end
            if size<100 then return {unpack(from,begin,begin+size-1)} end
            local p={}
            for j=1,size do p[j]=from[begin+j-1] end
            return p
            end
            local function fail(e)
            errors[#errors+1]=i
            errors[#errors+1]=e
            reply[i+2]=false
            end
            local type,rawget=type,rawget
            local function calls()
            %s
            while i<n do
            i=i+1
            local nk,na=ks,as
            if ks<0 then nk,na=tonumber(args[2+2*i]),tonumber(args[3+2*i]) end
            local k1,a1=k+1,a+1
            k,a=k+nk,a+na
            local v=run(%s,%s)
            if type(v)=='table' and type(rawget(v,'err'))=='string' then fail(rawget(v,'err'))
            elseif v==nil then reply[i+2]=false
            else reply[i+2]=v end
            end
            end
            while i<n do
            local ok,v=xpcall(calls,handler)
            if not ok then
            if type(v)~='table' then fail('ERR Error running script (call to f): '..tostring(v))
            elseif v.source and v.line then fail(tostring(v.err)..' script: f, on '..v.source..':'..v.line..'.')
            else fail(tostring(v.err)) end
            end
            end
            local finish=begin and micros()
            reply[1]=finish and math.floor(finish-begin) or -1
            return reply
            """;

    /** Runs calls that are alike. In it are the two numbers of entries, what fills the tables, and the tables. */
    private static final String ALIKE = """
            if ks>=%d and as>=%d then
            local K,A={},{}
            for j=i+1,n do
            i=j
            %slocal v=run(%s,%s)
            if v==nil then v=false
            elseif type(v)=='table' and type(rawget(v,'err'))=='string' then
            fail(rawget(v,'err'))
            v=false
            end
            reply[j+2]=v
            end
            return
            end
            """;

    private static final Pattern ENTRY = Pattern.compile("\\b(KEYS|ARGV)\\b(?:\\[(\\d{1,2})])?");

    /** More entries are filled in as for calls that differ. */
    private static final int MOST_ENTRIES = 20;

    private final LinkedScript script;
    private volatile boolean refused;
    private volatile float micros = -1;

    private BatchForm(LinkedScript script) {
        this.script = script;
    }

    /** The batch form of a script. */
    static BatchForm of(LinkedScript single, String text) {
        int line = single.hasShebang() ? text.indexOf('\n') + 1 : 0;
        String end = END.formatted(
                alike(text),
                text.contains("KEYS") ? "nk==1 and {keys[k1]} or part(keys,k1,nk)" : "nil",
                text.contains("ARGV") ? "na==1 and {args[a1]} or part(args,a1,na)" : "nil");
        String batch = text.substring(0, line) + BEGIN + text.substring(line) + end;
        return new BatchForm(single.derived(batch.getBytes(StandardCharsets.UTF_8)));
    }

    /** The loop for calls that are alike; empty if the script does more with its tables than to take certain entries. */
    private static String alike(String text) {
        int keys = 0;
        int arguments = 0;
        Matcher entries = ENTRY.matcher(text);
        while (entries.find()) {
            int number = entries.group(2) == null ? 0 : Integer.parseInt(entries.group(2));
            if (number < 1 || number > MOST_ENTRIES) {
                return "";
            }
            if (entries.group(1).equals("KEYS")) {
                keys = Math.max(keys, number);
            } else {
                arguments = Math.max(arguments, number);
            }
        }
        String filled = filled("K", keys, "keys[(j-1)*ks+") + filled("A", arguments, "args[3+(j-1)*as+");
        return ALIKE.formatted(keys, arguments, filled, keys == 0 ? "nil" : "K", arguments == 0 ? "nil" : "A");
    }

    private static String filled(String table, int entries, String from) {
        return IntStream.rangeClosed(1, entries)
                .mapToObj(i -> "%s[%d]=%s%d]\n".formatted(table, i, from, i))
                .collect(Collectors.joining());
    }

    /** What is sent. */
    public LinkedScript script() {
        return script;
    }

    /** Whether a server could not compile this form. */
    public boolean isRefused() {
        return refused;
    }

    void refuse() {
        refused = true;
    }

    /** Notes how long a server took. */
    void took(long total, int calls) {
        if (total >= 0) {
            float each = (float) total / calls;
            float before = micros;
            micros = before < 0 ? each : before + (each - before) / 4;
        }
    }

    /**
     * How many calls a server is expected to run in a time.
     *
     * @param unknown the result as long as no server has run a call
     */
    public int callsWithin(long nanos, int unknown) {
        float each = micros;
        return each < 0
                ? unknown
                : (int) Math.max(1, Math.min(nanos / 1000f / Math.max(each, 0.1f), Integer.MAX_VALUE));
    }
}
