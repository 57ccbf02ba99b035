---@key key
---@once request
---@resume position integer = 0
---@return { position: integer? }
redis.call('INCR', key)
return { position = position < 3 and position + 1 or nil }
