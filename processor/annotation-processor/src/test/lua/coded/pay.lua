---@key account
---@arg amount integer
---@arg tip integer?
---@arg parts integer[]
---@return { total: integer, parts: integer[], largest: integer? }
local total = amount + (tip or 0)
local largest
for _, part in ipairs(parts) do
  total = total + part
  largest = math.max(largest or part, part)
end
return { total = total, parts = parts, largest = largest }
