---@arg count integer
---@return boolean[]
local even = {}
for i = 1, count do
  even[i] = i % 2 == 0
end
return even
