---@arg rest integer...
---@return integer
local sum = 0
for _, value in ipairs(rest) do
  sum = sum + value
end
return sum
