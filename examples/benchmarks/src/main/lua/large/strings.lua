---@arg count integer
---@return string[]
local found = {}
for i = 1, count do
  found[i] = 'row' .. i
end
return found
