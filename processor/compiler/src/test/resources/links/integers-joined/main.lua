---@arg id integer
---@arg at milliseconds?
---@arg page integer = 7
---@arg ids integer[]
---@arg big int64
---@arg none int64?
---@arg limit int64 = -9223372036854775808
---@arg maybe integer[]?
---@arg some integer[] = { 1700000000000003 }
---@arg changed integer[]
---@arg rest integer...
---@return string[]
local function name(of)
  return 'order:' .. of
end
local copy = id
local found = { name(id), name(copy), 'at ' .. tostring(at), page .. '', ('%s'):format(page), big, tostring(none), limit }
for i, one in ipairs(ids) do
  found[#found + 1] = i .. '/' .. one .. '/' .. ids[i] .. '/' .. string.format('%d', rest[i])
end
found[#found + 1] = table.concat({ id, (id) })
for _, one in ipairs(some) do
  found[#found + 1] = 'some ' .. one .. tostring(tostring(maybe)) .. (maybe and maybe[1] .. '' or 'none')
end
for i = 1, #changed do
  changed[i] = 'changed ' .. changed[i]
end
found[#found + 1] = changed[1] .. '|' .. ids[#ids]
found[#found + 1] = tostring((redis.call('INCR', 'n'))) .. redis.call('INCR', 'n' .. id)
local later
later = id
local either = id
if #changed > 5 then
  either = page
end
found[#found + 1] = later .. '|' .. either
found[#found + 1] = (id + 1) .. '|' .. id * 2 - page .. '|' .. redis.call('INCR', 'n') + 1 .. '|' .. id / 2
return found
