package dev.moonlet.codegen;

/**
 * Functions of Lua that many linked scripts have, so that their classes need not.
 *
 * <p>A text never changes: the digests of scripts that were compiled with it depend on it. A new version is a new method.
 */
public final class LuaLibrary {

    private static final String JSON = """
            local function failed(v)
              if type(v.err) ~= 'string' then return false end
              return v.ignore_error_stats_update ~= nil or next(v, next(v)) == nil
            end
            local function json_number(v)
              if v - v ~= 0 then return cjson.encode(v) end
              if v % 1 == 0 and v > -2^63 and v < 2^63 then
                if v > -2^53 and v < 2^53 then return string.format('%.0f', v) end
                error('a number from 2^53 on in JSON has been rounded by Lua: a string keeps its digits')
              end
              for digits = 14, 17 do
                local text = string.format('%.' .. digits .. 'g', v)
                if tonumber(text) == v then return text end
              end
            end
            local function json_value(v, depth)
              if type(v) == 'number' then return json_number(v) end
              if type(v) ~= 'table' then return cjson.encode(v) end
              if depth == 1000 then error('JSON is nested more than 1000 deep') end
              local count, last, array, parts = 0, 0, true, {}
              for key in pairs(v) do
                if type(key) ~= 'number' and type(key) ~= 'string' then return cjson.encode(v) end
                count = count + 1
                array = array and type(key) == 'number' and key > 0 and key % 1 == 0
                if array and key > last then last = key end
              end
              if array and count > 0 then
                if last > 10 and last > 2 * count then return cjson.encode(v) end
                for i = 1, last do parts[i] = json_value(v[i], depth + 1) end
                return '[' .. table.concat(parts, ',') .. ']'
              end
              for key, value in pairs(v) do
                local name = type(key) == 'number' and json_number(key) or key
                parts[#parts + 1] = cjson.encode(name) .. ':' .. json_value(value, depth + 1)
              end
              return '{' .. table.concat(parts, ',') .. '}'
            end
            local function json_is_exact(v, depth)
              if type(v) == 'number' then
                if v % 1 == 0 then return v < 1e14 and v > -1e14 end
                return tonumber(string.format('%.14g', v)) == v
              end
              if type(v) ~= 'table' or depth == 1000 then return true end
              for key, value in next, v do
                if type(key) == 'number' and not json_is_exact(key, 0) then return false end
                local kind = type(value)
                if (kind == 'number' or kind == 'table') and not json_is_exact(value, depth + 1) then return false end
              end
              return true
            end
            local function json(v)
              if type(v) == 'string' or type(v) == 'table' and failed(v) then return v end
              if json_is_exact(v, 0) then return cjson.encode(v) end
              return json_value(v, 0)
            end
            """;

    private static final String REQUEST = """
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

    private LuaLibrary() {}

    /** What runs a script once for a request, and keeps the outcome. */
    public static String request() {
        return REQUEST;
    }

    /** Encodes a value as JSON with all digits of its numbers. */
    public static String json() {
        return JSON;
    }
}
