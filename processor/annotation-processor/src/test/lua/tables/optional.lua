-- What may be left out.
---@arg point { x: integer, y: integer? }?
---@arg sizes table<string, integer> = { small = 1, large = 3 }
---@arg pair [integer, string] = { 1, 'one' }
---@arg shape { name: string, sides: integer? } = { name = 'circle' }
---@return string
local x = point and point.x or 'nothing'
local y = point and point.y or 'nothing'
return x .. ' ' .. y .. ' ' .. (sizes.small or 0) + (sizes.large or 0) .. ' ' .. pair[2] .. ' ' .. shape.name .. ' '
  .. tostring(shape.sides)
