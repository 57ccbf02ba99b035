---@key key
---@once request 0
---@return integer
return redis.call('INCR', key)
