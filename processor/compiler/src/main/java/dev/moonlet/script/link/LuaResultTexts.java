package dev.moonlet.script.link;

/** The functions of Lua that encode results, in which words in capitals are filled in. */
final class LuaResultTexts {

    static final String BOOLEAN = """
            local function boolean(v)
              if v == true then return 1 elseif v == false then return 0 end
              return v
            end
            """;

    static final String NUMBER = """
            local function number(v)
              if type(v) == 'number' then return string.format('%.17g', v) end
              return v
            end
            """;

    /** Tells an error reply from a table of the script's own that has a field of this name among others. */
    static final String FAILED = """
            local function failed(v)
              if type(v.err) ~= 'string' then return false end
              return v.ignore_error_stats_update ~= nil or next(v, next(v)) == nil
            end
            """;

    /** What Redis replies for something that is not there is nil too. */
    static final String OPTIONAL_JSON = """
            local function optional_json(v)
              if v then return json(v) end
              return v
            end
            """;

    /** What {@code cmsgpack} would make nil of, or has rounded, is refused. A string is packed already. */
    static final String MSGPACK = """
            local function msgpack_check(v, depth)
              if type(v) == 'number' and v % 1 == 0 and (v >= 2^53 or v <= -2^53) and v < 2^64 and v > -2^64 then
                error('a number from 2^53 on has been rounded by Lua: a string keeps its digits')
              elseif type(v) == 'table' then
                if depth > 16 then error('MessagePack is nested more than 16 deep, where cmsgpack ends') end
                for key, value in pairs(v) do
                  msgpack_check(value, depth + 1)
                end
              end
            end
            local function msgpack(v)
              if v == nil or v == false or type(v) == 'string' or type(v) == 'table' and failed(v) then return v end
              msgpack_check(v, 1)
              return cmsgpack.pack(v)
            end
            """;

    static final String ARRAY = """
            local function NAME(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              local reply = {}
              for i = 1, LENGTH do reply[i] = VALUE or false end
              return reply
            end
            """;

    static final String MAP = """
            local function NAME(v)
              if type(v) ~= 'table' or failed(v) then return v end
              local reply = {}
              for key, value in pairs(v) do
                reply[#reply + 1] = tostring(key)
                reply[#reply + 1] = VALUE
              end
              return reply
            end
            """;

    static final String PAIRS = """
            local function NAME(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              local reply = {}
              if type(v.map) == 'table' then
                for k, x in pairs(v.map) do
                  reply[#reply + 1] = MAP_KEY
                  reply[#reply + 1] = MAP_VALUE or false
                end
                return reply
              end
              for i = 1, LENGTH do
                if i % 2 == 1 then reply[i] = KEY else reply[i] = VALUE or false end
              end
              return reply
            end
            """;

    /** Tells an error or a status from a table of the script's own. */
    static final String MARKED = """
            local function marked(v)
              return type(v.err) == 'string' or (type(v.ok) == 'string' and next(v, next(v)) == nil)
            end
            """;

    static final String UNION = """
            local function NAME(v)
              local kind = type(v)
            VALUE  return v
            end
            """;

    static final String RECORD = """
            local function NAME(v)
              if type(v) ~= 'table' or type(v.err) == 'string' then return v end
              return { VALUE }
            end
            """;

    private LuaResultTexts() {}
}
