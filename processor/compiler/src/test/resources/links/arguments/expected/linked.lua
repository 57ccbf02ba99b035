local result = (function()
local queue = KEYS[1]
local others = {} for i = 2, #KEYS do others[i - 1] = KEYS[i] end
local text = ARGV[1]
local count = tonumber(ARGV[2])
local ratio = tonumber(ARGV[3])
local on = ARGV[4] == '1'
local wait = tonumber(ARGV[5])
local names = cjson.decode(ARGV[6])
local matrix = cjson.decode(ARGV[7])
local flags = cjson.decode(ARGV[8])
local options = cjson.decode(ARGV[9])
local raw = ARGV[10]
local maybe = ARGV[11] if (maybe or '') == '' then maybe = nil else maybe = string.sub(maybe, 2) end
local number_or_nil = tonumber(ARGV[12])
local flag_or_nil = ({ ['1'] = true, ['0'] = false })[ARGV[13]]
local list_or_nil = ARGV[14] if (list_or_nil or '') == '' then list_or_nil = nil else list_or_nil = cjson.decode(list_or_nil) end
local note = ARGV[15] if (note or '') == '' then note = "none" else note = string.sub(note, 2) end
local limit = tonumber(ARGV[16]) or 10
local factor = tonumber(ARGV[17]) or -1.5
local loud = ARGV[18] ~= '0'
local quiet = ARGV[19] == '1'
local pause = tonumber(ARGV[20]) or 60
local tags = ARGV[21] if (tags or '') == '' then tags = { "a", "b}" } else tags = cjson.decode(tags) end
local extra = ARGV[22] if (extra or '') == '' then extra = { deep = { 1, 2 } } else extra = cjson.decode(extra) end
local rest = {} for i = 23, #ARGV do rest[i - 22] = tonumber(ARGV[i]) end
local function shown(value)
  if value == nil then
    return "nil"
  end
  return { type(value), value }
end
return {
  queue = queue, others = others, text = shown(text), count = shown(count), ratio = shown(ratio), on = shown(on),
  wait = shown(wait), names = shown(names), matrix = shown(matrix), flags = shown(flags), options = shown(options),
  raw = shown(raw), maybe = shown(maybe), number_or_nil = shown(number_or_nil), flag_or_nil = shown(flag_or_nil),
  list_or_nil = shown(list_or_nil), note = shown(note), limit = shown(limit), factor = shown(factor),
  loud = shown(loud), quiet = shown(quiet), pause = shown(pause), tags = shown(tags), extra = shown(extra), rest = rest,
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
return json(result)
