local moonlet_scripts = { ["/"] = { jobs = {} } }
moonlet_scripts["jobs/push"] = function(KEYS, ARGV)
KEYS, ARGV = KEYS or {}, ARGV or {}
local queue = type(KEYS[1]) == 'number' and string.format('%.17g', KEYS[1]) or KEYS[1]
local name = type(ARGV[1]) == 'number' and string.format('%.17g', ARGV[1]) or ARGV[1]
local priority = tonumber(ARGV[2])
local urgent = ARGV[3] == '1' or ARGV[3] == true
local tags = ARGV[4] if type(tags) == 'string' then tags = cjson.decode(tags) end
local limit = tonumber(ARGV[5]) or 100
local length = redis.call("LPUSH", queue, name)
return { length = length, at = { priority + 1, urgent, tags, limit }, keys = #KEYS, argv = #ARGV }
end
moonlet_scripts["jobs/set-status"] = function(KEYS, ARGV)
KEYS, ARGV = KEYS or {}, ARGV or {}
return redis.call("SET", KEYS[1], ARGV[1])
end
moonlet_scripts["jobs/nothing"] = function(KEYS, ARGV)
KEYS, ARGV = KEYS or {}, ARGV or {}
return #KEYS + #ARGV
end
moonlet_scripts["/"].jobs.nothing = moonlet_scripts["jobs/nothing"]
moonlet_scripts["/"].jobs.push = moonlet_scripts["jobs/push"]
moonlet_scripts["/"].jobs["set-status"] = moonlet_scripts["jobs/set-status"]
local CALL = moonlet_scripts["/"]
local result = (function()
local queue = KEYS[1]
local pushed = CALL.jobs.push({ queue }, { "mail", 3, true, { "a", "b" } })
local forwarded = CALL.jobs.push(KEYS, { "chat", "4", "1", '["c"]', "5" })
local status = CALL.jobs["set-status"]({ queue .. ":status" }, { "on" })
local none = CALL.jobs.nothing()
return { pushed, forwarded, status.ok, none, #KEYS, KEYS[1] }
end)()
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
return json(result)
