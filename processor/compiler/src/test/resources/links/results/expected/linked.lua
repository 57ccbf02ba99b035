local result = (function()
return {
  s = "text", i = 5, n = 0.1, b = false, none = nil, list = { 0.5, 2 }, map = { a = true }, pair = { "x", nil },
  maybe = redis.call("GET", "nothing"), j = { deep = { 1, { 2 } } }, wait = 1500, inner = { { x = 1 / 3 } },
}
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
local function number(v)
  if type(v) == 'number' then return string.format('%.17g', v) end
  return v
end
local function boolean(v)
  if v == true then return 1 elseif v == false then return 0 end
  return v
end
local function array_1(v)
  if type(v) ~= 'table' or type(v.err) == 'string' then return v end
  local reply = {}
  for i = 1, #v do reply[i] = number(v[i]) or false end
  return reply
end
local function map_2(v)
  if type(v) ~= 'table' or failed(v) then return v end
  local reply = {}
  for key, value in pairs(v) do
    reply[#reply + 1] = tostring(key)
    reply[#reply + 1] = boolean(value)
  end
  return reply
end
local function record_3(v)
  if type(v) ~= 'table' or type(v.err) == 'string' then return v end
  return { v[1] or false, number(v[2]) or false }
end
local function record_4(v)
  if type(v) ~= 'table' or type(v.err) == 'string' then return v end
  return { number(v.x) or false }
end
local function array_5(v)
  if type(v) ~= 'table' or type(v.err) == 'string' then return v end
  local reply = {}
  for i = 1, #v do reply[i] = record_4(v[i]) or false end
  return reply
end
local function record_6(v)
  if type(v) ~= 'table' or type(v.err) == 'string' then return v end
  return { v.s or false, v.i or false, number(v.n) or false, boolean(v.b) or false, boolean(v.none) or false, array_1(v.list) or false, map_2(v.map) or false, record_3(v.pair) or false, v.maybe or false, json(v.j) or false, v.wait or false, array_5(v.inner) or false }
end
return record_6(result)
