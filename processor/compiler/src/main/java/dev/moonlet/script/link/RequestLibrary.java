package dev.moonlet.script.link;

/**
 * What runs a function once for a request. The runtime has the same text, which generated classes take from there.
 */
public final class RequestLibrary {

    /**
     * The handler of errors is the server's, which knows the line. Redis 7 has it put together a table, Redis 6 a text; functions
     * have none. What the script has set of the replication and the protocol would be that of the outcome, too. What is nested deeper than {@code cmsgpack} writes would be lost.
     */
    private static final String TEXT = """
            local kept = table.remove(KEYS)
            local request = redis.sha1hex(cmsgpack.pack(KEYS, ARGV))
            local found = redis.call('GET', kept)
            if found then
              local read, other, same, outcome = pcall(cmsgpack.unpack, found)
              if not read or type(other) ~= 'string' or type(same) ~= 'string' then
                return { err = 'ERR the key for the outcome of the request has another value' }
              elseif other ~= script then
                return { err = 'REQUESTMISMATCH the request was one of script ' .. tostring(other) }
              elseif same ~= request then
                return { err = 'REQUESTMISMATCH the request had other keys or arguments' }
              elseif not outcome then
                return { err = 'ERR the request was interrupted, and it is unknown what it has done' }
              end
              return outcome[1]
            end
            redis.call('SET', kept, cmsgpack.pack(script, request), 'EX', seconds)
            local handler = rawget(_G, '__redis__err__handler')
            local ran, result = xpcall(run, handler or function(e) return e end)
            if not ran then
              local worded, text = pcall(function()
                if type(result) ~= 'table' then
                  return (handler and 'ERR Error running script (call to f): ' or 'ERR ') .. tostring(result)
                elseif result.source and result.line then
                  return tostring(result.err) .. ' script: f, on ' .. result.source .. ':' .. result.line .. '.'
                end
                return tostring(result.err)
              end)
              result = { err = worded and text or 'ERR the script raised an error that has no text' }
            end
            local function deeper(value, levels)
              if levels == 0 then return true end
              for _, element in pairs(value) do
                if type(element) == 'table' and deeper(element, levels - 1) then return true end
              end
              return false
            end
            if type(result) == 'table' and deeper(result, 15) then
              result = { err = 'ERR the result of a request can not be nested more than 15 deep' }
            end
            local outcome = cmsgpack.pack(script, request, { result })
            if redis.set_repl then pcall(redis.set_repl, redis.REPL_ALL) end
            redis.call('SET', kept, outcome, 'EX', seconds)
            if redis.setresp then redis.setresp(2) end
            local _, _, same = cmsgpack.unpack(outcome)
            return same[1]
            """;

    private RequestLibrary() {}

    /** Lines that run {@code run}, for a request of {@code script} whose outcome is kept for {@code seconds}. */
    public static String text() {
        return TEXT;
    }
}
