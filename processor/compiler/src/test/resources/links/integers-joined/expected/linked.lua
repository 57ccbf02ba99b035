local id = tonumber(ARGV[1])
local at = tonumber(ARGV[2])
local page = tonumber(ARGV[3]) or 7
local ids = cjson.decode(ARGV[4])
local big = ARGV[5]
local none = (ARGV[6] or '') ~= '' and ARGV[6] or nil
local limit = (ARGV[7] or '') ~= '' and ARGV[7] or '-9223372036854775808'
local rest = {} for i = 8, #ARGV do rest[i - 7] = tonumber(ARGV[i]) end
local function name(of)
  return 'order:' .. (of and string.format('%.17g', of))
end
local copy = id
local found = { name(id), name(copy), 'at ' .. tostring((at and string.format('%.17g', at))), string.format('%.17g', page) .. '', ('%s'):format(string.format('%.17g', page)), big, tostring(none), limit }
for i, one in ipairs(ids) do
  found[#found + 1] = i .. '/' .. string.format('%.17g', one) .. '/' .. (ids[i] and string.format('%.17g', ids[i])) .. '/' .. string.format('%d', (rest[i] and string.format('%.17g', rest[i])))
end
found[#found + 1] = table.concat({ string.format('%.17g', id), ((id) and string.format('%.17g', (id))) })
return found
