local result = (function()
local redis = KEYS[1]
local type = ARGV[1] if (type or '') == '' then type = nil else type = _G.string.sub(type, 2) end
local string = ARGV[2]
local tonumber = _G.tonumber(ARGV[3]) or 5
local cjson = _G.cjson.decode(ARGV[4])
local table = _G.cjson.decode(ARGV[5])
local i = {} for n = 6, #ARGV do i[n - 5] = _G.tonumber(ARGV[n]) end
local function sum(numbers)
  local total = 0
  for _, number in ipairs(numbers) do
    total = total + number
  end
  return total
end
return { kinds = { type, string, cjson.name, table[1] }, sum = sum(i) + tonumber, name = cjson.name, redis = redis }
end)()
local function record_1(v)
  if type(v) ~= 'table' or type(v.err) == 'string' then return v end
  return { v.kinds or false, v.sum or false, v.name or false, v.redis or false }
end
return record_1(result)
