---@arg id integer
---@arg at milliseconds?
---@arg page integer = 7
---@arg ids integer[]
---@arg big int64
---@arg none int64?
---@arg limit int64 = -9223372036854775808
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
return found
