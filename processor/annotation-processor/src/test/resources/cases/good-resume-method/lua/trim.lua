-- Removes the lowest members of a sorted set.
---@key source
---@arg limit integer
---@resume position integer = 0  how many are gone
---@return { count: integer, position: integer? }
local count = redis.call('ZREMRANGEBYRANK', source, 0, limit - 1)
return { count = count, position = count > 0 and position + count or nil }
