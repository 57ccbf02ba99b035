local result = (function()
local first = KEYS[1]
local other = KEYS[2]
local limit = tonumber(ARGV[1])
local last = ARGV[2]
return { key = first, other = other, limit = limit, last = last }
end)()
local function record_1(v)
  if type(v) ~= 'table' or type(v.err) == 'string' then return v end
  return { v.key or false, v.other or false, v.limit or false, v.last or false }
end
return record_1(result)
