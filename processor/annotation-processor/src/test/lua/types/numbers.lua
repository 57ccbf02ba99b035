---@arg count integer
---@return number[]
local halves = {}
for i = 1, count do
  halves[i] = i / 2
end
return halves
