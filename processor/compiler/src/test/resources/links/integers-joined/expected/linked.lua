local id = tonumber(ARGV[1])
local at = tonumber(ARGV[2])
local page = tonumber(ARGV[3]) or 7
local ids = cjson.decode(ARGV[4])
local big = ARGV[5]
local none = (ARGV[6] or '') ~= '' and ARGV[6] or nil
local limit = (ARGV[7] or '') ~= '' and ARGV[7] or '-9223372036854775808'
local maybe = ARGV[8] if (maybe or '') == '' then maybe = nil else maybe = cjson.decode(maybe) end
local some = ARGV[9] if (some or '') == '' then some = { 1700000000000003 } else some = cjson.decode(some) end
local changed = cjson.decode(ARGV[10])
local rest = {} for i = 11, #ARGV do rest[i - 10] = tonumber(ARGV[i]) end
local function name(of)
  return 'order:' .. (of and string.format('%.17g', of))
end
local copy = id
local found = { name(id), name(copy), 'at ' .. tostring((at and string.format('%.17g', at))), string.format('%.17g', page) .. '', ('%s'):format(string.format('%.17g', page)), big, tostring(none), limit }
for i, one in ipairs(ids) do
  found[#found + 1] = i .. '/' .. string.format('%.17g', one) .. '/' .. (ids[i] and string.format('%.17g', ids[i])) .. '/' .. string.format('%d', (rest[i] and string.format('%.17g', rest[i])))
end
found[#found + 1] = table.concat({ string.format('%.17g', id), (string.format('%.17g', id)) })
for _, one in ipairs(some) do
  found[#found + 1] = 'some ' .. string.format('%.17g', one) .. tostring(tostring(maybe)) .. (maybe and maybe[1] .. '' or 'none')
end
for i = 1, #changed do
  changed[i] = 'changed ' .. changed[i]
end
found[#found + 1] = changed[1] .. '|' .. (ids[#ids] and string.format('%.17g', ids[#ids]))
found[#found + 1] = tostring((string.format('%.17g', redis.call('INCR', 'n')))) .. string.format('%.17g', redis.call('INCR', 'n' .. string.format('%.17g', id)))
local later
later = id
local either = id
if #changed > 5 then
  either = page
end
found[#found + 1] = (later and string.format('%.17g', later)) .. '|' .. string.format('%.17g', either)
found[#found + 1] = (string.format('%.17g', id + 1)) .. '|' .. string.format('%.17g', id * 2 - page) .. '|' .. string.format('%.17g', redis.call('INCR', 'n') + 1) .. '|' .. id / 2
return found
