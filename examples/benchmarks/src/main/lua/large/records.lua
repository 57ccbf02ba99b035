---@arg count integer
---@return { id: integer, name: string, score: number, active: boolean }[]
local found = {}
for i = 1, count do
  found[i] = { id = i, name = 'row' .. i, score = i / 4, active = i % 2 == 0 }
end
return found
