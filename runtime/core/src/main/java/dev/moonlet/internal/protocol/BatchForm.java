package dev.moonlet.internal.protocol;

import java.nio.charset.StandardCharsets;

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
     * The handler of errors is the server's, which knows the line. Redis 7 has it put together a table, Redis 6 a text. A clock
     * that stands still while a script runs has another one beside it.
     */
    private static final String END = """

            end
            local keys,args
            local function call() return run(keys,args) end
            local handler=rawget(_G,'__redis__err__handler') or function(e) return e end
            local os=rawget(_G,'os')
            local function micros()
            if os then return os.clock()*1000000 end
            local t=redis.pcall('TIME')
            return t[1] and t[1]*1000000+t[2]
            end
            local begin=micros()
            local n,ks,as=tonumber(ARGV[1]),tonumber(ARGV[2]),tonumber(ARGV[3])
            local k,a=0,3
            if ks<0 then a=3+2*n end
            local errors={}
            local reply={0,errors}
            for i=1,n do
            local nk,na=ks,as
            if ks<0 then nk,na=tonumber(ARGV[2+2*i]),tonumber(ARGV[3+2*i]) end
            if nk==1 then keys={KEYS[k+1]} else
            keys={}
            for j=1,nk do keys[j]=KEYS[k+j] end
            end
            if na==1 then args={ARGV[a+1]} else
            args={}
            for j=1,na do args[j]=ARGV[a+j] end
            end
            k,a=k+nk,a+na
            local ok,v=xpcall(call,handler)
            local e
            if not ok then
            if type(v)~='table' then e='ERR Error running script (call to f): '..tostring(v)
            elseif v.source and v.line then e=tostring(v.err)..' script: f, on '..v.source..':'..v.line..'.'
            else e=tostring(v.err) end
            elseif type(v)=='table' and type(rawget(v,'err'))=='string' then e=rawget(v,'err') end
            if e then
            errors[#errors+1]=i
            errors[#errors+1]=e
            v=false
            elseif v==nil then v=false end
            reply[i+2]=v
            end
            local finish=begin and micros()
            reply[1]=finish and math.floor(finish-begin) or -1
            return reply
            """;

    private final LinkedScript script;
    private volatile boolean refused;
    private volatile float micros = -1;

    private BatchForm(LinkedScript script) {
        this.script = script;
    }

    /** The batch form of a script. */
    static BatchForm of(LinkedScript single, String text) {
        int line = single.hasShebang() ? text.indexOf('\n') + 1 : 0;
        String batch = text.substring(0, line) + BEGIN + text.substring(line) + END;
        return new BatchForm(single.derived(batch.getBytes(StandardCharsets.UTF_8)));
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
