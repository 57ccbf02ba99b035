---@key key
---@once request 1.5
---@return integer
return redis.call('INCR', key)
