-- Copies what one key holds to others that hold nothing, and counts the copies.
---@key source
---@key targets...
---@return integer
local value = redis.call('DUMP', source)
if not value then
    return 0
end
local copied = 0
for _, target in ipairs(targets) do
    if redis.call('EXISTS', target) == 0 then
        redis.call('RESTORE', target, 0, value)
        copied = copied + 1
    end
end
return copied
