---@arg rows integer[][]
---@return integer[]
local sums = {}
for i, row in ipairs(rows) do
  sums[i] = 0
  for _, value in ipairs(row) do
    sums[i] = sums[i] + value
  end
end
return sums
