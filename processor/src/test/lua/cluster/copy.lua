-- Moves what one key holds to another.
---@key source
---@key targets...
---@return integer
local moved = 0
for _, target in ipairs(targets) do
    moved = moved + redis.call('COPY', source, target)
end
return moved
