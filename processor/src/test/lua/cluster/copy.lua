-- Copies what one key holds to others, and counts the copies.
---@key source
---@key targets...
---@return integer
local value = redis.call('DUMP', source)
if not value then
    return 0
end
for _, target in ipairs(targets) do
    redis.call('RESTORE', target, 0, value, 'REPLACE')
end
return #targets
