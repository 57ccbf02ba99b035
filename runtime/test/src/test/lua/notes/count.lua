-- Takes a while.
---@arg steps integer
---@return integer
local sum = 0
for step = 1, steps do
  sum = sum + step % 2
end
return sum
